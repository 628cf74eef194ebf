/** Runs on a thread of its own: everything that reads, writes or compares whole policies. No I/O. */
import { type Judgement, judge, type KeptVersion, type Register, registerIn } from '../register/index.ts'
import type { ChangedText } from './compare/changed-words.ts'
import { compareDocuments, type StatementChange } from './compare/documents.ts'
import { driftBetween } from './compare/drift.ts'
import { type WhatChanged, whatChanged } from './compare/what-changed.ts'
import { type DraftQuery, type DraftSummary, summariseDraft } from './draft.ts'
import type { PolicyLanguage } from './languages.ts'
import { type DocumentKind, type PageDrift, type Plan, pageDrifts, type ShopTexts } from './publication/model.ts'
import { type RenderedPages, renderPages } from './publication/render.ts'
import {
  documentOf,
  offeredLanguages,
  type ParsedVersion,
  type Reading,
  type ReadingSources,
  readingsOf,
} from './readings/reading.ts'
import { toHtml } from './render/html.ts'
import { toMarkdown } from './render/markdown.ts'

const parsedVersion = ({ content, ...version }: KeptVersion): ParsedVersion => ({
  ...version,
  register: registerIn(content),
})

/** What customers are to read of a version: see `readingsOf`. */
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
  /** What customers are told. */
  summary: WhatChanged
}

/** What two versions say differently, in one language. */
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

/** A version that was never written to the shop, in the first of these languages that there is. */
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

/** Both documents in every language of the shop. */
export const renderAllPages = ({ content, plan, version }: ToRender): RenderedPages =>
  renderPages(registerIn(content), plan, version)

/** Before a register is published: whether it may be, what it is known by, and its pages, if Shopify takes them. */
export function judgeAndRender({ content, plan, version }: ToRender): { judged: Judgement; rendered: RenderedPages } {
  const register = registerIn(content)
  return { judged: judge(register, version.date), rendered: renderPages(register, plan, version) }
}

/** Where the shop does not show what it should. */
export const findDrift = ({ wanted, found, plan }: { wanted: ShopTexts; found: ShopTexts; plan: Plan }): PageDrift[] =>
  pageDrifts(wanted, found, plan)

/** For each pair, the lines that differ. */
export const findDriftedLines = (pairs: readonly { published: string; found: string }[]): ChangedText[][] =>
  pairs.map(({ published, found }) => driftBetween(published, found).lines.filter(({ change }) => change !== 'same'))

/** What staff are shown of a draft: see `lookAtDraft`. */
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
