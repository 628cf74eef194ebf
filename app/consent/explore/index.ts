/** How staff explore the ledger: search, one record, charts and files. */
export { type Charts, type Count, chartsOf } from './charts.ts'
export { exportEvents } from './export.ts'
export {
  asksForDays,
  daysOf,
  filterOf,
  lastDays,
  paramsOf,
  readQuery,
} from './query.ts'
export { type ConsentRecordView, readRecord } from './record.ts'
export { type SearchResult, search } from './search.ts'
export { sourcesOf } from './sources-store.ts'
export { whoIsSought } from './whom.ts'
export { withdrawOnBehalf } from './withdraw-on-behalf.ts'
export {
  EXPORT_FORMATS,
  type ExportFormat,
  MAX_SEARCH,
  PERIODS,
} from './words.ts'
