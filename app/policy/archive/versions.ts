import type { ShopTransaction } from '../../platform/db.ts'
import { findSummary, keptVersion, type VersionSummary } from '../../register/index.ts'
import type { PolicyLanguage } from '../languages.ts'
import type { DocumentKind } from '../publication/model.ts'
import { publicationOfVersion, readPages } from '../publication/store.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import type { Comparison } from '../worker-thread.ts'

export type { Comparison }

/** How a version is read: what it holds is compared and written outside of any transaction. */
export interface Reader {
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

export interface VersionAsShown {
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

/** A version as Markdown, for whoever keeps or reviews it as a file. Null when it is not there. */
export async function versionMarkdown(
  { inShop }: Reader,
  { number, ...which }: DocumentChoice & { number: number },
): Promise<string | null> {
  const version = await inShop((tx) => keptVersion(tx, number))
  return version && runPolicyTask('renderMarkdown', { version, ...which })
}

/** What two versions say differently, in one language. Null when one of them is not there. */
export async function compareVersions(
  { inShop }: Reader,
  { from, to, ...which }: DocumentChoice & { from: number; to: number },
): Promise<Comparison | null> {
  const [before, after] = await inShop(async (tx) => [await keptVersion(tx, from), await keptVersion(tx, to)])
  return before && after ? runPolicyTask('compareVersionPages', { from: before, to: after, ...which }) : null
}
