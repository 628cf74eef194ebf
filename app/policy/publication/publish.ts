import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, type ShopJob, within } from '../../platform/queue.ts'
import {
  contentHash,
  dayOf,
  type Finding,
  freezeDraft,
  lockDraft,
  type Register,
  readDraft,
  versionInForce,
} from '../../register/index.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { HURRIED } from '../../shopify/calls.ts'
import { type PolicyOfShop, readPolicyOfShop } from '../../shopify/policies.ts'
import type { PageTooLarge } from '../render/page.ts'
import { planFor } from './read-shop.ts'
import { renderPages } from './render.ts'
import { insertPublication, openPublication, publicationInForce } from './store.ts'

export interface PublicationJob extends ShopJob {
  publicationId: string
}

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

/** Why these pages cannot be written to the shop as it is now; null when they can. */
export function obstacle(register: Register, shop: PolicyOfShop, number: number): Refused | null {
  const planned = planFor(shop, SOME_HANDLE)
  if (!planned.ok) return planned
  const rendered = renderPages(register, planned.plan, { number, date: dayOf(clock.now()) })
  return rendered.ok ? null : { ok: false, reason: 'too_large', tooLarge: rendered.tooLarge }
}

/**
 * Freezes the draft as the next version and has a job write it to the shop, in one transaction. `revision` is the draft
 * that staff looked at.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal when the shop cannot be read
 */
export async function publish({ id: author, admin, inShop }: Staff, revision: number): Promise<Begun> {
  const shop = await readPolicyOfShop(admin, HURRIED)
  const draft = await inShop(readDraft)
  const hindered = draft && obstacle(draft.register, shop, Number.MAX_SAFE_INTEGER)
  if (hindered) return hindered
  return inShop(async (tx) => {
    await lockDraft(tx)
    if (await openPublication(tx)) return { ok: false, reason: 'being_published' }
    const inForce = await versionInForce(tx)
    const locked = await readDraft(tx)
    if (inForce && locked && inForce.hash === contentHash(locked.register)) return { ok: false, reason: 'unchanged' }
    const frozen = await freezeDraft(tx, { revision, author })
    if (!frozen.ok) return frozen
    return begin(tx, frozen.version.number, author)
  })
}

/** Writes the version in force to the shop once more, over whatever stands there now. */
export async function publishAgain({ id: author, admin, inShop }: Staff): Promise<Begun> {
  const shop = await readPolicyOfShop(admin, HURRIED)
  return inShop(async (tx) => {
    await lockDraft(tx)
    if (await openPublication(tx)) return { ok: false, reason: 'being_published' }
    const inForce = await versionInForce(tx)
    if (!inForce || !(await publicationInForce(tx))) return { ok: false, reason: 'not_published' }
    return obstacle(inForce.register, shop, inForce.number) ?? begin(tx, inForce.number, author)
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
  await enqueue('policy-publication', [job], within(tx))
}
