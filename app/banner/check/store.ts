import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import type { PhaseReport } from './call.ts'
import { PHASES } from './model.ts'

/** The number of checks that are kept for a shop. */
const MOST_CHECKS = 20

export interface NewCheck {
  tokenHash: string
  startedAt: Date
  startedBy: string
  expiresAt: Date
}

/** Deletes the oldest checks, so that the shop keeps `MOST_CHECKS`. */
export async function insertCheck(tx: ShopTransaction, check: NewCheck): Promise<void> {
  await tx.storefrontCheck.create({ data: { shop: tx.shop, id: uuidv7(), ...check } })
  const old = await tx.storefrontCheck.findMany({ select: { id: true }, orderBy: { id: 'desc' }, skip: MOST_CHECKS })
  await tx.storefrontCheck.deleteMany({ where: { id: { in: old.map(({ id }) => id) } } })
}

/** The id of the open check with this token. */
export async function findOpenCheck(tx: ShopTransaction, tokenHash: string, now: Date): Promise<string | null> {
  const found = await tx.storefrontCheck.findFirst({
    where: { tokenHash, expiresAt: { gt: now } },
    select: { id: true },
  })
  return found?.id ?? null
}

/** Stores the first report of a phase and ignores later ones. */
export async function insertPhase(
  tx: ShopTransaction,
  phase: Omit<PhaseReport, 'token'> & { checkId: string; reportedAt: Date },
): Promise<void> {
  await tx.storefrontCheckPhase.createMany({ data: [{ shop: tx.shop, ...phase }], skipDuplicates: true })
}

const phase = z.enum(PHASES)

/** Newest first. */
export async function listChecks(tx: ShopTransaction) {
  const checks = await tx.storefrontCheck.findMany({
    orderBy: { id: 'desc' },
    select: { id: true, startedAt: true, expiresAt: true, phases: true },
    take: MOST_CHECKS,
  })
  return checks.map(({ phases, ...check }) => ({
    ...check,
    phases: Object.fromEntries(
      phases.map(({ phase: name, cookies, storage, hosts }) => [phase.parse(name), { cookies, storage, hosts }]),
    ),
  }))
}
