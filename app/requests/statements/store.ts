/** Supplementary statements: what a person adds to facts that cannot be replaced (GDPR Art. 16). */
import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { keyOf, type SubjectId, subjectContext } from '../../subjects/index.ts'
import { HELD_TABLES, type HeldTable } from '../held/model.ts'

export interface SupplementaryStatement {
  id: string
  requestId: string
  about: HeldTable
  addedAt: Date
  text: string
}

const contextOf = (tx: ShopTransaction, subjectId: SubjectId, id: string) =>
  `${subjectContext(tx.shop, subjectId)}/statement/${id}`

/** Adds it, once. */
export async function addStatement(
  tx: ShopTransaction,
  subjectId: SubjectId,
  { text, ...statement }: SupplementaryStatement,
): Promise<void> {
  const key = await keyOf(tx, subjectId)
  if (!key) return
  const content = new Uint8Array(vault.seal(key, text, contextOf(tx, subjectId, statement.id)))
  const row = { shop: tx.shop, subjectId, content, ...statement }
  await tx.supplementaryStatement.createMany({ data: [row], skipDuplicates: true })
}

/** Those of a person, oldest first. */
export async function personStatements(
  tx: ShopTransaction,
  subjects: readonly SubjectId[],
): Promise<SupplementaryStatement[]> {
  const rows = await tx.supplementaryStatement.findMany({
    where: { subjectId: { in: [...subjects] } },
    orderBy: [{ addedAt: 'asc' }, { id: 'asc' }],
  })
  const statements: SupplementaryStatement[] = []
  for (const { id, requestId, about, addedAt, content, subjectId } of rows) {
    const key = await keyOf(tx, subjectId as SubjectId)
    if (!key) continue
    const text = vault.open(key, content, contextOf(tx, subjectId as SubjectId, id)).toString('utf8')
    statements.push({ id, requestId, about: z.enum(HELD_TABLES).parse(about), addedAt, text })
  }
  return statements
}

export async function removeStatements(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<void> {
  await tx.supplementaryStatement.deleteMany({ where: { subjectId: { in: [...subjects] } } })
}
