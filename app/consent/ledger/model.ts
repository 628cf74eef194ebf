import type { IsoDate } from '../../register/index.ts'
import type { SubjectId } from '../../subjects/index.ts'
import type { LedgerEvent } from './event.ts'
import { type DecisionSource, STATED_SOURCES, SURFACES } from './words.ts'

/** An event before it is recorded. The ledger adds its position, its time and the register in force. */
export interface NewEvent {
  /** UUIDv7 and the idempotency key: the same id recorded again changes nothing. Older pages send UUIDv4. */
  id: string
  subject: string
  source: DecisionSource
  choices: Readonly<Record<string, boolean>>
  banner: { hash: string; language: string } | null
  region: string
  gpc: boolean
  shopifyConsentId: string | null
  /** The subject's previous event; null when the caller knows none. */
  previous: string | null
  /** Earlier records that this browser has given up: counted, and no part of the event. */
  gaveUp?: number
}

/** An event of a person who saw no banner. */
export const withoutBanner = (said: Pick<NewEvent, 'id' | 'subject' | 'source' | 'choices'>): NewEvent => ({
  ...said,
  banner: null,
  region: '',
  gpc: false,
  shopifyConsentId: null,
  previous: null,
})

/**
 * One position of the ledger. When a person is erased, the event goes and its leaf hash stays, so that every seal over
 * it still verifies (GDPR Art. 17, RFC 9162 §2.1.1).
 */
export type LedgerEntry =
  | { kind: 'event'; position: number; event: LedgerEvent }
  | { kind: 'erased'; position: number; leafHash: Buffer; erasedAt: Date }

/** A subject's current choice for a purpose. */
export interface CurrentChoice {
  purpose: string
  granted: boolean
  /** The event with that choice. */
  eventId: string
  decidedAt: Date
  /** One click on the storefront refused everything that was asked: nobody named this purpose. */
  refusedWithAll: boolean
}

/** A range of calendar days, both ends included. */
export interface Days {
  first: IsoDate
  last: IsoDate
  /** The time zone of the days: an IANA name, such as Europe/Paris. */
  timeZone: string
}

/** All given conditions must hold. Give either `customerId` or `subjects`. */
export interface EventFilter {
  /** Any subject that is known to be this customer of Shopify. */
  customerId?: string
  /** Any of these subjects, and every subject that is the same customer. */
  subjects?: readonly SubjectId[]
  recordId?: string
  days?: Days
  /** Events that asked for this purpose. */
  purpose?: string
  /** With `purpose`: the choice that was made. */
  granted?: boolean
  source?: DecisionSource
}

export interface EventPage {
  /** Newest first. */
  events: LedgerEvent[]
  /** Pass it as `before` to get the next page; null on the last one. */
  next: number | null
}

/** The groupings of counted decisions: none, by day, by country, by language. */
export const COUNTED_BY = ['all', 'day', 'country', 'language'] as const

/** The numbers of decisions that granted and that refused a purpose. */
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

/** A page's clock is trusted for as long as its retries may take. A time further in the past is not trusted. */
const LONGEST_RETRY_MS = 7 * 24 * 3600_000

/**
 * When a choice was made: the time in its UUIDv7, so that an older decision which a phone sent late does not replace a
 * newer one. Kept's clock counts when the id holds no time, a future time, or one too long ago. What was given elsewhere may be
 * years old: its id is Kept's own, with the time that came along.
 */
export function decidedAt(id: string, recordedAt: Date, source?: DecisionSource): Date {
  const said = timeIn(id)
  if (said === null) return recordedAt
  const late = +recordedAt - said
  const isTrusted = late <= LONGEST_RETRY_MS || STATED_SOURCES.some((stated) => stated === source)
  return late >= 0 && isTrusted ? new Date(said) : recordedAt
}

/** What was said of a purpose, as far as it matters to what counts now. */
export type DatedChoices = Pick<LedgerEvent, 'id' | 'recordedAt' | 'choices' | 'source'> & {
  /** Said without signing in, by a browser that was known as a customer's: nothing proves that it was the customer. */
  isUnproven: boolean
}

const refusesAll = ({ source, choices }: DatedChoices): boolean => {
  const answers = Object.values(choices)
  return SURFACES.some((surface) => surface === source) && answers.length > 1 && !answers.includes(true)
}

/**
 * A person's current choices: the newest one for each purpose, by the time at which it was made. An unproven consent
 * does not replace a refusal, because the controller must be able to show who consented (GDPR Art. 7(1)).
 */
export function currentChoices(said: readonly DatedChoices[]): CurrentChoice[] {
  const inOrder = said
    .map((one) => ({ ...one, at: decidedAt(one.id, new Date(one.recordedAt), one.source), all: refusesAll(one) }))
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

/** A consent that a person took back, and the event in which they did. */
export interface Withdrawal {
  purpose: string
  eventId: string
  at: Date
}

/** What a person agreed to and refused afterwards; refused once more, it was withdrawn when it was refused first. */
export function withdrawalsIn(said: readonly DatedChoices[]): Withdrawal[] {
  const granted = new Set<string>()
  return said
    .map((one) => ({ ...one, at: decidedAt(one.id, new Date(one.recordedAt)) }))
    .sort((a, b) => +a.at - +b.at || (a.id < b.id ? -1 : 1))
    .flatMap(({ id, at, choices, isUnproven }) =>
      Object.entries(choices).flatMap(([purpose, isGranted]): Withdrawal[] => {
        // As in `currentChoices`: an unproven consent replaces no refusal, and here only withdrawals of proven ones matter.
        if (isGranted) {
          if (!isUnproven) granted.add(purpose)
          return []
        }
        return granted.delete(purpose) ? [{ purpose, eventId: id, at }] : []
      }),
    )
}

/** The time in a UUIDv7, in milliseconds since 1970; null for any other id. */
export const timeIn = (id: string): number | null =>
  id[14] === '7' ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null
