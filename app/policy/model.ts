/**
 * The policy as a structure that anything can be made of: HTML, Markdown, a comparison, a list of promises.
 *
 * A statement is the smallest thing the policy says. Its id is made of what it is about (`consumer.purpose.orders`) and
 * never of where it stands, so that a promise can hang on it from one version to the next.
 */
import type { Audience, EntryRef, IsoDate, Language, MissingTranslation } from '../register/index.ts'
import type { PolicyLanguage } from './languages.ts'

/** `lang` is there where a text of the merchant's is not written in the language of the document. */
export type Inline =
  | { type: 'text'; text: string; lang?: Language | undefined }
  | { type: 'strong'; text: string; lang?: Language | undefined }
  | { type: 'link'; text: string; href: string }
  | { type: 'break' }

export type TextBlock =
  | { type: 'paragraph'; text: Inline[] }
  | { type: 'list'; items: Inline[][] }
  | { type: 'definitions'; items: { term: string; text: Inline[] }[] }

/** Whom a part, and each statement in it, is for. */
export const PART_IDS = ['general', 'consumer', 'professional'] as const
export type PartId = (typeof PART_IDS)[number]

/** What a statement is about: the second word of its id. */
export type StatementKind =
  | 'audiences'
  | 'no_sale'
  | 'controller'
  | 'representative'
  | 'clause'
  | 'purpose'
  | 'data_category'
  | 'provision'
  | 'profiling'
  | 'automated_decision'
  | 'recipient'
  | 'processors'
  | 'joint_controllers'
  | 'storage_place'
  | 'stored_in'
  | 'recipients_in'
  | 'reviewed'
  | 'recipient_transfer'
  | 'storage_transfer'
  | 'retention_rule'
  | 'trackers'
  | 'tracker_consent'
  | 'tracker_exemption'
  | 'ask_again'
  | 'cookie_page'
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
  'rights',
  'complaint',
  'security',
  'liability',
  'changes',
  'version',
] as const
export type SectionId = (typeof SECTION_IDS)[number]

interface StatementBase {
  /** `<part>.<kind>`, and what of that kind it is about: `professional.retention_rule.orders`. */
  id: string
  kind: StatementKind
  audience: Audience[]
  /** The parts of the register it comes from; none for what the law itself says. */
  entries: EntryRef[]
  /** What people call it: the name of a purpose, of a right. Plain text, for comparisons and lists. */
  title: string
}

export interface Prose extends StatementBase {
  heading: Inline[] | null
  blocks: TextBlock[]
}

/** A statement that is a row of a table; the first cell names it. */
export interface Row extends StatementBase {
  cells: Inline[][]
}

export type Statement = Prose | Row

export type StatementGroup =
  | { layout: 'prose'; id: string; title: Inline[] | null; statements: Prose[] }
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
  /** Null where the part needs no name: what is for everyone, or all there is. */
  title: string | null
  sections: DocumentSection[]
}

export interface PolicyVersion {
  /** Null for a draft. */
  number: number | null
  /** The day it is published on, or looked at (`2026-11-23`). */
  date: IsoDate
}

/** Versions that one page lists: nobody reads further back. */
export const VERSIONS_ON_A_PAGE = 200

/** In the order in which customers meet them. */
export const DOCUMENT_KINDS = ['policy', 'cookies'] as const

export interface PolicyDocument {
  document: (typeof DOCUMENT_KINDS)[number]
  language: PolicyLanguage
  title: string
  contentsTitle: string
  version: PolicyVersion
  parts: DocumentPart[]
  /** Texts of the merchant's that this document shows in another language, for want of its own. */
  missing: MissingTranslation[]
}

/** What is known of the shop besides its register when a policy is written. */
export interface Occasion {
  language: PolicyLanguage
  version: PolicyVersion
  /** Addresses that the policy links to, where they are known. */
  links?: {
    cookiePage?: string
    policy?: string
    history?: string
    /** Of this version, whatever comes after it. */
    permalink?: string
  }
}

const statementsOfSection = (section: DocumentSection): Statement[] =>
  section.groups.flatMap((group): Statement[] => group.statements)

/** Every statement of a document, in its order, with where it stands. */
export function* statementsOf(
  document: PolicyDocument,
): Generator<{ part: DocumentPart; section: DocumentSection; statement: Statement }> {
  for (const part of document.parts)
    for (const section of part.sections)
      for (const statement of statementsOfSection(section)) yield { part, section, statement }
}
