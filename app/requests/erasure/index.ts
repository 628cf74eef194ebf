/** The erasure of a person: planned, confirmed, carried out, and followed until Shopify was seen to have done it (note 050). */
export {
  actForStaff,
  actOnErasure,
  cancelErasure,
  confirmErasure,
  type ErasureAct,
  type ErasureActProblem,
  type ErasureActResult,
  erasureAct,
  planErasure,
  planOnceKnown,
} from './acts.ts'
export { followMergedErasure } from './follow-merge.ts'
export { redactPerson } from './from-shopify.ts'
export { startErasureJobs } from './jobs.ts'
export { isRememberedErased, noticeReturn } from './notice-return.ts'
export type { Hold } from './plan/holds/model.ts'
export { holdsOfOrder } from './plan/holds/of-order.ts'
export type { ErasurePorts } from './ports.ts'
export {
  isErasureRunning,
  type ListedErasure,
  listErasures,
  readErasureOf,
  readShownErasure,
  type ShownErasure,
} from './read.ts'
export { ERASED_CUSTOMERS, type ErasureAttention, erasuresForStaff } from './store.ts'
