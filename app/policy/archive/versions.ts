import type { ShopTransaction } from '../../platform/db.ts'
import { dayOf, findVersion, listVersions, type Version, type VersionSummary } from '../../register/index.ts'
import { compareDocuments, type StatementChange } from '../compare/documents.ts'
import { type WhatChanged, whatChanged } from '../compare/what-changed.ts'
import { POLICY_LANGUAGES, type PolicyLanguage } from '../languages.ts'
import type { DocumentKind } from '../publication/model.ts'
import { WRITERS } from '../publication/render.ts'
import { publicationOfVersion, readPages } from '../publication/store.ts'
import { toHtml } from '../render/html.ts'
import { toMarkdown } from '../render/markdown.ts'

/** Nobody reads further back than this on one page. */
const MOST_VERSIONS = 200

/** The versions that the shop has shown, the newest first: the first is in force. */
export async function publishedVersions(tx: ShopTransaction): Promise<VersionSummary[]> {
  const versions = await listVersions(tx, { size: MOST_VERSIONS, before: null })
  return versions.filter(({ state }) => state === 'published')
}

export interface AsItWas {
  version: VersionSummary
  language: PolicyLanguage
  languages: PolicyLanguage[]
  title: string
  /** The body, as it was written to the shop; as Kept writes it now where it never was. */
  html: string
}

interface Wanted {
  number: number
  document: DocumentKind
  /** The first of these that there is; else the shop's own. */
  languages: readonly PolicyLanguage[]
}

/** A version as the shop showed it. Null when there is none. */
export async function versionAsItWas(tx: ShopTransaction, wanted: Wanted): Promise<AsItWas | null> {
  const version = await findVersion(tx, wanted.number)
  if (!version) return null
  const publication = await publicationOfVersion(tx, wanted.number)
  const pages = publication ? await readPages(tx, publication.id, { document: wanted.document }) : []
  const own = pages.find(({ locale }) => locale === publication?.plan?.primary)
  const [page = own] = wanted.languages.flatMap((wish) => pages.find(({ language }) => language === wish) ?? [])
  if (!page) return asKeptWritesIt(version, wanted)
  const { title, html, language } = page
  return { version, language, languages: [...new Set(pages.map((each) => each.language))], title, html }
}

function asKeptWritesIt(version: Version, { document, languages }: Wanted): AsItWas {
  const offered = languagesOf(version)
  const language = languages.find((wish) => offered.includes(wish)) ?? offered[0] ?? 'en'
  const written = documentOf(version, document, language)
  return { version, language, languages: offered, title: written.title, html: toHtml(written) }
}

/** What a register's policy can be read in, the shop's own language first. */
export function languagesOf({ register }: Pick<Version, 'register'>): PolicyLanguage[] {
  const { offered, default: own } = register.languages
  const found = POLICY_LANGUAGES.filter((language) => offered.includes(language))
  return found.toSorted((a, b) => Number(b === own) - Number(a === own))
}

const documentOf = ({ register, number, createdAt }: Version, document: DocumentKind, language: PolicyLanguage) =>
  WRITERS[document](register, { language, version: { number, date: dayOf(createdAt) } })

/** A version as Markdown, for whoever keeps or reviews it as a file. Null when it is not there. */
export async function markdownOf(
  tx: ShopTransaction,
  { number, document, language }: { number: number; document: DocumentKind; language: PolicyLanguage },
): Promise<string | null> {
  const version = await findVersion(tx, number)
  return version && toMarkdown(documentOf(version, document, language))
}

export interface Comparison {
  changes: StatementChange[]
  /** What customers are told. */
  summary: WhatChanged
}

/** What two versions say differently, in one language. Null when one of them is not there. */
export async function compareVersions(
  tx: ShopTransaction,
  { from, to, document, language }: { from: number; to: number; document: DocumentKind; language: PolicyLanguage },
): Promise<Comparison | null> {
  const [before, after] = [await findVersion(tx, from), await findVersion(tx, to)]
  if (!before || !after) return null
  const [was, is] = [documentOf(before, document, language), documentOf(after, document, language)]
  return { changes: compareDocuments(was, is), summary: whatChanged(was, is, language) }
}
