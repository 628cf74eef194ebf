import type { ShopTransaction } from '../../platform/db.ts'
import { diffRegisters } from '../diff.ts'
import type { EntryRef } from '../entries.ts'
import type { Register } from '../model.ts'
import { writeContent, writeDraft } from '../store.ts'

/** Who changed a part of the draft last, and when. */
export interface LastEdit {
  /** Shopify's id of the member of staff. */
  by: string
  at: Date
}

/** Null for a part that nobody changed since the draft was begun. */
export async function lastEditOf(tx: ShopTransaction, { kind, id }: EntryRef): Promise<LastEdit | null> {
  return tx.registerEdit.findFirst({ where: { kind, entryId: id ?? '' }, select: { by: true, at: true } })
}

/** Saves the draft, and notes of each part that differs who changed it. Gives the new revision. */
export async function writeEdited(
  tx: ShopTransaction,
  { before, after, by, at }: LastEdit & { before: Register | null; after: Register },
): Promise<number> {
  const revision = await writeDraft(tx, { register: after, updatedAt: at, updatedBy: by })
  await noteEdits(tx, before ? diffRegisters(before, after).map(({ entry }) => entry) : [], { by, at })
  return revision
}

/** The same with what a thread found: the register as JSON, and the parts that differ. */
export async function writeImported(
  tx: ShopTransaction,
  { content, edited, by, at }: LastEdit & { content: string; edited: readonly EntryRef[] },
): Promise<number> {
  const revision = await writeContent(tx, { content, updatedAt: at, updatedBy: by })
  await noteEdits(tx, edited, { by, at })
  return revision
}

async function noteEdits(tx: ShopTransaction, edited: readonly EntryRef[], { by, at }: LastEdit): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO register_edits (shop, kind, entry_id, by, at)
    SELECT ${tx.shop}, kind, entry_id, ${by}, ${at}
    FROM unnest(${edited.map(({ kind }) => kind)}::text[], ${edited.map(({ id }) => id ?? '')}::text[]) AS e (kind, entry_id)
    ON CONFLICT (shop, kind, entry_id) DO UPDATE SET by = excluded.by, at = excluded.at`
}
