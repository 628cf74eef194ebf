/** What the storefront shows against what arrives, in numbers without a person: visits, answers, records given up. */
export type { CountedDay, StorefrontCounts } from './model.ts'
export { storefrontCounts } from './read.ts'
export { addAnswers, addToDay, countedSince } from './store.ts'
export { countVisit, writeVisits } from './visits.ts'
