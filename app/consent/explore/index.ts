/** How staff look into the ledger: search, one record, files. */
export { type Charts, type Count, chartsOf } from './charts.ts'
export { EXPORT_FORMATS, type ExportFormat, exportEvents } from './export.ts'
export { type Found, findWanted } from './find.ts'
export {
  asksForDays,
  daysOf,
  filterOf,
  type LedgerQuery,
  lastDays,
  PERIODS,
  type PeriodName,
  paramsOf,
  QUERY_FIELDS,
  type QueryField,
  type QueryRead,
  readQuery,
} from './query.ts'
export { type AskedPurpose, type ConsentRecord, readRecord } from './record.ts'
export { withdrawOnBehalf } from './withdraw-on-behalf.ts'
