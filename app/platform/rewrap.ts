import type pg from 'pg'
import { Unsealable } from './crypto.ts'
import type { ShopDomain } from './shop-domain.ts'
import { vault } from './vault.ts'

/** A column whose values are wrapped with the installation's key, which a rotation of that key must reach. */
export interface SealedColumn {
  table: string
  column: string
  /** The column that identifies a row within the shop, and its type. */
  id: string
  idType: 'uuid' | 'text' | 'integer'
  /** `key`: a wrapped key. `envelope`: a wrapped key with the value that it seals. `token`: an envelope in base64. */
  holds: 'key' | 'envelope' | 'token'
  /** For a wrapped key: the context with which it was wrapped. */
  contextOf?: (shop: ShopDomain, id: string) => string
  /** Rows that one step reads. */
  rowsAStep: number
}

export interface RewrapStep {
  /** Where the next step begins; null when none is left. */
  after: string | null
  rewrapped: number
  /** The number of values that no configured key opens. */
  unreadable: number
}

interface Row {
  id: string
  sealed: Buffer | string
}

/** Wraps a shop's next values with the current key. A value that changes meanwhile keeps its new content. */
export async function rewrapStep(
  client: pg.PoolClient,
  shop: ShopDomain,
  place: SealedColumn,
  after: string | null,
): Promise<RewrapStep> {
  const { table, column, id, idType, holds, rowsAStep } = place
  const { rows } = await client.query<Row>(
    `SELECT ${id}::text AS id, ${column} AS sealed FROM ${table}
     WHERE shop = $1 AND ${column} IS NOT NULL AND ($2::text IS NULL OR ${id} > $2::text::${idType})
     ORDER BY ${table}.${id} LIMIT ${rowsAStep}`,
    [shop, after],
  )
  const changes: { id: string; old: Buffer | string; fresh: Buffer | string }[] = []
  let unreadable = 0
  for (const row of rows) {
    try {
      const fresh = rewrapped(row, shop, place)
      if (fresh !== null) changes.push({ id: row.id, old: row.sealed, fresh })
    } catch (error) {
      if (!(error instanceof Unsealable)) throw error
      unreadable += 1
    }
  }
  const type = holds === 'token' ? 'text' : 'bytea'
  const { rowCount } = await client.query(
    `UPDATE ${table} t SET ${column} = n.fresh
     FROM unnest($2::${idType}[], $3::${type}[], $4::${type}[]) AS n (id, old, fresh)
     WHERE t.shop = $1 AND t.${id} = n.id AND t.${column} = n.old`,
    [shop, changes.map((one) => one.id), changes.map(({ old }) => old), changes.map(({ fresh }) => fresh)],
  )
  const last = rows.length < rowsAStep ? null : (rows.at(-1)?.id ?? null)
  return { after: last, rewrapped: rowCount ?? 0, unreadable }
}

/** Null when the current key wraps it already. */
function rewrapped({ id, sealed }: Row, shop: ShopDomain, place: SealedColumn): Buffer | string | null {
  const bytes = typeof sealed === 'string' ? Buffer.from(sealed, 'base64') : sealed
  if (place.holds === 'key') {
    return vault.isCurrentKey(bytes) ? null : vault.rewrap(bytes, place.contextOf?.(shop, id) ?? '')
  }
  if (bytes.length === 0 || vault.isCurrentEnvelope(bytes)) return null
  const fresh = vault.rewrapEnvelope(bytes)
  return place.holds === 'token' ? fresh.toString('base64') : fresh
}
