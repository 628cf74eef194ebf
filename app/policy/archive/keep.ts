import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { publicationOfVersion, readPages } from '../publication/store.ts'
import { composeReadings } from '../readings/compose.ts'
import { keepReadings, readVersionReadings } from '../readings/store.ts'

const begun = new Map<string, Promise<void>>()

/**
 * Renders and keeps the readings of a version that was published before Kept stored readings. Concurrent callers wait
 * for the same run.
 */
export function keepReadingsOf(shop: ShopDomain, number: number): Promise<void> {
  const key = `${shop} ${number}`
  const known = begun.get(key)
  if (known) return known
  const keeping = keep(shop, number).finally(() => begun.delete(key))
  begun.set(key, keeping)
  return keeping
}

async function keep(shop: ShopDomain, number: number): Promise<void> {
  // Another caller may have kept them since this one looked.
  if ((await readVersionReadings(shop, number))?.readings.length) return
  const { pages, primary } = await forShop(shop, async (tx) => {
    const publication = await publicationOfVersion(tx, number)
    return {
      pages: publication ? await readPages(tx, publication.id, { document: 'policy' }) : [],
      primary: publication?.plan?.primary ?? null,
    }
  })
  const readings = await composeReadings(shop, { number, pages, primary })
  await keepReadings(shop, number, readings)
}
