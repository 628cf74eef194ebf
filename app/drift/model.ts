/** When what a shop shows differs from what Kept published or what its register declares. No I/O. */
import { z } from 'zod'
import { DRIFT_KINDS, type DriftKind } from './words.ts'

/** What only Shopify says. It is kept, so that a page can be shown without asking Shopify. */
export const observed = z.object({
  /** Whether Shopify's own cookie banner is on. */
  ownBanner: z.boolean(),
  /** The shop's published locales, its own first. */
  locales: z.array(z.string()),
  /** The address at which Shopify writes to the shop's owner; null when it is none. */
  ownerAddress: z.string().nullable(),
})
export type Observed = z.infer<typeof observed>

/** How a shop stands. */
export interface Standing {
  /** Null while no policy is published. */
  policy: {
    publishedAt: Date
    /** Pages that differ from what Kept wrote, and that staff have not accepted. */
    changedPages: number
    /** Languages of the shop that have no policy yet. */
    newLocales: number
  } | null
  banner: {
    /** Since when the storefront lacks what staff published or saved, longer than a publication takes. */
    behindSince: Date | null
    /** Since when the app proxy is at another path than the storefront's banner knows. */
    movedSince: Date | null
    /** Other consent banners that the storefront reported. */
    others: number
  }
  /** Whether visitors ever chose in Kept's banner. */
  isAsking: boolean
  /** Since when choices have stopped arriving. */
  stoppedSince: Date | null
  /** Trackers that the storefront reported and that the register lacks, and when the first one was seen. */
  undeclared: { count: number; since: Date | null }
  /** Null before the first look. */
  ownBanner: boolean | null
}

export interface SeenDrift {
  kind: DriftKind
  /** How many pages, languages, banners or trackers; 1 where nothing is counted. */
  count: number
  /** Since when, where that is known; else the moment counts at which it was found. */
  since: Date | null
}

type Finding = Omit<SeenDrift, 'kind'> | null

const counted = (count: number): Finding => (count > 0 ? { count, since: null } : null)
const since = (at: Date | null): Finding => at && { count: 1, since: at }

/**
 * Nothing drifts from what was never promised: trackers, languages and other banners count once a policy is published, and
 * Shopify's own banner once visitors are asked by Kept's.
 */
const RULES: Record<DriftKind, (standing: Standing) => Finding> = {
  arrivals_stopped: ({ stoppedSince }) => since(stoppedSince),
  policy_changed: ({ policy }) => counted(policy?.changedPages ?? 0),
  policy_language: ({ policy }) => counted(policy?.newLocales ?? 0),
  banner_behind: ({ banner }) => since(banner.behindSince),
  proxy_moved: ({ banner }) => since(banner.movedSince),
  own_banner: ({ policy, isAsking, ownBanner }) => counted(policy && isAsking && ownBanner ? 1 : 0),
  other_banner: ({ policy, banner }) => counted(policy ? banner.others : 0),
  trackers_undeclared: ({ policy, undeclared }) => (policy && undeclared.count > 0 ? undeclared : null),
}

/** What drifts, in the order of `DRIFT_KINDS`. */
export const driftsIn = (standing: Standing): SeenDrift[] =>
  DRIFT_KINDS.flatMap((kind) => {
    const found = RULES[kind](standing)
    return found ? [{ kind, ...found }] : []
  })

/** due: to be told. waiting: a job tells it. sent, failed: the job is done with it. */
export const MAIL_STATES = ['due', 'waiting', 'sent', 'failed'] as const
export type MailState = (typeof MAIL_STATES)[number]

export const MAIL_REASONS = ['mail_refused', 'mail_unreachable'] as const
export type MailReason = (typeof MAIL_REASONS)[number]

/** A drift as the tables have it. */
export interface NotedDrift {
  kind: DriftKind
  /** How often it was found anew: each time it is told once. */
  number: number
  foundAt: Date
  resolvedAt: Date | null
  mailState: MailState
  mailReason: MailReason | null
  mailedAt: Date | null
}

/** Which kinds begin and which end, as somebody looks. */
export function changesOf(noted: readonly NotedDrift[], seen: readonly SeenDrift[]) {
  const open = new Set(noted.filter(({ resolvedAt }) => resolvedAt === null).map(({ kind }) => kind))
  const now = new Set(seen.map(({ kind }) => kind))
  return {
    found: [...now].filter((kind) => !open.has(kind)),
    resolved: [...open].filter((kind) => !now.has(kind)),
  }
}

/** How often a shop is looked at. */
export const LOOK_EVERY_MS = 24 * 3600_000

/** Older than this, a look says nothing of today: a look and its retries take less. */
const STALE_MS = 2 * LOOK_EVERY_MS

/** Whether staff must not rely on the last look. */
export const isStale = (lookedAt: Date, now: Date): boolean => +now - +lookedAt > STALE_MS
