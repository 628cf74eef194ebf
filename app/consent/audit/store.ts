import type { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../../platform/db.ts'
import { type Audit, type AuditResult, auditResult } from './model.ts'
import { AUDIT_STATES, type AuditState } from './words.ts'

interface Row {
  number: number
  state: string
  askedAt: Date
  finishedAt: Date | null
  checked: bigint
  length: bigint
  result: Prisma.JsonValue
}

function toAudit({ state, checked, length, result, number, askedAt, finishedAt }: Row): Audit {
  const known = AUDIT_STATES.find((each) => each === state)
  if (!known) throw new Error(`The tables hold a state that Kept does not write: ${state}`)
  return {
    number,
    askedAt,
    finishedAt,
    state: known,
    checked: Number(checked),
    length: Number(length),
    result: result === null ? null : auditResult.parse(result),
  }
}

/** The newest audit; null before the first. */
export async function lastAudit(tx: ShopTransaction, state?: AuditState): Promise<Audit | null> {
  const row = await tx.consentAudit.findFirst({ where: { ...(state && { state }) }, orderBy: { number: 'desc' } })
  return row && toAudit(row)
}

/** The newest audit that found everything in order; null when there is none. */
export async function lastGoodAudit(tx: ShopTransaction): Promise<(AuditResult & { ok: true }) | null> {
  const row = await tx.consentAudit.findFirst({
    where: { state: 'done', result: { path: ['ok'], equals: true } },
    orderBy: { number: 'desc' },
  })
  const result = row && toAudit(row).result
  return result?.ok ? result : null
}

/** False when there is one of this number already: somebody else asked at the same moment. */
export async function insertAudit(tx: ShopTransaction, asked: { number: number; at: Date }): Promise<boolean> {
  const { count } = await tx.consentAudit.createMany({
    data: { shop: tx.shop, number: asked.number, state: 'waiting', askedAt: asked.at, checked: 0n, length: 0n },
    skipDuplicates: true,
  })
  return count > 0
}

/**
 * Begins an audit, or begins it anew after its process was killed. Its row stays locked until the transaction ends, so
 * that the shop is not erased meanwhile. False when it is finished, cancelled or gone.
 */
export async function lockOpenAudit(tx: ShopTransaction, number: number): Promise<boolean> {
  const { count } = await tx.consentAudit.updateMany({
    where: { number, state: { in: ['waiting', 'running'] } },
    data: { state: 'running' },
  })
  return count > 0
}

/** False when it was cancelled or erased meanwhile. */
export async function noteProgress(
  tx: ShopTransaction,
  number: number,
  { checked, length }: { checked: number; length: number },
): Promise<boolean> {
  const { count } = await tx.consentAudit.updateMany({
    where: { number, state: 'running' },
    data: { checked: BigInt(checked), length: BigInt(length) },
  })
  return count > 0
}

/** Ends an open audit; one that is finished stays as it is. */
export async function finishAudit(
  tx: ShopTransaction,
  number: number,
  { state, at, result }: { state: 'done' | 'cancelled' | 'failed'; at: Date; result: AuditResult | null },
): Promise<void> {
  await tx.consentAudit.updateMany({
    where: { number, state: { in: ['waiting', 'running'] } },
    data: {
      state,
      finishedAt: at,
      // Dates become ISO 8601.
      ...(result && { result: JSON.parse(JSON.stringify(result)) }),
      ...(result?.ok && { checked: BigInt(result.length), length: BigInt(result.length) }),
    },
  })
}
