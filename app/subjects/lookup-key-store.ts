import type pg from 'pg'
import { type DataKey, lookupUnder } from '../platform/crypto.ts'
import { KeysMismatch } from '../platform/keys.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { vault } from '../platform/vault.ts'
import { type Identifier, lookupContext, normaliseIdentifier, type SubjectId, subjectContext } from './model.ts'

interface Row {
  subject: SubjectId
  wrapped: Buffer
  kind: Identifier['kind']
  lookup: string
  sealed: Buffer
}

/**
 * Finds which key made a shop's lookups; null when it has none. For databases from before the lookup key was stored,
 * when it was derived from an encryption key.
 *
 * @throws KeysMismatch when none of them did
 */
export async function findLookupKey(
  client: pg.PoolClient,
  shop: ShopDomain,
  candidates: readonly DataKey[],
): Promise<DataKey | null> {
  const { rows } = await client.query<Row>(
    `SELECT s.id AS subject, s.wrapped_key AS wrapped, i.kind, i.lookup, i.value AS sealed
     FROM subject_identifiers i JOIN subjects s ON s.shop = i.shop AND s.id = i.subject_id
     WHERE i.shop = $1 AND s.wrapped_key IS NOT NULL LIMIT 1`,
    [shop],
  )
  const [row] = rows
  if (!row) return null
  const context = subjectContext(shop, row.subject)
  const value = vault.open(vault.unwrap(row.wrapped, context), row.sealed, context).toString('utf8')
  const normal = normaliseIdentifier({ kind: row.kind, value })
  const made = candidates.find((key) => lookupUnder(key, normal, lookupContext(shop, row.kind)) === row.lookup)
  if (made) return made
  throw new KeysMismatch(
    'Nobody would be found with the configured encryption keys: lookups were made with another one. Set the oldest key ' +
      'that this database was ever used with as one of ENCRYPTION_KEYS_RETIRED.',
  )
}
