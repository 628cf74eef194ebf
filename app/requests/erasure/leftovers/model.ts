import type { ShopClient } from '../../../shopify/shop-client.ts'
import type { ErasureGroup, ErasureStepOutcome, PersonToErase } from '../model.ts'
import type { Cannot, Limit } from './words.ts'

/** Something that Shopify's own erasure leaves, and how far the API reaches it. */
export interface Leftover {
  group: ErasureGroup
  /** Shopify's mutation; empty where there is none. */
  mutation: string
  /** What the shop must allow for it to be done completely. */
  scopes: readonly string[]
  /** Why no API does it: people have to. Null where the mutation does it. */
  cannot: Cannot | null
  /** What the mutation leaves all the same. */
  limit: Limit | null
  /**
   * How many there are to erase, or to see to by hand.
   *
   * @returns `denied` where Kept may not see or erase all of them
   * @throws ShopifyUnavailable
   */
  survey(client: ShopClient, person: PersonToErase): Promise<number | 'denied'>
  /**
   * Erases them, page by page. Whoever is killed runs it again: what is gone is not found any more.
   *
   * The outcome's count is how many were erased where all were (`done`), else how many are left as far as that is known.
   *
   * @throws ShopifyUnavailable
   */
  run(client: ShopClient, person: PersonToErase): Promise<ErasureStepOutcome>
}
