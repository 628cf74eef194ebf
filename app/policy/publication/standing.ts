import type { ShopTransaction } from '../../platform/db.ts'
import { isPublishedIn } from './model.ts'
import { publicationInForce } from './store.ts'

/** How the published pages stood when the shop was last compared with them. */
interface PolicyStanding {
  publishedAt: Date
  /** Pages that the shop shows otherwise, and that staff have not accepted so. */
  changedPages: number
  /** Languages of the shop that have no policy yet. */
  newLocales: number
}

/** Null while nothing is published. `locales`: those that the shop was seen with last. */
export async function policyStanding(tx: ShopTransaction, locales: readonly string[]): Promise<PolicyStanding | null> {
  const inForce = await publicationInForce(tx)
  if (!inForce) return null
  const { plan, drift, acceptedAt, finishedAt, startedAt } = inForce
  return {
    publishedAt: finishedAt ?? startedAt,
    changedPages: acceptedAt === null ? (drift?.length ?? 0) : 0,
    newLocales: plan ? locales.filter((locale) => !isPublishedIn(plan, locale)).length : 0,
  }
}
