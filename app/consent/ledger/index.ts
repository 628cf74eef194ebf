/** The ledger of consent: an append-only list of events a shop, and what follows from it. */
export { acceptance, addSealedToSums } from './acceptance-store.ts'
export { answersByDay } from './answers-store.ts'
export { appendEvent, appendMany, appendWithin } from './append.ts'
export type { RecordedEvent } from './append-store.ts'
export { eraseEventsOf } from './erase-store.ts'
export { canonicalLine, type LedgerEvent } from './event.ts'
export { leafHash } from './leaf.ts'
export {
  type Acceptance,
  type CurrentChoice,
  type Days,
  type EventFilter,
  type EventPage,
  type LedgerEntry,
  type NewEvent,
  withoutBanner,
} from './model.ts'
export { createPartitions } from './partitions-store.ts'
export {
  choicesOfPerson,
  countDecisionsOf,
  currentChoicesOf,
  findEvent,
  ledgerEnd,
  ledgerLength,
  ledgerTimes,
  readEvents,
  searchEvents,
  withdrawalsOf,
} from './read-store.ts'
export { UnreadableEvent } from './rows.ts'
export { DECISION_SOURCES, type DecisionSource } from './words.ts'
