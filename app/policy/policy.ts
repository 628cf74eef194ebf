/** Writes the documents that the shop publishes from a register. */
import { type Audience, missingTranslations, type PolicySection, type Register } from '../register/index.ts'
import { onlyDifferences } from './differences.ts'
import {
  type DocumentPart,
  type DocumentSection,
  type Occasion,
  type PartId,
  type PolicyDocument,
  SECTION_IDS,
  type SectionId,
  type StatementGroup,
  statementsOf,
} from './model.ts'
import { automated } from './sections/automated.ts'
import { changes, cookieVersion, liability, security, version } from './sections/closing.ts'
import { controller } from './sections/controller.ts'
import { aboutTrackers, choosing, cookies } from './sections/cookies.ts'
import { data } from './sections/data.ts'
import { essentials } from './sections/essentials.ts'
import { purposes } from './sections/purposes.ts'
import { recipients } from './sections/recipients.ts'
import { retention } from './sections/retention.ts'
import { complaint, rights } from './sections/rights.ts'
import { storage } from './sections/storage.ts'
import { trackers } from './sections/trackers.ts'
import { unitedStates } from './sections/united-states.ts'
import { type PolicyTranslator, translatorOf, withSentences } from './translator.ts'
import { audiencesOf, clauseStatementsForSome, proseGroup, type SectionWriter, type Writing } from './writing.ts'

type Contents = Partial<Record<SectionId, SectionWriter>>

const OPENING: Contents = { essentials, controller }

const FOR_AN_AUDIENCE: Contents = { purposes, data, automated, recipients, storage, retention }

const CLOSING: Contents = {
  cookies,
  united_states: unitedStates,
  rights,
  complaint,
  security,
  liability,
  changes,
  version,
}

/** The section for a clause that is for some readers only, when its own section is for everyone. */
const FOR_SOME: Partial<Record<SectionId, PolicySection>> = {
  essentials: 'introduction',
  controller: 'controller',
  cookies: 'cookies',
  rights: 'rights',
  security: 'security',
  liability: 'liability',
  changes: 'changes',
}

const clausesOfSome: Contents = Object.fromEntries(
  Object.entries(FOR_SOME).map(([section, clauses]): [string, SectionWriter] => [
    section,
    (writing) => [proseGroup(writing, 'essentials', clauseStatementsForSome(writing, clauses))],
  ]),
)

const says = (group: StatementGroup) => group.statements.length > 0

/** Without the statements whose sentence the merchant left out. */
const withoutSilent = (group: StatementGroup): StatementGroup =>
  group.layout === 'table'
    ? group
    : { ...group, statements: group.statements.filter(({ heading, blocks }) => heading !== null || blocks.length > 0) }

function sectionsOf(writing: Writing, contents: Contents): DocumentSection[] {
  return SECTION_IDS.flatMap((section) => {
    const groups = contents[section]?.(writing).map(withoutSilent).filter(says) ?? []
    if (groups.length === 0) return []
    return [
      { id: `${writing.part}-${section}`, section, title: writing.translator.translate(`sections.${section}`), groups },
    ]
  })
}

interface Draft {
  register: Register
  occasion: Occasion
  translator: PolicyTranslator
  audiences: Audience[]
}

const draftOf = (register: Register, occasion: Occasion): Draft => ({
  register,
  occasion,
  translator: withSentences(translatorOf(occasion.language, register.languages.default), register.sentences),
  audiences: audiencesOf(register),
})

function partOf(draft: Draft, part: PartId, contents: Contents): DocumentPart {
  const { audiences, translator } = draft
  const readers = part === 'general' ? audiences : [part]
  // With one audience only, its part is the whole policy and needs no title.
  const title = part === 'general' || audiences.length === 1 ? null : translator.translate(`parts.${part}`)
  return { id: part, title, sections: sectionsOf({ ...draft, part, audience: readers }, contents) }
}

function documentOf(
  draft: Draft,
  document: PolicyDocument['document'],
  title: string,
  parts: DocumentPart[],
): PolicyDocument {
  const { register, occasion, translator } = draft
  const written: PolicyDocument = {
    document,
    language: occasion.language,
    title,
    contentsTitle: translator.translate('document.contents'),
    version: occasion.version,
    parts: parts.filter(({ sections }) => sections.length > 0),
    missing: [],
  }
  const shown = new Set<string>()
  for (const { statement } of statementsOf(written))
    for (const { kind, id } of statement.entries) shown.add(`${kind}/${id}`)
  const missing = missingTranslations(register, [occasion.language])
  return { ...written, missing: missing.filter(({ entry }) => shown.has(`${entry.kind}/${entry.id}`)) }
}

/** The privacy policy of a register in one language: GDPR Art. 13 and 14, for consumers and for professionals. */
export function policyOf(register: Register, occasion: Occasion): PolicyDocument {
  const draft = draftOf(register, occasion)
  const { translator } = draft
  const [first, ...others] = draft.audiences.map((audience) =>
    partOf(draft, audience, { ...clausesOfSome, ...FOR_AN_AUDIENCE }),
  )
  const forAudiences = first ? [first, ...others.map((part) => onlyDifferences(part, first, translator))] : []
  return documentOf(draft, 'policy', translator.translate('document.policy', { name: register.controller.name }), [
    partOf(draft, 'general', OPENING),
    ...forAudiences,
    partOf(draft, 'general', CLOSING),
  ])
}

/** The page that lists every tracker. It is separate from the policy, which links to it. */
export function cookiePageOf(register: Register, occasion: Occasion): PolicyDocument {
  const draft = draftOf(register, occasion)
  const some: Contents = {
    trackers: (writing) =>
      trackers({
        ...writing,
        register: { ...register, trackers: register.trackers.filter(({ audience }) => audience.length === 1) },
      }),
  }
  return documentOf(draft, 'cookies', draft.translator.translate('document.cookies'), [
    partOf(draft, 'general', {
      definition: (writing) => [proseGroup(writing, 'definition', aboutTrackers(writing))],
      choices: (writing) => [proseGroup(writing, 'choices', choosing(writing))],
      trackers,
    }),
    ...(draft.audiences.length > 1 ? draft.audiences.map((audience) => partOf(draft, audience, some)) : []),
    partOf(draft, 'general', { version: cookieVersion }),
  ])
}
