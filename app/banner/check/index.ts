/** "Check my storefront": what the storefront sets before a choice, after a refusal and after an acceptance. */
export { beginCheck } from './begin.ts'
export { checkCall } from './call.ts'
export type { CheckFinding, CheckVerdict } from './model.ts'
export { reportPhase } from './report.ts'
export { type CheckResult, checkResults, namesSeenByCheck } from './results.ts'
