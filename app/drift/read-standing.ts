import { bannerStanding } from '../banner/index.ts'
import { arrivalsStopped, hasAskedVisitors } from '../consent/index.ts'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { policyStanding } from '../policy/index.ts'
import { readDraft, undeclaredTrackers } from '../register/index.ts'
import type { Observed, Standing } from './model.ts'

/** How the shop stands, without a call to Shopify: what only Shopify says is as it was seen last. */
export async function readStanding(tx: ShopTransaction, seen: Observed | null): Promise<Standing> {
  const { others, ...banner } = await bannerStanding(tx, clock.now())
  return {
    policy: await policyStanding(tx, seen?.locales ?? []),
    banner: { ...banner, others: others.length },
    isAsking: await hasAskedVisitors(tx),
    stoppedSince: (await arrivalsStopped(tx))?.since ?? null,
    undeclared: await undeclaredSince(tx),
    ownBanner: seen?.ownBanner ?? null,
  }
}

async function undeclaredSince(tx: ShopTransaction): Promise<Standing['undeclared']> {
  const draft = await readDraft(tx)
  // The language is that of texts which nobody reads here.
  const trackers = draft ? await undeclaredTrackers(tx, draft.register, 'en') : []
  const [first = null] = trackers.map(({ firstSeen }) => firstSeen).toSorted((a, b) => +a - +b)
  return { count: trackers.length, since: first }
}
