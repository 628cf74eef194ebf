import { addDays } from 'date-fns/addDays'
import { addHours } from 'date-fns/addHours'
import { clock } from '../../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../../platform/db.ts'
import { log } from '../../../platform/log.ts'
import type { ShopDomain } from '../../../platform/shop-domain.ts'
import { readAppData, writeAppData } from '../../../shopify/app-data.ts'
import { ShopifyRefusal, ShopifyUnavailable } from '../../../shopify/calls.ts'
import {
  insertErasures,
  noteCopyTried,
  type RememberedErasure,
  rememberedSince,
  setNextCopy,
} from '../../../subjects/index.ts'
import type { ErasurePorts } from '../ports.ts'
import { COPIES_PREFIX, copiedSince, copiesOf, forgottenErasures, readCopies } from './model.ts'
import { eraseRestored } from './restored.ts'

export type CopyPorts = Pick<ErasurePorts, 'clientOf' | 'concernedRecipients' | 'forgetMessages' | 'writeProof'>

/** Shopify takes so many metafields at once. */
const VALUES_A_CALL = 25

/**
 * Compares the erasures that Kept remembers with their copy at Shopify. What the copy knows and the database does not was
 * forgotten by a restored backup: those people are erased again, and staff are told. Then the copy is brought up to date.
 * Killed anywhere, the next run does the rest. Returns how many people were erased again.
 */
export async function keepCopies(shop: ShopDomain, ports: CopyPorts): Promise<number> {
  const now = clock.now()
  await forShop(shop, (tx) => noteCopyTried(tx, now, addDays(now, 1)))
  try {
    return await compare(shop, now, ports)
  } catch (error) {
    await forShop(shop, (tx) => setNextCopy(tx, addHours(now, 1)))
    if (error instanceof ShopifyUnavailable) return 0
    if (!(error instanceof ShopifyRefusal)) throw error
    log.warn({ shop, code: error.code }, 'Shopify refused the copy of the remembered erasures')
    return 0
  }
}

async function compare(shop: ShopDomain, now: Date, ports: CopyPorts): Promise<number> {
  const client = await ports.clientOf(shop)
  if (!client) return 0
  const { admin, retryPolicy } = client
  const { ownerId, values } = await readAppData(admin, COPIES_PREFIX, retryPolicy)
  const copied = readCopies(values.values())
  const people = await forShop(shop, (tx) => eraseForgotten(tx, copied, ports))
  const remembered = await forShop(shop, (tx) => rememberedSince(tx, copiedSince(now)))
  const changed = [...copiesOf(remembered)].filter(([key, value]) => values.get(key) !== value)
  for (let from = 0; from < changed.length; from += VALUES_A_CALL) {
    const data = changed
      .slice(from, from + VALUES_A_CALL)
      .map(([key, value]) => ({ key, type: 'json' as const, value }))
    await writeAppData(admin, ownerId, data, retryPolicy)
  }
  return people
}

/** In one transaction: an erasure that is remembered again was carried out again. */
async function eraseForgotten(
  tx: ShopTransaction,
  copied: readonly RememberedErasure[],
  ports: CopyPorts,
): Promise<number> {
  if (copied.length === 0) return 0
  const known = await rememberedSince(tx, new Date(Math.min(...copied.map(({ erasedAt }) => +erasedAt))))
  const forgotten = forgottenErasures(known, copied)
  if (forgotten.length === 0) return 0
  const people = await eraseRestored(tx, forgotten, ports)
  for (const { lookup, ...erasure } of forgotten) await insertErasures(tx, [lookup], erasure)
  log.warn(
    { shop: tx.shop, people, erasures: forgotten.length },
    'the database had forgotten erasures: a backup was restored',
  )
  return people
}
