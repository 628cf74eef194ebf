import type { Prisma } from '@prisma/client'
import { z } from 'zod'
import { prisma, type ShopTransaction } from '../../platform/db.ts'
import type { SealedColumn } from '../../platform/rewrap.ts'
import { type ShopDomain, shopDomain } from '../../platform/shop-domain.ts'
import { vault } from '../../platform/vault.ts'
import type { IsoDate } from '../../register/index.ts'
import { ERASURE_GROUPS, STEP_STATES, type StepNote } from './model.ts'
import { type ErasurePlan, erasurePlan } from './plan/model.ts'
import {
  ANSWER_STEP,
  ERASURE_ALARMS,
  ERASURE_ORIGINS,
  ERASURE_RUNS,
  ERASURE_STATES,
  type ErasureAlarm,
  type ErasureOrigin,
  type ErasureState,
  RETURN_WAYS,
  type ReturnWay,
  STOP_REASONS,
  type StopReason,
} from './words.ts'

/** Shopify's ids of customers whom Shopify has not erased yet: a rotation of the installation's key wraps them again. */
export const ERASED_CUSTOMERS: SealedColumn = {
  table: 'erasures',
  column: 'customer',
  id: 'id',
  idType: 'uuid',
  holds: 'envelope',
  rowsAStep: 200,
}

const contextOf = (shop: ShopDomain, id: string) => `erasure/${shop}/${id}`

const day = z.date().transform((one): IsoDate => one.toISOString().slice(0, 10))
const at = (on: IsoDate | null) => on && new Date(`${on}T00:00:00Z`)

const erasureRow = z.object({
  id: z.string(),
  requestId: z.string().nullable(),
  origin: z.enum(ERASURE_ORIGINS),
  run: z.enum(ERASURE_RUNS),
  state: z.enum(ERASURE_STATES),
  plan: erasurePlan.nullable(),
  plannedAt: z.date().nullable(),
  confirmedAt: z.date().nullable(),
  confirmedBy: z.string().nullable(),
  stopped: z.enum(STOP_REASONS).nullable(),
  answeredAt: z.date().nullable(),
  toldAt: z.date().nullable(),
  keptErasedAt: z.date().nullable(),
  customer: z.instanceof(Uint8Array).nullable(),
  lookups: z.array(z.string()),
  requestedAt: z.date().nullable(),
  heldUntil: day.nullable(),
  erasedBy: day.nullable(),
  redactSeenAt: z.date().nullable(),
  settledAt: z.date().nullable(),
  settledBy: z.string().nullable(),
  code: z.string().nullable(),
  notInstalled: z.boolean(),
  alarm: z.enum(ERASURE_ALARMS).nullable(),
  alarmAt: z.date().nullable(),
  returnedAt: z.date().nullable(),
  returnedBy: z.enum(RETURN_WAYS).nullable(),
  returnSettledAt: z.date().nullable(),
  returnSettledBy: z.string().nullable(),
  createdAt: z.date(),
  lookAt: z.date().nullable(),
})
export type ErasureRow = z.infer<typeof erasureRow>

const parsed = (row: unknown) => (row === null ? null : erasureRow.parse(row))

export const readErasure = async (tx: ShopTransaction, id: string): Promise<ErasureRow | null> =>
  parsed(await tx.erasure.findFirst({ where: { id } }))

export const erasureOfRequest = async (tx: ShopTransaction, requestId: string): Promise<ErasureRow | null> =>
  parsed(await tx.erasure.findFirst({ where: { requestId } }))

/** Like `readErasure`; other changes of this erasure wait until the transaction ends. */
export async function lockErasure(tx: ShopTransaction, id: string): Promise<ErasureRow | null> {
  await tx.$queryRaw`SELECT 1 FROM erasures WHERE shop = ${tx.shop} AND id = ${id}::uuid FOR UPDATE`
  return readErasure(tx, id)
}

/** The erasures of anybody with one of these keyed hashes, newest first. */
export async function erasuresWith(tx: ShopTransaction, lookups: readonly string[]): Promise<ErasureRow[]> {
  if (lookups.length === 0) return []
  const rows = await tx.erasure.findMany({
    where: { lookups: { hasSome: [...lookups] } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 20,
  })
  return rows.map((row) => erasureRow.parse(row))
}

interface NewErasure {
  id: string
  requestId: string | null
  origin: ErasureOrigin
  run: ErasureRow['run']
  state: ErasureState
  createdAt: Date
  lookAt: Date
}

/** False when the request has one already. */
export async function insertErasure(tx: ShopTransaction, row: NewErasure): Promise<boolean> {
  const { count } = await tx.erasure.createMany({
    data: [{ shop: tx.shop, ...row, lookups: [] }],
    skipDuplicates: true,
  })
  return count === 1
}

export interface ErasureChange {
  run?: ErasureRow['run']
  state?: ErasureState
  plannedAt?: Date | null
  confirmedAt?: Date | null
  confirmedBy?: string | null
  stopped?: StopReason | null
  answeredAt?: Date
  toldAt?: Date
  keptErasedAt?: Date
  lookups?: string[]
  requestedAt?: Date | null
  heldUntil?: IsoDate | null
  erasedBy?: IsoDate | null
  redactSeenAt?: Date | null
  settledAt?: Date | null
  settledBy?: string | null
  code?: string | null
  notInstalled?: boolean
  alarm?: ErasureAlarm | null
  alarmAt?: Date | null
  returnedAt?: Date
  returnedBy?: ReturnWay
  returnSettledAt?: Date | null
  returnSettledBy?: string | null
  lookAt?: Date | null
  plan?: ErasurePlan
  /** Shopify's id; null destroys it. */
  customerId?: string | null
}

export async function changeErasure(tx: ShopTransaction, id: string, change: ErasureChange): Promise<void> {
  const { plan, customerId, heldUntil, erasedBy, ...plain } = change
  await tx.erasure.updateMany({
    where: { id },
    data: {
      ...plain,
      ...(plan && { plan: plan as Prisma.InputJsonValue }),
      ...(heldUntil !== undefined && { heldUntil: at(heldUntil) }),
      ...(erasedBy !== undefined && { erasedBy: at(erasedBy) }),
      ...(customerId !== undefined && { customer: customerId === null ? null : sealed(tx, id, customerId) }),
    },
  })
}

const sealed = (tx: ShopTransaction, id: string, customerId: string) =>
  new Uint8Array(vault.sealEnvelope(customerId, contextOf(tx.shop, id)))

/** Shopify's id of whom it is about; null once Shopify was seen to have erased them, and where it has no such customer. */
export const erasedCustomerId = (tx: Pick<ShopTransaction, 'shop'>, { id, customer }: ErasureRow): string | null =>
  customer && vault.openEnvelope(customer, contextOf(tx.shop, id)).toString('utf8')

const stepRow = z.object({
  step: z.enum([...ERASURE_GROUPS, ANSWER_STEP]),
  state: z.enum(STEP_STATES),
  count: z.number(),
  code: z.string().nullable(),
  doneBy: z.string().nullable(),
  at: z.date(),
})
export type ErasureStep = z.infer<typeof stepRow>
export type StepName = ErasureStep['step']

/** What the steps did, in the order in which they were taken. */
export async function readSteps(tx: ShopTransaction, erasureId: string): Promise<ErasureStep[]> {
  const rows = await tx.erasureStep.findMany({ where: { erasureId }, orderBy: { at: 'asc' } })
  return rows.map((row) => stepRow.parse(row))
}

/** Notes what a step did, over what it did in an earlier try. */
export async function noteStep(
  tx: ShopTransaction,
  erasureId: string,
  step: StepName,
  outcome: StepNote & { at: Date },
): Promise<void> {
  await tx.erasureStep.upsert({
    where: { shop_erasureId_step: { shop: tx.shop, erasureId, step } },
    create: { shop: tx.shop, erasureId, step, ...outcome },
    update: outcome,
  })
}

const due = z.object({ shop: shopDomain, id: z.uuid() })

/** Erasures of all shops that are to be looked at, those that waited the longest first. */
export async function dueErasures(by: Date, most: number): Promise<{ shop: ShopDomain; id: string }[]> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT shop, id FROM erasures_due(${by}, ${most}::int)`
  return rows.map((row) => due.parse(row))
}

/** How many erasures need staff, and how many people are there again. */
export interface ErasureAttention {
  alarms: number
  returns: number
}

/** What staff have to look at. */
export const erasuresForStaff = async (tx: ShopTransaction): Promise<ErasureAttention> => ({
  alarms: await tx.erasure.count({
    where: { OR: [{ alarm: { not: null } }, { run: 'stopped' }, { state: 'failed' }] },
  }),
  returns: await tx.erasure.count({ where: { returnedAt: { not: null }, returnSettledAt: null } }),
})

/** The newest erasures. */
export async function newestErasures(tx: ShopTransaction, size: number): Promise<ErasureRow[]> {
  const rows = await tx.erasure.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: size })
  return rows.map((row) => erasureRow.parse(row))
}

/** How much Kept holds of these subjects. */
export async function keptOf(tx: ShopTransaction, subjects: readonly string[]) {
  const subjectId = { in: [...subjects] }
  const requests = await tx.dataSubjectRequest.findMany({ where: { subjectId }, select: { id: true } })
  const requestId = { in: requests.map(({ id }) => id) }
  return {
    identifiers: await tx.subjectIdentifier.count({ where: { subjectId } }),
    requests: requests.length,
    exports:
      (await tx.requestCollection.count({ where: { requestId } })) +
      (await tx.requestAnswer.count({ where: { requestId } })),
    mails: await tx.mail.count({ where: { subjectId } }),
  }
}

/** How the answer's mail ended; null where none was written. */
export async function answerMail(tx: ShopTransaction, requestId: string) {
  return tx.mail.findFirst({
    where: { requestId, template: 'erasure_done' },
    orderBy: { createdAt: 'desc' },
    select: { state: true },
  })
}
