import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { actOnRequest, fileRequest, readRequest, staffAct } from '../../app/requests/index.ts'
import { aFiling } from './a-filing.ts'

const PARIS = { staffId: '7', timeZone: 'Europe/Paris' }

/** Files a letter as staff of a shop in Paris do. Returns its id. */
export async function file(shop: ShopDomain, given: object = {}): Promise<string> {
  const filed = await forShop(shop, (tx) => fileRequest(tx, aFiling(given), PARIS))
  if (!filed.ok) throw new Error(filed.reason)
  return filed.opened.requestId
}

/** Does what staff do on a request's page that shows everything. */
export async function act(
  shop: ShopDomain,
  id: string,
  move: string,
  { facts = {}, note = 'because' }: { facts?: object; note?: string } = {},
): Promise<void> {
  const done = await forShop(shop, async (tx) => {
    const seen = (await readRequest(tx, id))?.events.length
    return actOnRequest(tx, id, staffAct.parse({ seen, note, move, facts }), PARIS.staffId)
  })
  if (!done.ok) throw new Error(done.reason)
}
