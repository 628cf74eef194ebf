/** The tasks that run on a thread: everything that parses, renders or compares whole policies. No I/O. */
import type { StaffLanguage } from '../platform/i18n.ts'
import { type Judgement, judge, type KeptVersion, type Register, registerIn } from '../register/index.ts'
import type { ChangedText } from './compare/changed-words.ts'
import { compareDocuments, type StatementChange } from './compare/documents.ts'
import { driftBetween } from './compare/drift.ts'
import { type WhatChanged, whatChanged } from './compare/what-changed.ts'
import { type DraftQuery, type DraftSummary, summariseDraft } from './draft.ts'
import { type Information, type InformationFacts, informationOf } from './information/information.ts'
import type { PolicyLanguage } from './languages.ts'
import { comparePresent, type PresentComparison } from './present/compare-present.ts'
import {
  type DocumentKind,
  type PageDrift,
  type Plan,
  pageDrifts,
  type ShopifyTexts,
  type ShopTexts,
  textsShown,
} from './publication/model.ts'
import { type RenderedPages, renderPages } from './publication/render.ts'
import {
  documentOf,
  offeredLanguages,
  type ParsedVersion,
  type Reading,
  type ReadingSources,
  readingsOf,
} from './readings/reading.ts'
import { hashOfPage } from './render/hash-of-page.ts'
import { toHtml } from './render/html.ts'
import { toMarkdown } from './render/markdown.ts'

const parsedVersion = ({ content, ...version }: KeptVersion): ParsedVersion => ({
  ...version,
  register: registerIn(content),
})

/** Renders a version's readings: see `readingsOf`. */
export function renderReadings({
  version,
  before,
  ...pages
}: Omit<ReadingSources, 'version' | 'before'> & { version: KeptVersion; before: KeptVersion | null }): Reading[] {
  return readingsOf({ version: parsedVersion(version), before: before && parsedVersion(before), ...pages })
}

interface DocumentChoice {
  document: DocumentKind
  language: PolicyLanguage
}

export interface Comparison {
  changes: StatementChange[]
  /** The announcement to customers. */
  summary: WhatChanged
}

/** Compares two versions in one language. */
export function compareVersionPages({
  from,
  to,
  document,
  language,
}: DocumentChoice & { from: KeptVersion; to: KeptVersion }): Comparison {
  const [before, after] = [from, to].map((version) => documentOf(parsedVersion(version), document, language))
  if (!before || !after) throw new Error('Two versions are compared')
  return { changes: compareDocuments(before, after), summary: whatChanged(before, after, language) }
}

export interface UnpublishedVersion {
  language: PolicyLanguage
  languages: PolicyLanguage[]
  title: string
  html: string
}

/** Renders a version that was never written to the shop, in the first of these languages that it offers. */
export function renderUnpublished({
  version,
  document,
  languages,
}: {
  version: KeptVersion
  document: DocumentKind
  languages: readonly PolicyLanguage[]
}): UnpublishedVersion {
  const read = parsedVersion(version)
  const offered = offeredLanguages(read)
  const language = languages.find((wanted) => offered.includes(wanted)) ?? offered[0] ?? 'en'
  const said = documentOf(read, document, language)
  return { language, languages: offered, title: said.title, html: toHtml(said) }
}

export const renderMarkdown = ({ version, document, language }: DocumentChoice & { version: KeptVersion }): string =>
  toMarkdown(documentOf(parsedVersion(version), document, language))

interface ToRender {
  content: string
  plan: Plan
  version: Parameters<typeof renderPages>[2]
}

/** Renders both documents in every language of the shop. */
export const renderAllPages = ({ content, plan, version }: ToRender): RenderedPages =>
  renderPages(registerIn(content), plan, version)

/** Judges a register before its publication, computes its hash, and renders its pages. */
export function judgeAndRender({ content, plan, version }: ToRender): { judged: Judgement; rendered: RenderedPages } {
  const register = registerIn(content)
  return { judged: judge(register, version.date), rendered: renderPages(register, plan, version) }
}

/** Finds the pages on which the shop differs from what it should show. */
export const findDrift = ({ wanted, found, plan }: { wanted: ShopTexts; found: ShopTexts; plan: Plan }): PageDrift[] =>
  pageDrifts(wanted, found, plan).map((page) => ({ ...page, hash: hashOfTexts(textsShown(found, page, plan.primary)) }))

const hashOfTexts = (texts: ShopifyTexts): string => hashOfPage(Object.entries(texts).toSorted().flat().join('\n'))

/** Finds the differing lines of each pair. */
export const findDriftedLines = (pairs: readonly { published: string; found: string }[]): ChangedText[][] =>
  pairs.map(({ published, found }) => driftBetween(published, found).lines.filter(({ change }) => change !== 'same'))

/** Summarises a draft for staff: see `summariseDraft`. */
export function summariseStoredDraft({
  content,
  inForce,
  ...looking
}: DraftQuery & { content: string; inForce: { content: string; hash: string } | null }): DraftSummary {
  const before: { register: Register; hash: string } | null = inForce && {
    register: registerIn(inForce.content),
    hash: inForce.hash,
  }
  return summariseDraft(registerIn(content), before, looking)
}

/** Writes what a person is told beside their data: see `informationOf`. */
export const renderInformation = ({ content, facts }: { content: string; facts: InformationFacts }): Information =>
  informationOf(registerIn(content), facts)

/** Compares the shop's present policy with a draft: see `comparePresent`. */
export const compareWithPresent = ({
  content,
  text,
  staffLanguage,
}: {
  content: string
  text: string
  staffLanguage: StaffLanguage
}): PresentComparison => comparePresent(registerIn(content), text, staffLanguage)
