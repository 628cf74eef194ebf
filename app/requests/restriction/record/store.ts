/** The work of restrictions: rows without personal data, which outlive the person. */
import { z } from 'zod'
import { prisma, type ShopTransaction } from '../../../platform/db.ts'
import { type ShopDomain, shopDomain } from '../../../platform/shop-domain.ts'
import { vault } from '../../../platform/vault.ts'
import { keyOf, type SubjectId, subjectContext } from '../../../subjects/index.ts'
import {
  RESTRICTION_ENDS,
  RESTRICTION_PHASES,
  RESTRICTION_RUNS,
  RESTRICTION_STEPS,
  RESTRICTION_STOPS,
  type RestrictionStepName,
} from './words.ts'

const restrictionRun = z.object({
  id: z.string(),
  requestId: z.string(),
  phase: z.enum(RESTRICTION_PHASES),
  run: z.enum(RESTRICTION_RUNS),
  stopped: z.enum(RESTRICTION_STOPS).nullable(),
  setBy: z.string(),
  agreedBefore: z.instanceof(Uint8Array).nullable(),
  toldAt: z.date().nullable(),
  toldBy: z.string().nullable(),
  notInstalled: z.boolean(),
  ended: z.enum(RESTRICTION_ENDS).nullable(),
  endedAt: z.date().nullable(),
  createdAt: z.date(),
  lookAt: z.date().nullable(),
})
export type RestrictionRun = z.infer<typeof restrictionRun>

/** The newest restriction of a request: one that was opened again may have had another before. */
export async function runOfRequest(tx: ShopTransaction, requestId: string): Promise<RestrictionRun | null> {
  const row = await tx.restrictionRun.findFirst({
    where: { requestId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return row && restrictionRun.parse(row)
}

/** Null when there is no such restriction. */
export async function requestOfRun(tx: ShopTransaction, id: string): Promise<string | null> {
  const row = await tx.restrictionRun.findFirst({ where: { id }, select: { requestId: true } })
  return row?.requestId ?? null
}

/** Other changes of this restriction wait until the transaction ends. */
export async function lockRun(tx: ShopTransaction, id: string): Promise<RestrictionRun | null> {
  await tx.$queryRaw`SELECT 1 FROM restriction_runs WHERE shop = ${tx.shop} AND id = ${id}::uuid FOR UPDATE`
  const row = await tx.restrictionRun.findFirst({ where: { id } })
  return row && restrictionRun.parse(row)
}

export type NewRun = Pick<RestrictionRun, 'id' | 'requestId' | 'setBy' | 'createdAt' | 'lookAt'>

export async function insertRun(tx: ShopTransaction, run: NewRun): Promise<void> {
  await tx.restrictionRun.create({ data: { shop: tx.shop, phase: 'set', run: 'running', ...run } })
}

type RunChange = Partial<Omit<RestrictionRun, 'id' | 'requestId' | 'setBy' | 'createdAt' | 'agreedBefore'>>

export async function changeRun(tx: ShopTransaction, id: string, change: RunChange): Promise<void> {
  await tx.restrictionRun.updateMany({ where: { id }, data: change })
}

/** The work of these requests ends with their person. */
export async function endRunsOf(tx: ShopTransaction, requestIds: readonly string[], at: Date): Promise<void> {
  await tx.restrictionRun.updateMany({
    where: { requestId: { in: [...requestIds] }, ended: null },
    data: { ended: 'erased', endedAt: at, run: 'done', stopped: null, agreedBefore: null, lookAt: null },
  })
}

const agreement = z.object({ purposes: z.array(z.string()), channels: z.array(z.enum(['email', 'sms'])) })
/** To what marketing the person had agreed: purposes of the register, and Shopify's consents. */
export type AgreedBefore = z.infer<typeof agreement>

export async function sealAgreedBefore(
  tx: ShopTransaction,
  id: string,
  agreed: AgreedBefore,
  subject: SubjectId,
): Promise<void> {
  const key = await keyOf(tx, subject)
  if (!key) return
  const sealed = vault.seal(key, JSON.stringify(agreement.parse(agreed)), subjectContext(tx.shop, subject))
  await tx.restrictionRun.updateMany({ where: { id }, data: { agreedBefore: new Uint8Array(sealed) } })
}

/** Null as long as nobody looked, and once the person is erased. */
export async function agreedBefore(
  tx: ShopTransaction,
  { agreedBefore: sealed }: Pick<RestrictionRun, 'agreedBefore'>,
  subject: SubjectId | null,
): Promise<AgreedBefore | null> {
  const key = subject && (await keyOf(tx, subject))
  if (!key || !sealed) return null
  const opened = vault.open(key, sealed, subjectContext(tx.shop, subject))
  return agreement.parse(JSON.parse(opened.toString('utf8')))
}

/** Null once the person is erased. */
export async function subjectOfRequest(tx: ShopTransaction, id: string): Promise<SubjectId | null> {
  const row = await tx.dataSubjectRequest.findFirst({ where: { id }, select: { subjectId: true } })
  return (row?.subjectId ?? null) as SubjectId | null
}

const stepRow = z.object({
  step: z.enum(RESTRICTION_STEPS),
  state: z.enum(['done', 'nothing_there', 'denied', 'refused', 'by_hand']),
  count: z.number(),
  code: z.string().nullable(),
  at: z.date(),
})
export type RestrictionStep = z.infer<typeof stepRow>

/** What the steps did, in the order in which they were taken. */
export async function readRestrictionSteps(tx: ShopTransaction, restrictionId: string): Promise<RestrictionStep[]> {
  const rows = await tx.restrictionStep.findMany({ where: { restrictionId }, orderBy: { at: 'asc' } })
  return rows.map((row) => stepRow.parse(row))
}

/** Notes what a step did, over what it did in an earlier try. */
export async function noteRestrictionStep(
  tx: ShopTransaction,
  restrictionId: string,
  step: RestrictionStepName,
  outcome: Omit<RestrictionStep, 'step'>,
): Promise<void> {
  await tx.restrictionStep.upsert({
    where: { shop_restrictionId_step: { shop: tx.shop, restrictionId, step } },
    create: { shop: tx.shop, restrictionId, step, ...outcome },
    update: outcome,
  })
}

/** Staff did at Shopify what Kept could not. Returns how many steps there were. */
export async function noteDoneByHand(tx: ShopTransaction, restrictionId: string, at: Date): Promise<number> {
  const { count } = await tx.restrictionStep.updateMany({
    where: { restrictionId, state: { in: ['denied', 'refused'] } },
    data: { state: 'by_hand', at },
  })
  return count
}

const due = z.object({ shop: shopDomain, id: z.uuid() })

/** Restrictions of all shops that are to be looked at, those that waited the longest first. */
export async function dueRestrictions(by: Date, most: number): Promise<{ shop: ShopDomain; id: string }[]> {
  const rows = await prisma.$queryRaw<unknown[]>`SELECT shop, id FROM restrictions_due(${by}, ${most}::int)`
  return rows.map((row) => due.parse(row))
}

/** What became of the mail that says that a restriction ends; null where none was written. */
export async function liftingMail(tx: ShopTransaction, requestId: string, since: Date): Promise<string | null> {
  const mail = await tx.mail.findFirst({
    where: { requestId, template: 'restriction_lifting', createdAt: { gte: since } },
    orderBy: { createdAt: 'desc' },
    select: { state: true },
  })
  return mail?.state ?? null
}

/** Restrictions whose work waits for staff. */
export interface StoppedRestrictions {
  count: number
  /** The request of the one that waits for the longest. */
  requestId: string | null
}

export async function stoppedRestrictions(tx: ShopTransaction): Promise<StoppedRestrictions> {
  const where = { run: 'stopped' }
  const first = await tx.restrictionRun.findFirst({ where, orderBy: { createdAt: 'asc' }, select: { requestId: true } })
  return { count: first ? await tx.restrictionRun.count({ where }) : 0, requestId: first?.requestId ?? null }
}
