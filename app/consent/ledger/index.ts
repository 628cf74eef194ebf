/** The ledger of consent: an append-only list of events a shop, and what follows from it. */
export { canonicalLine, type LedgerEvent, SOURCES, type Source } from './event.ts'
export { leafHash, leafHashOfLine } from './leaf.ts'
export type {
  Acceptance,
  CurrentChoice,
  EventFilter,
  EventPage,
  LedgerEntry,
  NewEvent,
  Period,
} from './model.ts'
