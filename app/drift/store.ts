import type { Prisma } from '@prisma/client'
import { z } from 'zod'
import { prisma, type ShopTransaction } from '../platform/db.ts'
import { STAFF_LANGUAGES, type StaffLanguage } from '../platform/i18n.ts'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'
import {
  MAIL_REASONS,
  MAIL_STATES,
  type MailReason,
  type MailState,
  type NotedDrift,
  type Observed,
  observed,
} from './model.ts'
import { DRIFT_KINDS, type DriftKind, TOLD } from './words.ts'

/** Shops with Kept that are due for a look, those that waited the longest first. */
export async function dueLooks(at: Date, most: number): Promise<ShopDomain[]> {
  const rows = await prisma.$queryRaw<{ shop: string }[]>`SELECT shop FROM drift_due_looks(${at}, ${most}::int)`
  return rows.map(({ shop }) => shopDomain.parse(shop))
}

/** Takes the shop's due look. False when another process was first. */
export async function takeDueLook(tx: ShopTransaction, { at, next }: { at: Date; next: Date }): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    INSERT INTO drift_watches (shop, next_look_at) VALUES (${tx.shop}, ${next})
    ON CONFLICT (shop) DO UPDATE SET next_look_at = excluded.next_look_at WHERE drift_watches.next_look_at <= ${at}
    RETURNING shop`
  return rows.length > 0
}

const watch = z.object({
  lookedAt: z.date().nullable(),
  failedAt: z.date().nullable(),
  /** One that an older release wrote otherwise counts as none: the next look writes it anew. */
  observed: observed.nullable().catch(null),
  told: z.enum(TOLD),
  address: z.string().nullable(),
  language: z.enum(STAFF_LANGUAGES).nullable(),
  changedAt: z.date().nullable(),
  changedBy: z.string().nullable(),
})
export type DriftWatch = z.infer<typeof watch>

const UNWATCHED: DriftWatch = {
  lookedAt: null,
  failedAt: null,
  observed: null,
  told: 'owner',
  address: null,
  language: null,
  changedAt: null,
  changedBy: null,
}

export async function readWatch(tx: ShopTransaction): Promise<DriftWatch> {
  const row = await tx.driftWatch.findUnique({ where: { shop: tx.shop } })
  return row ? watch.parse(row) : UNWATCHED
}

/** Locks the shop's watch: two looks at once note their drifts one after the other. */
export async function lockWatch(tx: ShopTransaction, nextLookAt: Date): Promise<DriftWatch> {
  await tx.$executeRaw`
    INSERT INTO drift_watches (shop, next_look_at) VALUES (${tx.shop}, ${nextLookAt}) ON CONFLICT (shop) DO NOTHING`
  await tx.$executeRaw`SELECT 1 FROM drift_watches WHERE shop = ${tx.shop} FOR UPDATE`
  return readWatch(tx)
}

export async function noteObserved(tx: ShopTransaction, seen: Observed, at: Date): Promise<void> {
  await tx.driftWatch.updateMany({ data: { observed: seen, lookedAt: at, failedAt: null } })
}

/** A look did not get through. */
export async function noteLookFailed(tx: ShopTransaction, at: Date): Promise<void> {
  await tx.driftWatch.updateMany({ where: { failedAt: null }, data: { failedAt: at } })
}

export async function noteTold(
  tx: ShopTransaction,
  change: Pick<DriftWatch, 'told' | 'address'> & { language: StaffLanguage; changedAt: Date; changedBy: string },
): Promise<void> {
  await tx.driftWatch.updateMany({ data: change })
}

const driftRow = z.object({
  kind: z.enum(DRIFT_KINDS),
  number: z.int(),
  foundAt: z.date(),
  resolvedAt: z.date().nullable(),
  mailState: z.enum(MAIL_STATES),
  mailReason: z.enum(MAIL_REASONS).nullable(),
  mailedAt: z.date().nullable(),
})

/** Every kind that was found at least once, in the order of `DRIFT_KINDS`. Kinds that this release does not know are left out. */
export async function listDrifts(tx: ShopTransaction): Promise<NotedDrift[]> {
  const rows = await tx.drift.findMany({ where: { kind: { in: [...DRIFT_KINDS] } } })
  const drifts = rows.map((row) => driftRow.parse(row))
  return drifts.toSorted((a, b) => DRIFT_KINDS.indexOf(a.kind) - DRIFT_KINDS.indexOf(b.kind))
}

/** The kind is found, for the first time or anew: staff are to be told once. */
export async function noteFound(tx: ShopTransaction, kind: DriftKind, at: Date): Promise<void> {
  const found = {
    foundAt: at,
    resolvedAt: null,
    mailState: 'due' satisfies MailState,
    mailReason: null,
    mailedAt: null,
  }
  await tx.drift.upsert({
    where: { shop_kind: { shop: tx.shop, kind } },
    create: { shop: tx.shop, kind, number: 1, ...found },
    update: { number: { increment: 1 }, ...found },
  })
}

export async function noteResolved(tx: ShopTransaction, kinds: readonly DriftKind[], at: Date): Promise<void> {
  if (kinds.length === 0) return
  await tx.drift.updateMany({ where: { kind: { in: [...kinds] }, resolvedAt: null }, data: { resolvedAt: at } })
}

export interface DriftRef {
  kind: DriftKind
  number: number
}

const these = (drifts: readonly DriftRef[]): Prisma.DriftWhereInput => ({
  OR: drifts.map(({ kind, number }) => ({ kind, number })),
})

/** A job tells these. */
export async function noteMailEnqueued(tx: ShopTransaction, drifts: readonly DriftRef[]): Promise<void> {
  await tx.drift.updateMany({ where: these(drifts), data: { mailState: 'waiting' satisfies MailState } })
}

/** The mail about these is settled, or put off: `reason` says why it is not sent. */
export async function noteMail(
  tx: ShopTransaction,
  drifts: readonly DriftRef[],
  { state, reason, at }: { state: MailState; reason: MailReason | null; at: Date | null },
): Promise<void> {
  await tx.drift.updateMany({
    where: { ...these(drifts), mailState: 'waiting' satisfies MailState },
    data: { mailState: state, mailReason: reason, mailedAt: at },
  })
}
