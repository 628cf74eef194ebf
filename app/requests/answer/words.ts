/** The closed lists of an answer. */

/** `looked`: staff looked at what is held, and nothing is made yet. `expired`: the file was destroyed. */
export const ANSWER_STATES = ['looked', 'making', 'ready', 'failed', 'expired'] as const
export type AnswerState = (typeof ANSWER_STATES)[number]

/** The kinds of request that a file answers. */
export const FILE_KINDS = ['access', 'portability'] as const
export type FileKind = (typeof FILE_KINDS)[number]

/** Who downloaded an answer. */
export const DOWNLOADERS = ['person', 'staff'] as const
export type Downloader = (typeof DOWNLOADERS)[number]

/** What is stored of an answer: the archive, its first page to look at, and the letter's text to copy. */
export type AnswerPart = 'archive' | 'preview' | 'letter'

/** Why no file is made. `not_published`: without a register nobody can be told how their data is used. */
export type MakeProblem =
  | 'not_found'
  | 'not_a_file'
  | 'not_from_here'
  | 'identity_missing'
  | 'not_published'
  | 'not_collected'
  | 'not_looked'

/** The steps of a request that a file answers. */
export type NextStep =
  | 'identity'
  | 'person'
  | 'publish'
  | 'collect'
  | 'collecting'
  | 'look'
  | 'make'
  | 'making'
  | 'answer'
  | 'done'
