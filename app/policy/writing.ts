/** The building blocks of the policy's sections. */
import {
  AUDIENCES,
  type Audience,
  type Clause,
  COLLECTIONS,
  ENTRY_KINDS,
  type EntryKind,
  type EntryRef,
  type PolicySection,
  type Register,
} from '../register/index.ts'
import {
  type Inline,
  type Occasion,
  type PartId,
  type Prose,
  placeOfSection,
  type Row,
  type SectionId,
  type StatementGroup,
  type StatementKind,
  type TextBlock,
} from './model.ts'
import type { PolicyTranslator } from './translator.ts'

/** One part of a document while it is being written. */
export interface Writing {
  register: Register
  translator: PolicyTranslator
  occasion: Occasion
  part: PartId
  /** The readers of this part. */
  audience: Audience[]
  /** Every audience of the register. */
  audiences: Audience[]
}

/** Writes one section of one part. The caller leaves out empty groups. */
export type SectionWriter = (writing: Writing) => StatementGroup[]

/** The audiences that some purpose is for, or that an entry is for alone. */
export function audiencesOf(register: Register): Audience[] {
  const entries: readonly { audience: Audience[] }[] = ENTRY_KINDS.flatMap(
    (kind): readonly { audience: Audience[] }[] => register[COLLECTIONS[kind]],
  )
  const spoken = AUDIENCES.filter(
    (audience) =>
      register.purposes.some((purpose) => purpose.audience.includes(audience)) ||
      entries.some((entry) => entry.audience.length === 1 && entry.audience[0] === audience),
  )
  return spoken.length > 0 ? spoken : ['consumer']
}

/** The entries of a part: those for its audience, in the general part those for everyone. */
export const inPart = <Entry extends { audience: Audience[] }>(
  { audience: readers }: Writing,
  entries: readonly Entry[],
): Entry[] => entries.filter(({ audience }) => readers.every((each) => audience.includes(each)))

/** The entries that another entry names, as far as they belong to the part. */
export function named<Entry extends { id: string; audience: Audience[] }>(
  writing: Writing,
  entries: readonly Entry[],
  ids: readonly string[],
): Entry[] {
  const there = new Map(inPart(writing, entries).map((entry) => [entry.id, entry]))
  return ids.flatMap((id) => there.get(id) ?? [])
}

export const ref = (kind: EntryKind, id: string): EntryRef => ({ kind, id })
export const refs = (kind: EntryKind, entries: readonly { id: string }[]): EntryRef[] =>
  entries.map(({ id }) => ref(kind, id))

interface About {
  kind: StatementKind
  /** The entry, where the kind has several: `['orders']`. */
  which?: string
  entries: EntryRef[]
  title: string
  brief?: string
}

const identity = ({ part, audience }: Writing, { kind, which, entries, title, brief }: About) => ({
  id: [part, kind, ...(which === undefined ? [] : [which])].join('.'),
  kind,
  audience,
  entries,
  title,
  ...(brief === undefined ? {} : { brief }),
})

/** Nothing is said where the merchant left a fixed sentence out. */
const isSaid = (run: readonly Inline[]) => run.some((each) => each.type !== 'break' && each.text.trim() !== '')

export const prose = (writing: Writing, about: About, blocks: TextBlock[], heading: Inline[] | null = null): Prose => ({
  ...identity(writing, about),
  heading,
  blocks: blocks.filter((block) => block.type !== 'paragraph' || isSaid(block.text)),
})

export const row = (writing: Writing, about: About, cells: Inline[][]): Row => ({ ...identity(writing, about), cells })

/** A statement with one fixed sentence. */
export const sentence = (writing: Writing, about: About, text: Inline[]): Prose =>
  prose(writing, about, [{ type: 'paragraph', text }])

/** A paragraph with a merchant's text; nothing when it is not written. */
export function paragraph(text: Inline[]): TextBlock[] {
  return text.length > 0 ? [{ type: 'paragraph', text }] : []
}

/** Sentences one after the other, with a space between. */
export const sentences = (...runs: Inline[][]): Inline[] =>
  runs.filter(isSaid).flatMap((run, index): Inline[] => (index === 0 ? run : [{ type: 'text', text: ' ' }, ...run]))

export const link = (href: string, text = href): Inline => ({ type: 'link', text, href })
/** To a section of the same document. */
export const linkToSection = (part: string, section: SectionId, text: string): Inline =>
  link(`#${placeOfSection(`${part}-${section}`)}`, text)
export const textRun = (plain: string): Inline => ({ type: 'text', text: plain })
/** A text that is the same in every language, with line breaks. */
export const lines = (plain: string): Inline[] =>
  plain
    .split('\n')
    .flatMap((line, index): Inline[] => [...(index > 0 ? [{ type: 'break' } as const] : []), textRun(line)])

export const proseGroup = (
  { part }: Writing,
  section: SectionId,
  statements: Prose[],
  named?: { key: string; title: Inline[] },
): StatementGroup => ({
  layout: 'prose',
  id: [part, section, ...(named ? [named.key] : [])].join('-'),
  title: named?.title ?? null,
  statements,
})

const clauseStatement = (writing: Writing, clause: Clause): Prose => {
  const { translator } = writing
  const title = translator.merchantText(clause.title)
  const about: About = {
    kind: 'clause',
    which: clause.id,
    entries: [ref('clause', clause.id)],
    title: translator.merchantPlainText(clause.title),
  }
  return prose(writing, about, paragraph(translator.merchantText(clause.text)), title.length > 0 ? title : null)
}

const clausesIn = (writing: Writing, section: PolicySection): Clause[] =>
  inPart(writing, writing.register.clauses).filter((clause) => clause.section === section)

/** The merchant's own clauses of a section. */
export const clauseStatements = (writing: Writing, section: PolicySection): Prose[] =>
  clausesIn(writing, section).map((clause) => clauseStatement(writing, clause))

/**
 * A clause for some readers only, in a section for everyone, is placed in their part. When the register has one
 * audience, everything is in the general part.
 */
export const clauseStatementsForSome = (writing: Writing, section: PolicySection): Prose[] =>
  clausesIn(writing, section)
    .filter(({ audience }) => !writing.audiences.every((each) => audience.includes(each)))
    .map((clause) => clauseStatement(writing, clause))

/** Clauses of the template that replace a fixed sentence: with the clause, the sentence is left out. */
export const TEMPLATE_CLAUSES = { reviewed: 'territory', postMortem: 'after-death' } as const

export const hasClause = (writing: Writing, id: string): boolean =>
  inPart(writing, writing.register.clauses).some((clause) => clause.id === id)
