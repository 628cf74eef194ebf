import type { ShopTransaction } from '../../platform/db.ts'
import { readPublication } from '../configuration/store.ts'
import { type BannerChange, changesSince } from './changes.ts'
import { readVersions } from './store.ts'

export interface BannerVersionSummary {
  /** The hash by which decisions name the version. */
  hash: string
  /** The published register that it was made from; null before the first one. */
  registerVersion: number | null
  /** When it was first published. */
  createdAt: Date
  /** The changes against the version before it. */
  changes: BannerChange[]
  /** Whether the storefront shows it now. */
  isCurrent: boolean
}

export interface BannerVersionList {
  versions: BannerVersionSummary[]
  /** Pass it as `after` to get older versions; null on the last page. */
  next: string | null
}

const PAGE_SIZE = 25

/** Every banner that the storefront had, newest first. */
export async function listBannerVersions(
  tx: ShopTransaction,
  { size = PAGE_SIZE, after = null }: { size?: number; after?: string | null } = {},
): Promise<BannerVersionList> {
  const read = await readVersions(tx, { take: size + 1, after })
  const shown = read.slice(0, size)
  const { hash: current } = await readPublication(tx)
  return {
    versions: shown.map(({ config, ...version }, index) => ({
      ...version,
      changes: changesSince(read[index + 1]?.config, config),
      isCurrent: version.hash === current,
    })),
    next: read.length > size ? (shown.at(-1)?.hash ?? null) : null,
  }
}
