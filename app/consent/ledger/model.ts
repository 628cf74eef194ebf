import type { IsoDate } from '../../register/index.ts'
import type { SubjectId } from '../../subjects/index.ts'
import type { LedgerEvent } from './event.ts'
import { type Source, SURFACES } from './words.ts'

/** An event as whoever records it knows it; the ledger adds its position, its time and the register in force. */
export interface NewEvent {
  /** UUIDv7 and the idempotency key: the same id recorded again changes nothing. Older pages send UUIDv4. */
  id: string
  subject: string
  source: Source
  choices: Readonly<Record<string, boolean>>
  banner: { hash: string; language: string } | null
  region: string
  gpc: boolean
  shopifyConsentId: string | null
  /** The subject's event before this one; null where whoever records it knows of none. */
  previous: string | null
}

/** An event of somebody who was shown no banner. */
export const withoutBanner = (said: Pick<NewEvent, 'id' | 'subject' | 'source' | 'choices'>): NewEvent => ({
  ...said,
  banner: null,
  region: '',
  gpc: false,
  shopifyConsentId: null,
  previous: null,
})

/**
 * A position of the ledger. Where a person was erased, the event is gone and its leaf hash stays, so that every seal
 * over it still verifies (GDPR Art. 17, RFC 9162 §2.1.1).
 */
export type LedgerEntry =
  | { kind: 'event'; position: number; event: LedgerEvent }
  | { kind: 'erased'; position: number; leafHash: Buffer; erasedAt: Date }

/** What a subject says about a purpose now. */
export interface CurrentChoice {
  purpose: string
  granted: boolean
  /** The event that said so. */
  eventId: string
  decidedAt: Date
  /** One click on the storefront refused everything that was asked: nobody named this purpose. */
  refusedWithAll: boolean
}

/** Days of a calendar, the first and the last included. */
export interface Days {
  first: IsoDate
  last: IsoDate
  /** Whose midnights they are: an IANA name, such as Europe/Paris. */
  timeZone: string
}

/** Everything that is given must hold; of `customerId` and `subjects` either. */
export interface EventFilter {
  /** Any of the subjects that are known to be this customer of Shopify's. */
  customerId?: string
  /** Any of these, and whoever is the same customer as one of them. */
  subjects?: readonly SubjectId[]
  recordId?: string
  days?: Days
  /** Events that showed this purpose. */
  purpose?: string
  /** With `purpose`: what was chosen. */
  granted?: boolean
  source?: Source
}

export interface EventPage {
  /** The newest first. */
  events: LedgerEvent[]
  /** Give it back as `before` for the next page; null on the last one. */
  next: number | null
}

/** What decisions on a purpose are counted by: all of them, or those of each day, country or language. */
export const COUNTED_BY = ['all', 'day', 'country', 'language'] as const

/** How many decisions granted a purpose and how many refused it. */
export interface Acceptance {
  purpose: string
  by: (typeof COUNTED_BY)[number]
  /**
   * The day (ISO 8601), the country (ISO 3166-1 alpha-2; empty when unknown), or the language (BCP 47; empty where no
   * banner was shown). Empty for all of them.
   */
  value: string
  granted: number
  refused: number
}

/** A page's clock is believed for as long as its retries may take; a clock that is further off says nothing. */
const LONGEST_RETRY_MS = 7 * 24 * 3600_000

/**
 * When a choice was made: as its UUIDv7 says, so that an older decision that a phone sent late does not undo a newer
 * one; as Kept's clock says where the id holds no time, one of the future, or one too long ago.
 */
export function decidedAt(id: string, recordedAt: Date): Date {
  const said = timeIn(id)
  if (said === null) return recordedAt
  const late = +recordedAt - said
  return late >= 0 && late <= LONGEST_RETRY_MS ? new Date(said) : recordedAt
}

/** What was said of a purpose, as far as it matters to what counts now. */
export type Said = Pick<LedgerEvent, 'id' | 'recordedAt' | 'choices' | 'source'> & {
  /** Said without signing in, by a browser that was known as a customer's: nothing proves that it was the customer. */
  isUnproven: boolean
}

const refusesAll = ({ source, choices }: Said): boolean => {
  const answers = Object.values(choices)
  return SURFACES.some((surface) => surface === source) && answers.length > 1 && !answers.includes(true)
}

/**
 * What counts now of what one person said: of each purpose the newest choice, by the time at which it was made. An
 * unproven consent does not undo a refusal: the controller has to be able to show who consented (GDPR Art. 7(1)).
 */
export function currentChoices(said: readonly Said[]): CurrentChoice[] {
  const inOrder = said
    .map((one) => ({ ...one, at: decidedAt(one.id, new Date(one.recordedAt)), all: refusesAll(one) }))
    .sort((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1))
  const current = new Map<string, CurrentChoice>()
  for (const { id, at, choices, isUnproven, all } of inOrder) {
    for (const [purpose, granted] of Object.entries(choices)) {
      const before = current.get(purpose)
      const wasRefused = before?.granted === false
      if (isUnproven && granted && wasRefused) continue
      const refusedWithAll = all && !(wasRefused && !before.refusedWithAll)
      current.set(purpose, { purpose, granted, eventId: id, decidedAt: at, refusedWithAll })
    }
  }
  return [...current.values()].sort((a, b) => (a.purpose < b.purpose ? -1 : 1))
}

/** The time that a UUIDv7 says, in milliseconds since 1970; null for any other id. */
export const timeIn = (id: string): number | null =>
  id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null
