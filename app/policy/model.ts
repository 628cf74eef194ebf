/**
 * The policy as a structure from which HTML, Markdown, comparisons and lists are made. A statement is its smallest
 * unit. A statement's id comes from its subject (`consumer.purpose.orders`) and never from its position, so that it
 * stays the same from version to version.
 */
import type { Audience, EntryRef, IsoDate, Language, MissingTranslation } from '../register/index.ts'
import type { PolicyLanguage } from './languages.ts'

/** `lang` marks a merchant's text that is not in the document's language. */
export type Inline =
  | { type: 'text'; text: string; lang?: Language | undefined }
  | { type: 'strong'; text: string; lang?: Language | undefined }
  | { type: 'link'; text: string; href: string }
  | { type: 'break' }

export type TextBlock =
  | { type: 'paragraph'; text: Inline[] }
  | { type: 'list'; items: Inline[][] }
  | { type: 'definitions'; items: { term: string; text: Inline[] }[] }

/** The readers of a part and of each statement in it. */
export const PART_IDS = ['general', 'consumer', 'professional'] as const
export type PartId = (typeof PART_IDS)[number]

/** The subject of a statement: the second word of its id. */
export type StatementKind =
  | 'audiences'
  | 'summary'
  | 'no_sale'
  | 'controller'
  | 'representative'
  | 'clause'
  | 'purpose'
  | 'data_category'
  | 'data_source'
  | 'provision'
  | 'profiling'
  | 'automated_decision'
  | 'recipient'
  | 'processors'
  | 'joint_controllers'
  | 'controllers'
  | 'storage_place'
  | 'stored_in'
  | 'recipients_in'
  | 'reviewed'
  | 'transfers'
  | 'recipient_transfer'
  | 'storage_transfer'
  | 'retention_rule'
  | 'trackers'
  | 'tracker_consent'
  | 'tracker_exemption'
  | 'ask_again'
  | 'cookie_page'
  | 'united_states'
  | 'browser_help'
  | 'policy_page'
  | 'tracker'
  | 'rights'
  | 'right'
  | 'channel'
  | 'identity'
  | 'answer_time'
  | 'complaint'
  | 'changes'
  | 'new_purposes'
  | 'version'

export const SECTION_IDS = [
  'essentials',
  'controller',
  'purposes',
  'data',
  'automated',
  'recipients',
  'storage',
  'retention',
  'cookies',
  'definition',
  'choices',
  'trackers',
  'united_states',
  'rights',
  'complaint',
  'security',
  'liability',
  'changes',
  'version',
] as const
export type SectionId = (typeof SECTION_IDS)[number]

interface StatementBase {
  /** `<part>.<kind>`, followed by the entry where the kind has several: `professional.retention_rule.orders`. */
  id: string
  kind: StatementKind
  audience: Audience[]
  /** The register entries behind it; none for a statement that the law itself makes. */
  entries: EntryRef[]
  /** A short name, such as that of a purpose or a right. Plain text, for comparisons and lists. */
  title: string
  /** What a list says of it, where the title alone would not tell it from others. */
  brief?: string
}

export interface Prose extends StatementBase {
  heading: Inline[] | null
  blocks: TextBlock[]
}

/** A statement that is a table row; its first cell names it. */
export interface Row extends StatementBase {
  cells: Inline[][]
}

export type Statement = Prose | Row

export type StatementGroup =
  | { layout: 'prose'; id: string; title: Inline[] | null; statements: Prose[] }
  /** Short statements below a line that introduces them, when there is one. */
  | { layout: 'list'; id: string; title: Inline[] | null; statements: Prose[] }
  | { layout: 'table'; id: string; title: Inline[] | null; columns: string[]; statements: Row[] }

export interface DocumentSection {
  /** Unique in the document, and the same in every language and version: `consumer-purposes`. */
  id: string
  section: SectionId
  title: string
  groups: StatementGroup[]
}

export interface DocumentPart {
  id: PartId
  /** Null when the part needs no title: the general part, or the only one. */
  title: string | null
  sections: DocumentSection[]
}

export interface PolicyVersion {
  /** Null for a draft. */
  number: number | null
  /** The day of publication, or of the preview (`2026-11-23`). */
  date: IsoDate
}

/** The most versions on one page: nobody reads further back. */
export const VERSIONS_ON_A_PAGE = 200

/** In the order in which customers find them. */
export const DOCUMENT_KINDS = ['policy', 'cookies'] as const

export interface PolicyDocument {
  document: (typeof DOCUMENT_KINDS)[number]
  language: PolicyLanguage
  title: string
  contentsTitle: string
  version: PolicyVersion
  parts: DocumentPart[]
  /** The merchant's texts that this document shows in another language, because a translation is missing. */
  missing: MissingTranslation[]
}

/** What the policy needs to know of the shop besides its register. */
export interface Occasion {
  language: PolicyLanguage
  version: PolicyVersion
  /** The addresses that the policy links to, where they are known. */
  links?: {
    cookiePage?: string
    policy?: string
    history?: string
    /** The permanent address of this version. */
    permalink?: string
    /** Where a visitor opts out of the sale of their data. */
    privacyChoices?: string
    /** Where people see their data and choose. */
    privacyCentre?: string
  }
}

/** Where links lead to: the text below a section's title, so that the browser opens a closed section. */
export const placeOfSection = (sectionId: string): string => `${sectionId}-text`

const statementsOfSection = (section: DocumentSection): Statement[] =>
  section.groups.flatMap((group): Statement[] => group.statements)

/** Every statement of a document in order, with its part and section. */
export function* statementsOf(
  document: PolicyDocument,
): Generator<{ part: DocumentPart; section: DocumentSection; statement: Statement }> {
  for (const part of document.parts)
    for (const section of part.sections)
      for (const statement of statementsOfSection(section)) yield { part, section, statement }
}
