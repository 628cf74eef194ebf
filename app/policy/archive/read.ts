import type { ShopTransaction } from '../../platform/db.ts'
import { listVersions, type VersionSummary } from '../../register/index.ts'
import { proxyPathOf } from '../../shopify/app-proxy/store.ts'
import type { PolicyLanguage } from '../languages.ts'
import { VERSIONS_ON_A_PAGE } from '../model.ts'
import { versionAddress } from '../publication/addresses.ts'
import type { DocumentKind } from '../publication/model.ts'
import { publicationOfVersion } from '../publication/store.ts'
import { standalone } from '../render/standalone.ts'
import { type Comparison, compareVersions, type Reader, readVersionAsShown, type VersionAsShown } from './versions.ts'

/** Every version that staff published or tried to publish, newest first. */
export const versionHistory = (tx: ShopTransaction): Promise<VersionSummary[]> =>
  listVersions(tx, { size: VERSIONS_ON_A_PAGE, before: null })

export interface VersionRead extends Omit<VersionAsShown, 'html'> {
  document: DocumentKind
  /** The whole page, for a frame. */
  page: string
  /** The version's permanent address for customers; null when the shop never showed it. */
  permalink: string | null
  others: VersionSummary[]
  from: number | null
  comparison: Comparison | null
}

interface VersionQuery {
  number: number
  document: DocumentKind
  /** Null stands for the shop's own language. */
  language: PolicyLanguage | null
  from: number | null
}

/** A version as it was, and its differences from another one. Null when it does not exist. */
export async function readVersion(reader: Reader, looking: VersionQuery): Promise<VersionRead | null> {
  const { number, document, from } = looking
  const languages = looking.language ? [looking.language] : []
  const found = await readVersionAsShown(reader, { number, document, languages })
  if (!found) return null
  const { html, ...asItWas } = found
  const { language, title } = asItWas
  const { publication, versions, proxy } = await reader.inShop(async (tx) => ({
    publication: await publicationOfVersion(tx, number),
    versions: await versionHistory(tx),
    proxy: await proxyPathOf(tx),
  }))
  const url = publication?.plan?.url
  return {
    ...asItWas,
    document,
    page: standalone({ language, title, body: html }),
    permalink: url === undefined ? null : versionAddress({ url, proxy }, language, number),
    others: versions.filter((version) => version.number !== number),
    from,
    comparison: from === null ? null : await compareVersions(reader, { from, to: number, document, language }),
  }
}
