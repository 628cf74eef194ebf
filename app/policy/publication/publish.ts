import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import {
  dayOf,
  freezeDraft,
  type KeptVersion,
  keptDraft,
  keptVersion,
  listVersions,
  lockRevision,
  type RegisterFinding,
  summaryInForce,
} from '../../register/index.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { proxyPathOf } from '../../shopify/app-proxy/store.ts'
import { INTERACTIVE } from '../../shopify/calls.ts'
import type { PageTooLarge } from '../render/page.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import { beginPublication } from './begin.ts'
import { type KnownOfShop, pagesOfVersion, planShop } from './plan.ts'
import { knownCookiePage, openPublication, type Prepared, publicationInForce } from './store.ts'

/** The publication did not begin, and the shop is unchanged. */
export type PublishRefusal =
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
  | { ok: false; reason: 'errors'; errors: RegisterFinding[] }
  | { ok: false; reason: 'too_large'; tooLarge: PageTooLarge[] }

export type PublishResult = { ok: true; publicationId: string; version: number } | PublishRefusal

interface Staff {
  id: string
  admin: AdminApi
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/**
 * Freezes the draft as the next version and enqueues its publication, in one transaction. The pages are rendered
 * before, outside of the transaction. `revision` is the draft that staff looked at.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal when the shop cannot be read
 */
export async function publish({ id: author, admin, inShop }: Staff, revision: number): Promise<PublishResult> {
  const { draft, number, known } = await inShop(async (tx) => ({
    draft: await keptDraft(tx),
    number: await nextNumber(tx),
    known: await knownOfShop(tx),
  }))
  if (!draft) return { ok: false, reason: 'no_draft' }
  const planned = await planShop({ admin, retryPolicy: INTERACTIVE }, known)
  if (!planned.ok) return planned
  const { plan } = planned
  const date = dayOf(clock.now())
  const { judged, rendered } = await runPolicyTask('judgeAndRender', {
    content: draft.content,
    plan,
    version: { number, date },
  })
  if (!rendered.ok) return { ok: false, reason: 'too_large', tooLarge: rendered.tooLarge }
  return inShop(async (tx) => {
    const locked = await lockRevision(tx)
    if (await openPublication(tx)) return { ok: false, reason: 'being_published' }
    if (locked !== draft.revision) return { ok: false, reason: 'changed_since' }
    const inForce = await summaryInForce(tx)
    if (inForce?.hash === judged.hash) return { ok: false, reason: 'unchanged' }
    const frozen = await freezeDraft(tx, { revision, author, judged })
    if (!frozen.ok) return frozen
    const { version } = frozen
    // The pages show the version's number and date.
    const isAsRendered = version.number === number && dayOf(version.createdAt) === date
    return begin(tx, version.number, author, isAsRendered ? { plan, pages: rendered.pages } : null)
  })
}

const knownOfShop = async (tx: ShopTransaction): Promise<KnownOfShop> => ({
  cookiePageId: await knownCookiePage(tx),
  proxyPath: await proxyPathOf(tx),
})

async function nextNumber(tx: ShopTransaction): Promise<number> {
  const [newest] = await listVersions(tx, { size: 1, before: null })
  return (newest?.number ?? 0) + 1
}

/**
 * Writes the version in force to the shop again, over whatever the shop shows now.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal when the shop cannot be read
 */
export async function publishAgain({ id: author, admin, inShop }: Staff): Promise<PublishResult> {
  const { kept, known } = await inShop(async (tx) => {
    const inForce = await summaryInForce(tx)
    return { kept: inForce && (await keptVersion(tx, inForce.number)), known: await knownOfShop(tx) }
  })
  if (!kept) return { ok: false, reason: 'not_published' }
  const prepared = await prepareAgain({ admin, inShop }, kept, known)
  return inShop(async (tx) => {
    await lockRevision(tx)
    if (await openPublication(tx)) return { ok: false, reason: 'being_published' }
    const inForce = await summaryInForce(tx)
    if (inForce?.number !== kept.number || !(await publicationInForce(tx)))
      return { ok: false, reason: 'not_published' }
    return prepared.ok ? begin(tx, kept.number, author, prepared) : prepared
  })
}

async function prepareAgain(
  { admin, inShop }: Omit<Staff, 'id'>,
  kept: KeptVersion,
  known: KnownOfShop,
): Promise<({ ok: true } & Prepared) | PublishRefusal> {
  const planned = await planShop({ admin, retryPolicy: INTERACTIVE }, known)
  if (!planned.ok) return planned
  const { plan } = planned
  const rendered = await pagesOfVersion(inShop, kept, plan)
  if (!rendered.ok) return { ok: false, reason: 'too_large', tooLarge: rendered.tooLarge }
  return { ok: true, plan, pages: rendered.pages }
}

async function begin(
  tx: ShopTransaction,
  version: number,
  startedBy: string,
  prepared: Prepared | null,
): Promise<PublishResult> {
  return { ok: true, publicationId: await beginPublication(tx, { version, startedBy, prepared }), version }
}
