import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import {
  dayOf,
  type Finding,
  freezeDraft,
  type Judged,
  keptDraft,
  keptVersion,
  lockRevision,
  summaryInForce,
} from '../../register/index.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { INTERACTIVE } from '../../shopify/calls.ts'
import { type PolicyOfShop, readPolicyOfShop } from '../../shopify/policies.ts'
import { apart } from '../apart.ts'
import { type PublicationJob, publicationQueue } from '../queues.ts'
import type { PageTooLarge } from '../render/page.ts'
import { planFor } from './plan.ts'
import { insertPublication, openPublication, publicationInForce } from './store.ts'

/** Nothing was begun, and the shop shows what it showed. */
export type Refused =
  | {
      ok: false
      reason:
        | 'no_draft'
        | 'being_published'
        | 'changed_since'
        | 'unchanged'
        | 'not_published'
        | 'automatic'
        | 'not_covered'
    }
  | { ok: false; reason: 'errors'; errors: Finding[] }
  | { ok: false; reason: 'too_large'; tooLarge: PageTooLarge[] }

export type Begun = { ok: true; publicationId: string; version: number } | Refused

interface Staff {
  id: string
  admin: AdminApi
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/** Any handle: what is measured here is how large the pages are, and whether they can be written at all. */
const SOME_HANDLE = 'cookies-and-trackers'

/** What is known of a register before it is published to the shop as it is now: worked out while nobody waits. */
async function examine(content: string, shop: PolicyOfShop, number: number): Promise<Examined | Refused> {
  const planned = planFor(shop, SOME_HANDLE)
  if (!planned.ok) return planned
  const today = dayOf(clock.now())
  const examined = await apart('examine', { content, plan: planned.plan, version: { number, date: today } })
  const { tooLarge } = examined
  return tooLarge.length > 0 ? { ok: false, reason: 'too_large', tooLarge } : { ok: true, judged: examined.judged }
}

type Examined = { ok: true; judged: Judged }

/**
 * Freezes the draft as the next version and has a job write it to the shop, in one transaction. `revision` is the draft
 * that staff looked at.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal when the shop cannot be read
 */
export async function publish({ id: author, admin, inShop }: Staff, revision: number): Promise<Begun> {
  const shop = await readPolicyOfShop(admin, INTERACTIVE)
  const draft = await inShop(keptDraft)
  if (!draft) return { ok: false, reason: 'no_draft' }
  const examined = await examine(draft.content, shop, Number.MAX_SAFE_INTEGER)
  if (!examined.ok) return examined
  const { judged } = examined
  return inShop(async (tx) => {
    const locked = await lockRevision(tx)
    if (await openPublication(tx)) return { ok: false, reason: 'being_published' }
    if (locked !== draft.revision) return { ok: false, reason: 'changed_since' }
    const inForce = await summaryInForce(tx)
    if (inForce?.hash === judged.hash) return { ok: false, reason: 'unchanged' }
    const frozen = await freezeDraft(tx, { revision, author, judged })
    if (!frozen.ok) return frozen
    return begin(tx, frozen.version.number, author)
  })
}

/** Writes the version in force to the shop once more, over whatever stands there now. */
export async function publishAgain({ id: author, admin, inShop }: Staff): Promise<Begun> {
  const shop = await readPolicyOfShop(admin, INTERACTIVE)
  const kept = await inShop(async (tx) => {
    const inForce = await summaryInForce(tx)
    return inForce && keptVersion(tx, inForce.number)
  })
  const examined = kept && (await examine(kept.content, shop, kept.number))
  return inShop(async (tx) => {
    await lockRevision(tx)
    if (await openPublication(tx)) return { ok: false, reason: 'being_published' }
    const inForce = await summaryInForce(tx)
    if (!kept || inForce?.number !== kept.number || !(await publicationInForce(tx)))
      return { ok: false, reason: 'not_published' }
    return examined && !examined.ok ? examined : begin(tx, kept.number, author)
  })
}

async function begin(tx: ShopTransaction, version: number, startedBy: string): Promise<Begun> {
  const startedAt = clock.now()
  const publicationId = await insertPublication(tx, { version, startedBy, startedAt })
  await enqueuePublication(tx, publicationId)
  return { ok: true, publicationId, version }
}

export async function enqueuePublication(tx: ShopTransaction, publicationId: string): Promise<void> {
  const job: PublicationJob = { shop: tx.shop, receivedAt: +clock.now(), publicationId }
  await enqueue(publicationQueue, [job], within(tx))
}
