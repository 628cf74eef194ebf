/** What an answer's file is made from. Pure. */
import type { Information, PolicyLanguage } from '../../../policy/index.ts'
import type { Controller, IsoDate } from '../../../register/index.ts'
import type { AnsweredRow, HeldTable, HeldValue, MaskGround, Unread } from '../../held/model.ts'
import type { Asker, RegimeId } from '../../words.ts'
import type { FileKind } from '../words.ts'

/** What the letter and the first page say of the request. Days are those at the shop's place. */
export interface AnswerFacts {
  /** Of the request. */
  id: string
  kind: FileKind
  regime: RegimeId
  asker: Asker
  language: PolicyLanguage
  receivedOn: IsoDate
  identifiedOn: IsoDate | null
  madeOn: IsoDate
  controller: Controller
  information: Information
  unread: readonly Unread[]
}

/** Reads all rows from the beginning, in the order of the tables. The file is written in several passes. */
export type OpenRows = () => AsyncIterable<AnsweredRow>

/** What was masked in a table: how often, in which column, on which ground. */
export interface Masked {
  column: string
  ground: MaskGround
  count: number
}

/** What is in a table, known after a first pass. */
export interface TableSurvey {
  table: HeldTable
  rows: number
  /** In the order in which they first occur; those that are masked everywhere too. */
  columns: string[]
  masked: Masked[]
  /** The rows themselves, of a table that is short enough to be shown on the first page; null for another. */
  kept: AnsweredRow[] | null
}

/** A file in the archive. */
export interface ArchivedFile {
  name: string
  open(): AsyncIterable<string>
}

/** The data that Kept holds itself; all other tables come from Shopify. */
export const KEPT_TABLES: ReadonlySet<HeldTable> = new Set<HeldTable>([
  'consents',
  'receipts',
  'requests',
  'statements',
  'staff_access',
])

/** What a row is called in its files: no column of a table has such a name. */
export const ROW_COLUMNS = { id: 'ID', parent: 'BELONGS_TO', masked: 'MASKED' } as const

/** The article under which a file is given. */
export const ARTICLES: Record<RegimeId, Record<FileKind, string>> = {
  gdpr: { access: 'GDPR Art. 15', portability: 'GDPR Art. 20' },
  uk: { access: 'UK GDPR Art. 15', portability: 'UK GDPR Art. 20' },
  california: { access: 'Cal. Civ. Code § 1798.110', portability: 'Cal. Civ. Code § 1798.130' },
  quebec: { access: 'RLRQ P-39.1, art. 27', portability: 'RLRQ P-39.1, art. 27' },
  lgpd: { access: 'Lei 13.709/2018, Art. 18, II', portability: 'Lei 13.709/2018, Art. 18, V' },
  switzerland: { access: 'FADP (SR 235.1) Art. 25', portability: 'FADP (SR 235.1) Art. 28' },
}

/** What readers of a language call the GDPR, and how they cite it. */
const GDPR_CITED: Record<PolicyLanguage, string> = {
  en: 'GDPR Art.',
  fr: 'RGPD, art.',
  de: 'DSGVO Art.',
  es: 'RGPD, art.',
  it: 'GDPR, art.',
  nl: 'AVG art.',
}

/** The same for a reader. Laws of one country are cited as they are there. */
export const articleFor = (language: PolicyLanguage, regime: RegimeId, kind: FileKind): string =>
  regime === 'gdpr' ? ARTICLES.gdpr[kind].replace('GDPR Art.', GDPR_CITED[language]) : ARTICLES[regime][kind]

/** A value that is masked is shown nowhere, whatever the row holds. */
export const shownValue = ({ values, masked }: AnsweredRow, column: string): HeldValue =>
  Object.hasOwn(masked, column) || !Object.hasOwn(values, column) ? null : (values[column] ?? null)
