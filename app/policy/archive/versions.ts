import type { ShopTransaction } from '../../platform/db.ts'
import { findSummary, keptVersion, type VersionSummary } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import type { DocumentKind } from '../publication/model.ts'
import { publicationOfVersion, readPages } from '../publication/store.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import type { Comparison } from '../worker-thread.ts'

export type { Comparison }

/** Access to the shop's data. Rendering and comparing happen outside of its transactions. */
export interface Reader {
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

export interface VersionAsShown {
  version: VersionSummary
  language: PolicyLanguage
  languages: PolicyLanguage[]
  title: string
  /** The body as it was written to the shop; for a version that never was, as Kept renders it now. */
  html: string
}

interface Wanted {
  number: number
  document: DocumentKind
  /** The preferred languages in order; without a match, the shop's own is used. */
  languages: readonly PolicyLanguage[]
}

/** A version as the shop showed it. Null when it does not exist. */
export async function readVersionAsShown({ inShop }: Reader, wanted: Wanted): Promise<VersionAsShown | null> {
  const { number, document, languages } = wanted
  const found = await inShop(async (tx) => {
    const version = await findSummary(tx, number)
    const publication = await publicationOfVersion(tx, number)
    const pages = publication ? await readPages(tx, publication.id, { document }) : []
    return { version, pages, kept: pages.length === 0 ? await keptVersion(tx, number) : null, publication }
  })
  const { version, pages, kept, publication } = found
  if (!version) return null
  if (kept) return { version, ...(await runPolicyTask('renderUnpublished', { version: kept, document, languages })) }
  const own = pages.find(({ locale }) => locale === publication?.plan?.primary) ?? pages[0]
  const [page = own] = languages.flatMap((wanted) => pages.find(({ language }) => language === wanted) ?? [])
  if (!page) return null
  const { title, html, language } = page
  return { version, language, languages: [...new Set(pages.map((each) => each.language))], title, html }
}

interface DocumentChoice {
  document: DocumentKind
  language: PolicyLanguage
}

/** A version as Markdown, for people who store or review it as a file. Null when it does not exist. */
export async function versionMarkdown(
  { inShop }: Reader,
  { number, ...which }: DocumentChoice & { number: number },
): Promise<string | null> {
  const version = await inShop((tx) => keptVersion(tx, number))
  return version && runPolicyTask('renderMarkdown', { version, ...which })
}

/** The differences of two versions in one language. Null when one of them does not exist. */
export async function compareVersions(
  { inShop }: Reader,
  { from, to, ...which }: DocumentChoice & { from: number; to: number },
): Promise<Comparison | null> {
  const [before, after] = await inShop(async (tx) => [await keptVersion(tx, from), await keptVersion(tx, to)])
  return before && after ? runPolicyTask('compareVersionPages', { from: before, to: after, ...which }) : null
}
