/** Runs on a thread of its own: everything that reads, writes or compares whole policies. No I/O. */
import { type Judgement, judge, type KeptVersion, type Register, registerIn } from '../register/index.ts'
import type { ChangedText } from './compare/changed-words.ts'
import { compareDocuments, type StatementChange } from './compare/documents.ts'
import { driftBetween } from './compare/drift.ts'
import { type WhatChanged, whatChanged } from './compare/what-changed.ts'
import { type DraftRead, type Looking, lookAtDraft } from './draft.ts'
import type { PolicyLanguage } from './languages.ts'
import { type DocumentKind, type PageDrift, type Plan, pageDrifts, type ShopTexts } from './publication/model.ts'
import { type RenderedPages, renderPages } from './publication/render.ts'
import {
  documentOf,
  offeredLanguages,
  type ParsedVersion,
  type Reading,
  readingsOf,
  type ToRead,
} from './readings/reading.ts'
import { toHtml } from './render/html.ts'
import { toMarkdown } from './render/markdown.ts'

const written = ({ content, ...version }: KeptVersion): ParsedVersion => ({ ...version, register: registerIn(content) })

/** What customers are to read of a version: see `readingsOf`. */
export function readings({
  version,
  before,
  ...pages
}: Omit<ToRead, 'version' | 'before'> & { version: KeptVersion; before: KeptVersion | null }): Reading[] {
  return readingsOf({ version: written(version), before: before && written(before), ...pages })
}

interface Which {
  document: DocumentKind
  language: PolicyLanguage
}

export interface Comparison {
  changes: StatementChange[]
  /** What customers are told. */
  summary: WhatChanged
}

/** What two versions say differently, in one language. */
export function comparison({
  from,
  to,
  document,
  language,
}: Which & { from: KeptVersion; to: KeptVersion }): Comparison {
  const [before, after] = [from, to].map((version) => documentOf(written(version), document, language))
  if (!before || !after) throw new Error('Two versions are compared')
  return { changes: compareDocuments(before, after), summary: whatChanged(before, after, language) }
}

export interface AsKeptWritesIt {
  language: PolicyLanguage
  languages: PolicyLanguage[]
  title: string
  html: string
}

/** A version that was never written to the shop, in the first of these languages that there is. */
export function asKeptWritesIt({
  version,
  document,
  languages,
}: {
  version: KeptVersion
  document: DocumentKind
  languages: readonly PolicyLanguage[]
}): AsKeptWritesIt {
  const read = written(version)
  const offered = offeredLanguages(read)
  const language = languages.find((wanted) => offered.includes(wanted)) ?? offered[0] ?? 'en'
  const said = documentOf(read, document, language)
  return { language, languages: offered, title: said.title, html: toHtml(said) }
}

export const markdown = ({ version, document, language }: Which & { version: KeptVersion }): string =>
  toMarkdown(documentOf(written(version), document, language))

interface ToRender {
  content: string
  plan: Plan
  version: Parameters<typeof renderPages>[2]
}

/** Both documents in every language of the shop. */
export const pages = ({ content, plan, version }: ToRender): RenderedPages =>
  renderPages(registerIn(content), plan, version)

/** Before a register is published: whether it may be, what it is known by, and its pages, if Shopify takes them. */
export function examine({ content, plan, version }: ToRender): { judged: Judgement; rendered: RenderedPages } {
  const register = registerIn(content)
  return { judged: judge(register, version.date), rendered: renderPages(register, plan, version) }
}

/** Where the shop does not show what it should. */
export const drift = ({ wanted, found, plan }: { wanted: ShopTexts; found: ShopTexts; plan: Plan }): PageDrift[] =>
  pageDrifts(wanted, found, plan)

/** For each pair, the lines that differ. */
export const driftedLines = (pairs: readonly { published: string; found: string }[]): ChangedText[][] =>
  pairs.map(({ published, found }) => driftBetween(published, found).lines.filter(({ change }) => change !== 'same'))

/** What staff are shown of a draft: see `lookAtDraft`. */
export function draft({
  content,
  inForce,
  ...looking
}: Looking & { content: string; inForce: { content: string; hash: string } | null }): DraftRead {
  const before: { register: Register; hash: string } | null = inForce && {
    register: registerIn(inForce.content),
    hash: inForce.hash,
  }
  return lookAtDraft(registerIn(content), before, looking)
}
