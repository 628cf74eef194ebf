import { Prisma } from '@prisma/client'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { POLICY_LANGUAGES } from '../languages.ts'
import {
  DOCUMENTS,
  type DocumentKind,
  type Failure,
  failure,
  type PageDrift,
  type Plan,
  PUBLICATION_STATES,
  PUBLICATION_STEPS,
  type PublicationPlace,
  type PublicationState,
  pageDrift,
  plan,
  type ShopTexts,
  shopTexts,
} from './model.ts'
import type { WrittenPage } from './render.ts'

const publicationRow = z.object({
  id: z.string(),
  version: z.int(),
  state: z.enum(PUBLICATION_STATES),
  startedBy: z.string(),
  startedAt: z.date(),
  finishedAt: z.date().nullable(),
  step: z.enum(PUBLICATION_STEPS),
  stepLocale: z.string().nullable(),
  attempts: z.int(),
  failure: failure.nullable(),
  restoreFailure: failure.nullable(),
  plan: plan.nullable(),
  cookiePageId: z.string().nullable(),
  leasedUntil: z.date().nullable(),
  checkedAt: z.date().nullable(),
  drift: z.array(pageDrift).nullable(),
  acceptedBy: z.string().nullable(),
  acceptedAt: z.date().nullable(),
})

export type PolicyPublication = z.infer<typeof publicationRow>

const COLUMNS = Object.fromEntries(Object.keys(publicationRow.shape).map((name) => [name, true])) as {
  [Name in keyof typeof publicationRow.shape]: true
}

const OPEN: PublicationState[] = ['publishing', 'restoring']

const json = (value: unknown): Prisma.InputJsonValue => value as Prisma.InputJsonValue

async function find(tx: ShopTransaction, where: Prisma.PolicyPublicationWhereInput): Promise<PolicyPublication | null> {
  const row = await tx.policyPublication.findFirst({ where, select: COLUMNS, orderBy: { startedAt: 'desc' } })
  return row && publicationRow.parse(row)
}

export const openPublication = (tx: ShopTransaction) => find(tx, { state: { in: OPEN } })

export const newestPublication = (tx: ShopTransaction) => find(tx, {})

export const findPublication = (tx: ShopTransaction, id: string) => find(tx, { id })

/** The publication that the shop shows now. */
export const publicationInForce = (tx: ShopTransaction) => find(tx, { state: 'published' })

/** The last publication of a version. */
export const publicationOfVersion = (tx: ShopTransaction, version: number) => find(tx, { version, state: 'published' })

/** The last cookie page that Kept created; null when it created none. */
export async function knownCookiePage(tx: ShopTransaction): Promise<string | null> {
  return (await find(tx, { cookiePageId: { not: null } }))?.cookiePageId ?? null
}

/** The rendered pages of a version, and the plan for which they were rendered. */
export interface Prepared {
  plan: Plan
  pages: readonly WrittenPage[]
}

interface Starting extends Pick<PolicyPublication, 'version' | 'startedBy' | 'startedAt'> {
  prepared?: Prepared | null
}

export async function insertPublication(
  tx: ShopTransaction,
  { version, startedBy, startedAt, prepared }: Starting,
): Promise<string> {
  const id = uuidv7()
  const cookiePageId = await knownCookiePage(tx)
  const started = { shop: tx.shop, id, version, startedBy, startedAt, cookiePageId }
  await tx.policyPublication.create({
    data: { ...started, state: 'publishing', step: 'read', ...(prepared && { plan: json(prepared.plan) }) },
  })
  if (prepared) await insertPages(tx, id, prepared.pages)
  return id
}

const insertPages = (tx: ShopTransaction, publicationId: string, pages: readonly WrittenPage[]) =>
  tx.policyPage.createMany({ data: pages.map((page) => ({ ...page, shop: tx.shop, publicationId })) })

export interface Lease {
  id: string
  /** The process that holds the publication. */
  holder: string
}

/** How long a publication is leased after its worker's last sign of life. Longer than one call to Shopify takes. */
const LEASE_MS = 90_000

const heldUntil = (now: Date) => new Date(+now + LEASE_MS)

/** False when it is finished, or when another process works on it. */
export async function lease(tx: ShopTransaction, { id, holder }: Lease, now: Date): Promise<boolean> {
  const { count } = await tx.policyPublication.updateMany({
    where: { id, state: { in: OPEN }, OR: [{ lease: null }, { lease: holder }, { leasedUntil: { lte: now } }] },
    data: { lease: holder, leasedUntil: heldUntil(now), triedAt: now },
  })
  return count > 0
}

export async function release(tx: ShopTransaction, { id, holder }: Lease): Promise<void> {
  await tx.policyPublication.updateMany({ where: { id, lease: holder }, data: { lease: null, leasedUntil: null } })
}

/** Longer than the pause between two tries. A publication without a sign of life for this long has no tries left. */
const STALE_AFTER_MS = 10 * 60_000

/** The open publication, when nobody has worked on it for long. Only the first caller gets it. */
export async function adoptStalePublication(tx: ShopTransaction, now: Date): Promise<string | null> {
  const open = await openPublication(tx)
  if (!open) return null
  const since = new Date(+now - STALE_AFTER_MS)
  const { count } = await tx.policyPublication.updateMany({
    where: {
      id: open.id,
      lease: null,
      startedAt: { lte: since },
      OR: [{ triedAt: null }, { triedAt: { lte: since } }],
    },
    data: { triedAt: now },
  })
  return count > 0 ? open.id : null
}

/** @throws Error when another process took the publication over: this one must stop. */
async function update(
  tx: ShopTransaction,
  { id, holder }: Lease,
  data: Prisma.PolicyPublicationUpdateManyMutationInput,
  now: Date,
): Promise<void> {
  const { count } = await tx.policyPublication.updateMany({
    where: { id, lease: holder },
    data: { ...data, leasedUntil: heldUntil(now) },
  })
  if (count === 0) throw new Error('Another process works on this publication')
}

export const notePlace = (tx: ShopTransaction, lease: Lease, { step, locale }: PublicationPlace, now: Date) =>
  update(tx, lease, { step, stepLocale: locale }, now)

export const noteCookiePage = (tx: ShopTransaction, lease: Lease, cookiePageId: string | null, now: Date) =>
  update(tx, lease, { cookiePageId }, now)

interface Planned extends Prepared {
  before: ShopTexts
  cookiePageId: string | null
}

/**
 * Stores the snapshot of the shop, and the pages that are not stored yet. From now on the publication can be taken
 * back.
 */
export async function notePlan(tx: ShopTransaction, lease: Lease, planned: Planned, now: Date): Promise<void> {
  const { plan, before, pages, cookiePageId } = planned
  await update(tx, lease, { plan: json(plan), before: json(before), cookiePageId }, now)
  await insertPages(tx, lease.id, pages)
}

export const noteFailure = (tx: ShopTransaction, lease: Lease, failure: Failure, now: Date) =>
  update(tx, lease, { failure: json(failure), attempts: { increment: 1 } }, now)

export const noteRestoreFailure = (tx: ShopTransaction, lease: Lease, failure: Failure, now: Date) =>
  update(tx, lease, { restoreFailure: json(failure), attempts: { increment: 1 } }, now)

export const beginRestoring = (tx: ShopTransaction, lease: Lease, failure: Failure, now: Date) =>
  update(tx, lease, { state: 'restoring', failure: json(failure), attempts: 0 }, now)

/** Ends a publication. Its row keeps the snapshot, which is the shop's own text. */
export const endPublication = (
  tx: ShopTransaction,
  lease: Lease,
  ended: { state: 'published' } | { state: 'unpublished'; failure: Failure },
  now: Date,
) =>
  update(
    tx,
    lease,
    {
      state: ended.state,
      finishedAt: now,
      restoreFailure: Prisma.DbNull,
      ...(ended.state === 'published'
        ? { failure: Prisma.DbNull, checkedAt: now, drift: [] }
        : { failure: json(ended.failure) }),
    },
    now,
  )

export async function readSnapshot(tx: ShopTransaction, id: string): Promise<ShopTexts | null> {
  const row = await tx.policyPublication.findFirst({ where: { id }, select: { before: true } })
  return row?.before ? shopTexts.parse(row.before) : null
}

const pageRow = z.object({
  document: z.enum(DOCUMENTS),
  locale: z.string(),
  language: z.enum(POLICY_LANGUAGES),
  title: z.string(),
  html: z.string(),
  hash: z.string(),
})

const PAGE = { document: true, locale: true, language: true, title: true, html: true, hash: true } as const

export async function readPages(
  tx: ShopTransaction,
  publicationId: string,
  only: { document?: DocumentKind; locale?: string } = {},
): Promise<WrittenPage[]> {
  const rows = await tx.policyPage.findMany({
    where: { publicationId, ...only },
    select: PAGE,
    orderBy: [{ document: 'asc' }, { locale: 'asc' }],
  })
  return rows.map((row) => pageRow.parse(row))
}

const samePage = (a: PageDrift, b: PageDrift) =>
  a.document === b.document &&
  a.locale === b.locale &&
  a.drift === b.drift &&
  (a.hash === undefined || a.hash === b.hash)

/** Stores the result of comparing the shop with a publication. What staff accepted was what they saw: a further change is new. */
export async function noteDrift(
  tx: ShopTransaction,
  id: string,
  { drift, at }: { drift: readonly PageDrift[]; at: Date },
): Promise<void> {
  const before = (await findPublication(tx, id))?.drift ?? []
  const isNew = drift.some((page) => !before.some((known) => samePage(known, page)))
  const unaccepted = isNew ? { acceptedBy: null, acceptedAt: null } : {}
  await tx.policyPublication.updateMany({ where: { id }, data: { drift: json(drift), checkedAt: at, ...unaccepted } })
}

/** Stores that staff accepted the shop's changes. Returns whether this publication is still in force. */
export async function noteAccepted(tx: ShopTransaction, id: string, accepted: { by: string; at: Date }): Promise<void> {
  await tx.policyPublication.updateMany({
    where: { id, state: 'published' },
    data: { acceptedBy: accepted.by, acceptedAt: accepted.at },
  })
}
