import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { diffRegisters } from '../diff.ts'
import type { EntryRef } from '../entries.ts'
import type { Register } from '../model.ts'
import { writeDraft } from '../store.ts'

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

/** Saves the draft, and stores who changed each differing part. Returns the new revision. */
export async function writeEdited(
  tx: ShopTransaction,
  { before, after, by, at }: LastEdit & { before: Register | null; after: Register },
): Promise<number> {
  const revision = await writeDraft(tx, { register: after, updatedAt: at, updatedBy: by })
  await noteEdits(tx, before ? diffRegisters(before, after).map(({ entry }) => entry) : [], { by, at })
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

const LOCK = `SELECT pg_advisory_xact_lock(hashtextextended('register_draft:' || $1, 0))`

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
    await client.query(LOCK, [shop])
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
