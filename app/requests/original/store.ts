import type { ShopTransaction } from '../../platform/db.ts'
import type { SubjectId } from '../../subjects/index.ts'

/** Keeps the e-mail with which a request came, sealed under the person's key. */
export async function insertOriginal(tx: ShopTransaction, requestId: string, sealed: Uint8Array): Promise<void> {
  await tx.dataSubjectRequestOriginal.create({ data: { shop: tx.shop, requestId, content: new Uint8Array(sealed) } })
}

/** The sealed e-mail and whose it is. Null when the request did not come by e-mail, or the person was erased. */
export async function readOriginalRow(
  tx: ShopTransaction,
  requestId: string,
): Promise<{ sealed: Uint8Array; subjectId: SubjectId } | null> {
  const row = await tx.dataSubjectRequestOriginal.findFirst({
    where: { requestId },
    select: { content: true, request: { select: { subjectId: true } } },
  })
  const subjectId = row?.request.subjectId
  return row && subjectId ? { sealed: row.content, subjectId: subjectId as SubjectId } : null
}

export const hasOriginal = async (tx: ShopTransaction, requestId: string): Promise<boolean> =>
  (await tx.dataSubjectRequestOriginal.count({ where: { requestId } })) > 0

export async function removeOriginals(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  await tx.dataSubjectRequestOriginal.deleteMany({ where: { request: { subjectId: { in: [...subjects] } } } })
}
