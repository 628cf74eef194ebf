import type { ConsentImport, Prisma } from '@prisma/client'
import { z } from 'zod'
import type { DataKey } from '../../platform/crypto.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { SealedColumn } from '../../platform/rewrap.ts'
import { vault } from '../../platform/vault.ts'
import { LISTED_IMPORTS } from './limits.ts'
import { type ImportMapping, importMapping, type ProblemOfRow, rowProblem } from './model.ts'
import { ENDED_IMPORTS, FILE_PROBLEMS, IMPORT_FORMATS, IMPORT_STATES, IMPORT_TOOLS, type ImportState } from './words.ts'

const contextOf = (shop: string, id: string) => `consent-import/${shop}/${id}`

/** What a change of the installation's key must reach. */
export const IMPORT_KEYS: SealedColumn = {
  table: 'consent_imports',
  column: 'wrapped_key',
  id: 'id',
  idType: 'uuid',
  holds: 'key',
  contextOf,
  rowsAStep: 500,
}

const counts = z.record(z.string(), z.int())
export type ImportCounts = z.infer<typeof counts>

const row = z.object({
  id: z.string(),
  tool: z.enum(IMPORT_TOOLS),
  format: z.enum(IMPORT_FORMATS),
  bytes: z.bigint().transform(Number),
  state: z.enum(IMPORT_STATES),
  problem: z.enum(FILE_PROBLEMS).nullable(),
  mapping: importMapping.nullable(),
  wordingHash: z.string().nullable(),
  rowsDone: z.int(),
  counts,
  problems: z.array(rowProblem),
  createdAt: z.date(),
  createdBy: z.string(),
  confirmedBy: z.string().nullable(),
  endedAt: z.date().nullable(),
})
export type ImportRow = z.infer<typeof row>

const rowOf = (found: ConsentImport): ImportRow => row.parse(found)

export async function insertImport(
  tx: ShopTransaction,
  { id, bytes, ...made }: Pick<ImportRow, 'id' | 'tool' | 'format' | 'bytes' | 'createdAt' | 'createdBy'>,
): Promise<void> {
  const wrappedKey = new Uint8Array(vault.wrap(vault.newDataKey(), contextOf(tx.shop, id)))
  const data = { ...made, id, shop: tx.shop, bytes: BigInt(bytes), state: 'uploading', wrappedKey }
  await tx.consentImport.create({ data })
}

/** The newest first. */
export const listImportRows = async (tx: ShopTransaction): Promise<ImportRow[]> =>
  (await tx.consentImport.findMany({ orderBy: { createdAt: 'desc' }, take: LISTED_IMPORTS })).map(rowOf)

export async function findImport(tx: ShopTransaction, id: string): Promise<ImportRow | null> {
  const found = await tx.consentImport.findFirst({ where: { id } })
  return found && rowOf(found)
}

/** Locked until the transaction ends: of two workers one goes on. */
export async function lockImport(tx: ShopTransaction, id: string): Promise<ImportRow | null> {
  await tx.$queryRaw`SELECT 1 FROM consent_imports WHERE shop = ${tx.shop} AND id = ${id}::uuid FOR UPDATE`
  return findImport(tx, id)
}

/** Two colleagues who begin an import at once do not begin two. */
export async function lockImports(tx: ShopTransaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${tx.shop}/consent_imports`}, 0))`
}

export const countUnended = (tx: ShopTransaction): Promise<number> =>
  tx.consentImport.count({ where: { state: { notIn: [...ENDED_IMPORTS] } } })

export interface ImportChange {
  state?: ImportState
  problem?: ImportRow['problem']
  mapping?: ImportMapping
  wordingHash?: string | null
  rowsDone?: number
  counts?: ImportCounts
  problems?: ProblemOfRow[]
  confirmedBy?: string
}

export async function changeImport(tx: ShopTransaction, id: string, change: ImportChange): Promise<void> {
  await tx.consentImport.updateMany({ where: { id }, data: change as Prisma.ConsentImportUpdateManyMutationInput })
}

/** It is over: the file and its key are destroyed. */
export async function endImport(
  tx: ShopTransaction,
  id: string,
  ended: { state: (typeof ENDED_IMPORTS)[number]; problem?: ImportRow['problem']; endedAt: Date },
): Promise<void> {
  await tx.consentImportPortion.deleteMany({ where: { importId: id } })
  await tx.consentImport.updateMany({ where: { id }, data: { ...ended, wrappedKey: null } })
}

async function keyOfImport(tx: ShopTransaction, id: string): Promise<DataKey | null> {
  const found = await tx.consentImport.findFirst({ where: { id }, select: { wrappedKey: true } })
  return found?.wrappedKey ? vault.unwrap(found.wrappedKey, contextOf(tx.shop, id)) : null
}

const portionContext = (shop: string, id: string, number: number) => `${contextOf(shop, id)}/${number}`

/** The same portion again changes nothing. */
export async function insertImportPortion(
  tx: ShopTransaction,
  { id, number, content }: { id: string; number: number; content: Uint8Array },
): Promise<void> {
  const key = await keyOfImport(tx, id)
  if (!key) return
  const sealed = new Uint8Array(vault.seal(key, content, portionContext(tx.shop, id, number)))
  await tx.consentImportPortion.createMany({
    data: [{ shop: tx.shop, importId: id, number, content: sealed }],
    skipDuplicates: true,
  })
}

export const countPortions = (tx: ShopTransaction, id: string): Promise<number> =>
  tx.consentImportPortion.count({ where: { importId: id } })

/** Null behind the last one, and once the file is destroyed. */
export async function readImportPortion(tx: ShopTransaction, id: string, number: number): Promise<Buffer | null> {
  const key = await keyOfImport(tx, id)
  const found = await tx.consentImportPortion.findFirst({ where: { importId: id, number }, select: { content: true } })
  return key && found ? vault.open(key, found.content, portionContext(tx.shop, id, number)) : null
}

/** Those of these keyed hashes that nobody else may subscribe again. */
export async function suppressedAmong(tx: ShopTransaction, lookups: readonly string[]): Promise<Set<string>> {
  const rows = await tx.contactSuppression.findMany({
    where: { lookup: { in: [...lookups] } },
    select: { lookup: true },
  })
  return new Set(rows.map(({ lookup }) => lookup))
}
