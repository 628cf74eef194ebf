import { currentChoicesOf } from '../../consent/index.ts'
import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import type { Restriction, SubjectId } from '../../subjects/index.ts'
import { agreedAtShopify, endMarketing } from '../erasure/end-marketing.ts'
import { lockRun, type RestrictionRun, type RestrictionStep, sealAgreedBefore } from './record/store.ts'

interface Stopping {
  shop: ShopDomain
  run: RestrictionRun
  mark: Pick<Restriction, 'since' | 'subjects'>
  request: { subjectId: SubjectId }
  client: ShopClient
  customer: { id: string } | null
}

/**
 * Ends marketing that the person agreed to before the restriction, and notes first what it was. What they agree to themselves while
 * it is in force counts (Art. 18(2)), and is left alone.
 *
 * @throws ShopifyUnavailable
 */
export async function stopMarketing(stopping: Stopping): Promise<Omit<RestrictionStep, 'step' | 'at'>> {
  const { shop, run, mark, client, customer } = stopping
  const before = mark.since
  await remember(stopping)
  const staffId = run.setBy
  let count = 0
  for (const subjectId of mark.subjects) {
    count += (await endMarketing(shop, { subjectId, customerId: null, staffId, before }, client)).count
  }
  const ended = await endMarketing(shop, { subjectId: null, customerId: customer?.id ?? null, staffId, before }, client)
  const all = count + ended.count
  return ended.state === 'nothing_there' && all > 0
    ? { state: 'done', count: all, code: null }
    : { ...ended, count: all }
}

/** Once: a second try would find that nothing is agreed to any more. */
async function remember({ shop, run, mark, request, client, customer }: Stopping): Promise<void> {
  if (run.agreedBefore !== null) return
  const channels = customer ? await agreedAtShopify(client, customer.id, mark.since) : []
  await forShop(shop, async (tx) => {
    if ((await lockRun(tx, run.id))?.agreedBefore !== null) return
    const purposes = new Set<string>()
    for (const subject of mark.subjects) {
      for (const { purpose, granted, decidedAt } of await currentChoicesOf(tx, subject)) {
        if (granted && decidedAt <= mark.since) purposes.add(purpose)
      }
    }
    await sealAgreedBefore(tx, run.id, { purposes: [...purposes], channels: [...channels] }, request.subjectId)
  })
}
