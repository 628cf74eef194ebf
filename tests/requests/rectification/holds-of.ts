import { forShop } from '../../../app/platform/db.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import { sealingFor, storeHeld } from '../../../app/requests/rectification/store.ts'

/** As if Shopify had been asked what it holds about who asks. Returns when. */
export async function holdsOf(shop: ShopDomain, requestId: string): Promise<string> {
  const readAt = new Date()
  const values = { first_name: 'Lea', last_name: 'Martin', email: 'lea@person.example', phone: null, locale: 'fr' }
  const places = [
    { key: 'customer', kind: 'customer', id: 'gid://shopify/Customer/7', name: '', type: null, values },
  ] as const
  await forShop(shop, async (tx) => {
    const sealing = await sealingFor(tx, requestId)
    if (!sealing) throw new Error('Nobody asks')
    await storeHeld(tx, requestId, { held: { places: [...places], missing: [] }, readAt, sealing })
  })
  return readAt.toISOString()
}
