/** The names of trackers that the storefront reported, and what staff do about each. */
export { declareSeen } from './declare.ts'
export * from './limits.ts'
export { reportTrackers, trackerName, trackerReport } from './report.ts'
export { dismiss, listNames, listSeen, MOST_SEEN, undoDismiss } from './store.ts'
export { type UndeclaredTracker, undeclaredTrackers } from './undeclared.ts'
