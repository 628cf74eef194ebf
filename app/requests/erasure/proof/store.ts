import type { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../../../platform/db.ts'
import type { ProofVersion } from './model.ts'

const VERSION = {
  erasureId: true,
  requestId: true,
  version: true,
  writtenAt: true,
  isSettled: true,
} satisfies Prisma.ErasureProofSelect

/** Waits for the turn to write this proof, and keeps it until the transaction ends. */
export async function waitForTurn(tx: ShopTransaction, erasureId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('erasure_proof:' || ${tx.shop} || ${erasureId}, 0))`
}

/** The files of all versions, the first one first. */
export async function readFiles(tx: ShopTransaction, erasureId: string): Promise<string[]> {
  const rows = await tx.erasureProof.findMany({
    where: { erasureId },
    select: { content: true },
    orderBy: { version: 'asc' },
  })
  return rows.map(({ content }) => content)
}

/** The file of a version; null when there is none. */
export async function readFile(tx: ShopTransaction, erasureId: string, version: number): Promise<string | null> {
  const row = await tx.erasureProof.findFirst({ where: { erasureId, version }, select: { content: true } })
  return row?.content ?? null
}

export async function insertProofVersion(tx: ShopTransaction, row: ProofVersion & { content: string }): Promise<void> {
  await tx.erasureProof.create({ data: { shop: tx.shop, ...row } })
}

/** The versions of the proof of an erasure, or of that of a request, newest first. */
export const proofVersions = (
  tx: ShopTransaction,
  of: { requestId: string } | { erasureId: string },
): Promise<ProofVersion[]> => tx.erasureProof.findMany({ where: of, select: VERSION, orderBy: { version: 'desc' } })

const MOST_LISTED = 500

/** The newest version of each erasure's proof, the newest first. */
export async function newestProofs(tx: ShopTransaction): Promise<ProofVersion[]> {
  const rows = await tx.erasureProof.findMany({
    select: VERSION,
    distinct: ['erasureId'],
    orderBy: [{ erasureId: 'asc' }, { version: 'desc' }],
    take: MOST_LISTED,
  })
  return rows.toSorted((a, b) => +b.writtenAt - +a.writtenAt)
}
