import { clock } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { driftsIn, isStale, type NotedDrift, type SeenDrift } from './model.ts'
import { readStanding } from './read-standing.ts'
import { driftRecipientOf } from './recipient.ts'
import { listDrifts, readWatch } from './store.ts'
import type { Told } from './words.ts'

export interface OpenDrift extends SeenDrift {
  /** Null when it was not there at the last look. */
  noted: Pick<NotedDrift, 'foundAt' | 'mailState' | 'mailReason' | 'mailedAt'> | null
}

export interface DriftOverview {
  drifts: OpenDrift[]
  /** Whether anything is published that could drift. */
  isPublished: boolean
  /** When Kept last looked at everything; null before the first look at what is published now. */
  lookedAt: Date | null
  /** Whether that is too long ago to rely on. */
  isStale: boolean
  /** Since when looks have not got through. */
  failedAt: Date | null
  mail: {
    isConfigured: boolean
    told: Told
    /** Whom the next mail goes to; null for nobody. */
    address: string | null
    ownerAddress: string | null
    /** The address that staff named. */
    named: string | null
    changed: { at: Date; by: string } | null
  }
}

/** What drifts now, as far as Kept knows without asking Shopify, and what became of it. */
export async function driftOverview(tx: ShopTransaction): Promise<DriftOverview> {
  const watch = await readWatch(tx)
  const standing = await readStanding(tx, watch.observed)
  const noted = (await listDrifts(tx)).filter(({ resolvedAt }) => resolvedAt === null)
  const lookedAt =
    standing.policy && watch.lookedAt && watch.lookedAt < standing.policy.publishedAt ? null : watch.lookedAt
  return {
    drifts: driftsIn(standing).map((seen) => ({ ...seen, noted: notedOf(noted, seen) })),
    isPublished: standing.policy !== null,
    lookedAt,
    isStale: lookedAt !== null && isStale(lookedAt, clock.now()),
    failedAt: watch.failedAt,
    mail: {
      isConfigured: config.SMTP_URL !== undefined,
      told: watch.told,
      address: driftRecipientOf(watch)?.address ?? null,
      ownerAddress: watch.observed?.ownerAddress ?? null,
      named: watch.address,
      changed: watch.changedAt && watch.changedBy ? { at: watch.changedAt, by: watch.changedBy } : null,
    },
  }
}

function notedOf(noted: readonly NotedDrift[], { kind }: SeenDrift): OpenDrift['noted'] {
  const found = noted.find((one) => one.kind === kind)
  if (!found) return null
  const { foundAt, mailState, mailReason, mailedAt } = found
  return { foundAt, mailState, mailReason, mailedAt }
}
