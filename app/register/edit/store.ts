import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { diffRegisters } from '../diff.ts'
import type { EntryRef } from '../entries.ts'
import type { Register } from '../model.ts'
import { keyOfPart } from '../suggested.ts'
import { LOCK_DRAFT, writeDraft } from '../versions/store.ts'

/** Who last changed a part of the draft, and when. */
export interface LastEdit {
  /** Shopify's id of the member of staff. */
  by: string
  at: Date
}

/** Null for a part that nobody changed since the draft was started. */
export async function lastEditOf(tx: ShopTransaction, { kind, id }: EntryRef): Promise<LastEdit | null> {
  return tx.registerEdit.findFirst({ where: { kind, entryId: id ?? '' }, select: { by: true, at: true } })
}

interface DraftWrite extends LastEdit {
  before: Register | null
  after: Register
  /** Parts that staff confirmed as they are. */
  confirmed?: readonly EntryRef[]
}

/** Saves the draft, and notes of each part that differs or was confirmed who did it. Gives the new revision. */
export async function writeEdited(
  tx: ShopTransaction,
  { before, after, confirmed = [], by, at }: DraftWrite,
): Promise<number> {
  const revision = await writeDraft(tx, { register: after, updatedAt: at, updatedBy: by })
  const changed = before ? diffRegisters(before, after).map(({ entry }) => entry) : []
  const touched = new Map([...changed, ...confirmed].map((part) => [keyOfPart(part), part]))
  await noteEdits(tx, [...touched.values()], { by, at })
  return revision
}

interface ImportWrite extends LastEdit {
  /** The revision of the replaced draft; null when there is none. */
  revision: number | null
  /** The register as JSON. */
  content: string
  /** The differing parts. */
  edited: readonly EntryRef[]
}

const WRITE = `
  INSERT INTO register_drafts (shop, content, revision, updated_at, updated_by) VALUES ($1, $2::jsonb, 1, $3, $4)
  ON CONFLICT (shop) DO UPDATE SET content = excluded.content, revision = register_drafts.revision + 1,
    updated_at = excluded.updated_at, updated_by = excluded.updated_by
  RETURNING revision`

/**
 * Saves an imported register as JSON text from a thread. Prisma would copy these megabytes five times. Returns the new
 * revision; null when somebody saved meanwhile.
 */
export async function writeImported(shop: ShopDomain, { revision, content, edited, by, at }: ImportWrite) {
  // Imported only now: threads load this module too, through the index, and must not connect to the database.
  const { sqlForShop } = await import('../../platform/sql.ts')
  return sqlForShop(shop, async (client): Promise<number | null> => {
    await client.query(LOCK_DRAFT, [shop])
    const found = await client.query<{ revision: number }>('SELECT revision FROM register_drafts WHERE shop = $1', [
      shop,
    ])
    if ((found.rows[0]?.revision ?? null) !== revision) return null
    const written = await client.query<{ revision: number }>(WRITE, [shop, content, at, by])
    const kinds = edited.map(({ kind }) => kind)
    await client.query(NOTE_EDITS, [shop, by, at, kinds, edited.map(({ id }) => id ?? '')])
    return written.rows[0]?.revision ?? null
  })
}

const NOTE_EDITS = `
  INSERT INTO register_edits (shop, kind, entry_id, by, at)
  SELECT $1, kind, entry_id, $2, $3 FROM unnest($4::text[], $5::text[]) AS e (kind, entry_id)
  ON CONFLICT (shop, kind, entry_id) DO UPDATE SET by = excluded.by, at = excluded.at`

async function noteEdits(tx: ShopTransaction, edited: readonly EntryRef[], { by, at }: LastEdit): Promise<void> {
  const kinds = edited.map(({ kind }) => kind)
  await tx.$executeRawUnsafe(
    NOTE_EDITS,
    tx.shop,
    by,
    at,
    kinds,
    edited.map(({ id }) => id ?? ''),
  )
}
