/** The closed lists of imports of consents. */

export const IMPORT_TOOLS = ['cookieyes', 'cookiebot', 'pandectes', 'consentmo', 'other'] as const
export type ImportTool = (typeof IMPORT_TOOLS)[number]

export const IMPORT_FORMATS = ['csv', 'json'] as const

/**
 * `uploading`: the file arrives. `mapping`: staff say what its columns are. `checking`: every row is read, and nothing is
 * written. `checked`: staff read what would happen. `running`: it is imported.
 */
export const IMPORT_STATES = [
  'uploading',
  'mapping',
  'checking',
  'checked',
  'running',
  'done',
  'cancelled',
  'failed',
] as const
export type ImportState = (typeof IMPORT_STATES)[number]

/** The file is not needed any more. */
export const ENDED_IMPORTS = ['done', 'cancelled', 'failed'] as const satisfies ImportState[]

/** What a column says. */
export const COLUMN_ROLES = [
  'ignore',
  'reference',
  'customer',
  'email',
  'time',
  'language',
  'country',
  'version',
  /** Its cells list what was agreed to. */
  'categories',
  /** Its cells say yes or no to one purpose. */
  'choice',
] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]

/** Why a row cannot be taken. */
export const ROW_PROBLEMS = [
  'nobody',
  'no_choice',
  'unreadable_choice',
  'no_time',
  'unreadable_time',
  'in_the_future',
  'not_an_address',
  'not_a_customer',
  'too_many_cells',
] as const
export type RowProblem = (typeof ROW_PROBLEMS)[number]

/** What became of the rows. `older`: the person has chosen since, and the row says no time of its own. */
export const ROW_RESULTS = ['recorded', 'known', 'older', 'erased', 'suppressed', 'several'] as const
export type RowResult = (typeof ROW_RESULTS)[number]

/** Why a whole file cannot be read. */
export const FILE_PROBLEMS = ['not_utf8', 'record_too_long', 'unreadable', 'no_columns', 'empty', 'gave_up'] as const
export type FileProblem = (typeof FILE_PROBLEMS)[number]
