import type { ShopTransaction } from '../../platform/db.ts'
import { listNames, summaryInForce } from '../../register/index.ts'
import { seenSince } from '../../shopify/app-proxy/store.ts'
import { publishedProxyPath, readPublication } from '../configuration/store.ts'
import { readSettings } from '../settings/store.ts'
import { competingBanners } from './competing.ts'

/** A publication and its first tries take less: what lasts longer has stopped. */
const SETTLES_MS = 30 * 60_000

/** What the storefront's banner lacks, or shares the storefront with. */
interface BannerStanding {
  /** Since when the storefront lacks what staff published or saved; null when it does not. */
  behindSince: Date | null
  /** Since when calls come from another path of the app proxy than the banner names. */
  movedSince: Date | null
  /** Other consent banners that the storefront reported. */
  others: string[]
}

export async function bannerStanding(tx: ShopTransaction, now: Date): Promise<BannerStanding> {
  const publication = await readPublication(tx)
  const inForce = await summaryInForce(tx)
  const { revision, updatedAt } = await readSettings(tx)
  const seen = await seenSince(tx)
  const published = await publishedProxyPath(tx)
  const changes = [
    publication.registerVersion === (inForce?.number ?? null) ? null : (inForce?.publishedAt ?? null),
    publication.settingsRevision === revision ? null : updatedAt,
  ].flatMap((at) => at ?? [])
  return {
    behindSince: settled(changes.toSorted((a, b) => +a - +b)[0] ?? null, now),
    movedSince: settled(seen && published !== null && seen.path !== published ? seen.signedAt : null, now),
    others: competingBanners(await listNames(tx)),
  }
}

const settled = (since: Date | null, now: Date): Date | null => (since && +now - +since > SETTLES_MS ? since : null)
