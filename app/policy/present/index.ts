/** Start from what is there: the shop's present policy, sentence by sentence beside the register (note 35). */
export type { PresentComparison, PresentSentence } from './compare-present.ts'
export type { ComparedStatement } from './describe.ts'
export { MAX_PAGE, MAX_PRESENT_BYTES } from './limits.ts'
export { hasDraft, type PresentRefusal, type PresentResult, readPresent } from './read-present.ts'
