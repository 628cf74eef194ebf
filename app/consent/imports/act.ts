import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { enqueue, within } from '../../platform/queue.ts'
import { requireInstalled } from '../../shopify/installation.ts'
import { keepWording } from '../elsewhere/store.ts'
import { askedPurposes } from '../purpose-names.ts'
import { IMPORT_PORTION_BYTES } from './limits.ts'
import type { ImportMapping, newImport } from './model.ts'
import { importQueue } from './queues.ts'
import {
  changeImport,
  countPortions,
  countUnended,
  endImport,
  insertImport,
  insertImportPortion,
  lockImport,
  lockImports,
} from './store.ts'
import { ENDED_IMPORTS } from './words.ts'

export type ImportBegun = { ok: true; id: string } | { ok: false; reason: 'another' }

/** Begins an import: the file is sent in portions then. A shop has one at a time. */
export async function beginImport(
  tx: ShopTransaction,
  file: z.infer<typeof newImport>,
  staffId: string,
): Promise<ImportBegun> {
  await requireInstalled(tx)
  await lockImports(tx)
  if ((await countUnended(tx)) > 0) return { ok: false, reason: 'another' }
  const id = uuidv7({ msecs: +clock.now() })
  await insertImport(tx, { ...file, id, createdAt: clock.now(), createdBy: staffId })
  return { ok: true, id }
}

const portionsOf = (bytes: number) => Math.ceil(bytes / IMPORT_PORTION_BYTES)
const sizeOf = (bytes: number, number: number) => Math.min(IMPORT_PORTION_BYTES, bytes - number * IMPORT_PORTION_BYTES)

export type PortionTaken = { ok: true /** Whether the whole file is there. */; isWhole: boolean } | { ok: false }

/** Takes a portion of the file. In whatever order they come, and however often: the last one that was missing ends the upload. */
export async function takePortion(
  tx: ShopTransaction,
  { id, number, content }: { id: string; number: number; content: Uint8Array },
): Promise<PortionTaken> {
  const found = await lockImport(tx, id)
  if (found?.state !== 'uploading' || number >= portionsOf(found.bytes)) return { ok: false }
  if (content.length !== sizeOf(found.bytes, number)) return { ok: false }
  await insertImportPortion(tx, { id, number, content })
  const isWhole = (await countPortions(tx, id)) === portionsOf(found.bytes)
  if (isWhole) await changeImport(tx, id, { state: 'mapping' })
  return { ok: true, isWhole }
}

const begin = (tx: ShopTransaction, importId: string) =>
  enqueue(importQueue, [{ shop: tx.shop, receivedAt: +clock.now(), importId }], within(tx))

/** Staff said what the columns are: every row is read with that, and nothing is written. False when it is too late, or about unknown purposes. */
export async function checkImport(tx: ShopTransaction, id: string, mapping: ImportMapping): Promise<boolean> {
  const found = await lockImport(tx, id)
  if (found?.state !== 'mapping' && found?.state !== 'checked') return false
  const { asked } = await askedPurposes(tx, 'en')
  const named = [...mapping.columns, ...mapping.categories].flatMap(({ purpose }) => purpose ?? [])
  if (named.length === 0 || named.some((purpose) => !asked.includes(purpose))) return false
  const wordingHash = mapping.wording && (await keepWording(tx, mapping.wording))
  await changeImport(tx, id, { state: 'checking', mapping, wordingHash, rowsDone: 0, counts: {}, problems: [] })
  await begin(tx, id)
  return true
}

/** Staff saw what would happen, and want it. */
export async function confirmImport(tx: ShopTransaction, id: string, staffId: string): Promise<boolean> {
  const found = await lockImport(tx, id)
  if (found?.state !== 'checked') return false
  await changeImport(tx, id, {
    state: 'running',
    rowsDone: 0,
    counts: { rows: found.counts.rows ?? 0 },
    problems: [],
    confirmedBy: staffId,
  })
  await begin(tx, id)
  return true
}

/** What is imported stays: the ledger only grows. The file is destroyed. */
export async function cancelImport(tx: ShopTransaction, id: string): Promise<boolean> {
  const found = await lockImport(tx, id)
  if (!found || ENDED_IMPORTS.some((ended) => ended === found.state)) return false
  await endImport(tx, id, { state: 'cancelled', endedAt: clock.now() })
  return true
}
