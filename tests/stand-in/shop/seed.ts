import type { Shop } from './model.ts'
import { seedPottery } from './pottery.ts'
import { seedTeaRoom } from './tea-room.ts'

/** A tea room in France. The demo's history is of this shop. */
export const DEMO_SHOP = 'maison-thea.myshopify.com'

/** A pottery in Germany that has just installed Kept. */
export const FRESH_SHOP = 'toepferei-lindholz.myshopify.com'

export interface ShopSeed {
  domain: string
  /** Where it is kept between starts. */
  file: string
  /** The same on every machine for the same day. */
  seed(domain: string, today: Date): Shop
}

/** The shops of the stand-in; the admin opens with the first. */
export const SHOPS = [
  { domain: DEMO_SHOP, file: 'shop.json', seed: seedTeaRoom },
  { domain: FRESH_SHOP, file: 'fresh-shop.json', seed: seedPottery },
] as const satisfies readonly ShopSeed[]
