import { issueCheckpoint } from '../../../app/consent/checkpoints/issue.ts'
import { appendWithin, exportLedger } from '../../../app/consent/index.ts'
import type { DeliveryJob } from '../../../app/consent/queues.ts'
import { sealNext } from '../../../app/consent/seals/index.ts'
import { clock } from '../../../app/platform/clock.ts'
import { forShop, pool } from '../../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../../app/platform/shop-domain.ts'
import { aShop } from '../../setup/shopify-calls.ts'
import { anEvent } from '../an-event.ts'
import { forge } from '../forge.ts'

export const newShop = () => shopDomain.parse(aShop())

/** So many decisions, under a seal. */
export async function seal(shop: ShopDomain, times: number): Promise<string[]> {
  const events = Array.from({ length: times }, () => anEvent())
  await forShop(shop, async (tx) => {
    await appendWithin(tx, events)
    await sealNext(tx)
  })
  return events.map(({ id }) => id)
}

/** Signs a checkpoint whether or not there was one today. */
export const checkpoint = (shop: ShopDomain) =>
  forShop(shop, (tx) => issueCheckpoint(tx, new Date(+clock.now() + 1_000)))

export async function exported(shop: ShopDomain): Promise<string> {
  let text = ''
  for await (const portion of exportLedger(shop)) text += portion
  return text
}

/** As the tables were before there were trees. */
export const forgetTree = (shop: ShopDomain) =>
  forge(
    ['trees', 'subtrees'].map((table) => `DELETE FROM consent_${table} WHERE shop = $1`),
    [shop],
  )

/** Takes the deliveries that wait for a worker. */
export async function takeDeliveries(shop: ShopDomain): Promise<DeliveryJob[]> {
  const { rows } = await pool.query(
    `DELETE FROM pgboss.job WHERE name = 'checkpoint-delivery' AND data ->> 'shop' = $1 RETURNING data`,
    [shop],
  )
  return rows.map(({ data }) => data)
}
