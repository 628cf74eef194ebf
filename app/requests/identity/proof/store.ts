import { prisma, type ShopTransaction } from '../../../platform/db.ts'
import { type ShopDomain, shopDomain } from '../../../platform/shop-domain.ts'
import type { SubjectId } from '../../../subjects/index.ts'
import type { ProofType } from '../../words.ts'

export interface NewProof {
  id: string
  requestId: string
  mediaType: ProofType
  bytes: number
  content: Uint8Array
  handedInAt: Date
  deleteAt: Date
}

export async function insertProof(tx: ShopTransaction, proof: NewProof): Promise<void> {
  await tx.identityProof.create({ data: { ...proof, shop: tx.shop, content: new Uint8Array(proof.content) } })
}

const SUMMARY = { id: true, mediaType: true, bytes: true, handedInAt: true, deleteAt: true } as const

/** The proofs of a request that wait for a decision, without their content. */
export const listProofRows = (tx: ShopTransaction, requestId: string, now: Date) =>
  tx.identityProof.findMany({
    where: { requestId, deleteAt: { gt: now } },
    select: SUMMARY,
    orderBy: [{ handedInAt: 'asc' }, { id: 'asc' }],
  })

/** The sealed file and whose it is. Null when it was decided on, is too old, or belongs to another request. */
export async function readProofRow(
  tx: ShopTransaction,
  { id, requestId }: { id: string; requestId: string },
  now: Date,
) {
  const row = await tx.identityProof.findFirst({
    where: { id, requestId, deleteAt: { gt: now } },
    include: { request: { select: { subjectId: true } } },
  })
  const subjectId = row?.request.subjectId
  return row && subjectId ? { sealed: row.content, mediaType: row.mediaType, subjectId: subjectId as SubjectId } : null
}

/** Returns how many there were. */
export async function removeProofs(tx: ShopTransaction, requestId: string): Promise<number> {
  return (await tx.identityProof.deleteMany({ where: { requestId } })).count
}

export async function removeProofsOf(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  await tx.identityProof.deleteMany({ where: { request: { subjectId: { in: [...subjects] } } } })
}

export async function removeOldProofs(tx: ShopTransaction, now: Date): Promise<number> {
  return (await tx.identityProof.deleteMany({ where: { deleteAt: { lte: now } } })).count
}

/** Shops that have proofs or counts to delete. */
export async function shopsToSweep(now: Date, most: number): Promise<ShopDomain[]> {
  const rows = await prisma.$queryRaw<{ shop: string }[]>`SELECT shop FROM identity_due_sweeps(${now}, ${most}::int)`
  return rows.map(({ shop }) => shopDomain.parse(shop))
}
