import { z } from 'zod'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { readCheckpointCopy } from '../../shopify/app-data.ts'
import { INTERACTIVE, ShopifyRefusal, ShopifyUnavailable } from '../../shopify/calls.ts'
import { clientsWith, type ShopClientProvider } from '../../shopify/shop-client.ts'

/** What deliver.ts stores. */
const copy = z.object({ checkpoint: z.string() })

/** The copy of the last checkpoint at Shopify. An empty note stands for one that somebody changed beyond reading. */
export type CheckpointCopy = { state: 'found'; note: string } | { state: 'none' } | { state: 'unreachable' }

export async function checkpointAtShop(
  shop: ShopDomain,
  clientOf: ShopClientProvider = clientsWith(INTERACTIVE),
): Promise<CheckpointCopy> {
  try {
    const client = await clientOf(shop)
    if (!client) return { state: 'unreachable' }
    const value = await readCheckpointCopy(client.admin, client.retryPolicy)
    return value === null ? { state: 'none' } : { state: 'found', note: noteIn(value) }
  } catch (error) {
    if (error instanceof ShopifyUnavailable || error instanceof ShopifyRefusal) return { state: 'unreachable' }
    throw error
  }
}

function noteIn(value: string): string {
  try {
    return copy.parse(JSON.parse(value)).checkpoint
  } catch {
    return ''
  }
}
