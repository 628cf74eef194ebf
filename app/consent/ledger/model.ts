import type { SubjectId } from '../../subjects/index.ts'
import type { LedgerEvent, Source } from './event.ts'

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
}

/** From `from`, until just before `to`. */
export interface Period {
  from: Date
  to: Date
}

/** Everything that is given must hold. */
export interface EventFilter {
  subject?: SubjectId
  /** Any of the subjects that are known by this address. */
  email?: string
  /** Any of the subjects that are known to be this customer of Shopify's. */
  customerId?: string
  recordId?: string
  period?: Period
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

/** How many decisions granted a purpose and how many refused it: of one day (UTC), country and language. */
export interface Acceptance {
  purpose: string
  /** ISO 8601, in UTC. */
  day: string
  /** ISO 3166-1 alpha-2; empty when unknown. */
  country: string
  /** BCP 47; empty where no banner was shown. */
  language: string
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
  if (id[14] !== '7') return recordedAt
  const said = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
  const late = +recordedAt - said
  return late >= 0 && late <= LONGEST_RETRY_MS ? new Date(said) : recordedAt
}

/** What was said of a purpose, as far as it matters to what counts now. */
export type Said = Pick<LedgerEvent, 'id' | 'recordedAt' | 'choices'>

/** What counts now of what one person said: of each purpose the newest choice, by the time at which it was made. */
export function currentChoices(said: readonly Said[]): CurrentChoice[] {
  const current = new Map<string, CurrentChoice>()
  for (const { id, recordedAt, choices } of said) {
    const at = decidedAt(id, new Date(recordedAt))
    for (const [purpose, granted] of Object.entries(choices)) {
      const known = current.get(purpose)
      const isNewer = !known || +at > +known.decidedAt || (+at === +known.decidedAt && id > known.eventId)
      if (isNewer) current.set(purpose, { purpose, granted, eventId: id, decidedAt: at })
    }
  }
  return [...current.values()].sort((a, b) => (a.purpose < b.purpose ? -1 : 1))
}
