import type pg from 'pg'
import { clock } from './clock.ts'
import { type DataKey, idOf, type KeyMark, Unsealable } from './crypto.ts'
import { pool, type ShopTransaction } from './db.ts'
import { KeysMismatch, problemOfKeys } from './keys.ts'
import { vault } from './vault.ts'

const LOOKUP_KEY = 'lookup key'

/** Finds the key that made the stored lookups; null when there are none. */
export type FindLookupKey = (candidates: readonly DataKey[]) => Promise<DataKey | null>

/**
 * Checks that the configured keys belong to this database, and gives the vault the lookup key. The first time, both are
 * stored in the database. Nobody can be looked up before.
 *
 * @throws KeysMismatch
 */
export async function openVaultWith(findLookupKey: FindLookupKey): Promise<void> {
  await withKeysLocked(async (client) => {
    const noted = await readMarks(client)
    if (noted.length === 0) {
      vault.setLookupKey(await initialiseKeys(client, findLookupKey))
      return
    }
    throwIfProblem(problemOfKeys(vault.marks, noted))
    const [current] = vault.marks
    if (!noted.some(({ id }) => id === current.id)) await noteMarks(client, [current])
    vault.setLookupKey(await readLookupKey(client))
  })
}

/**
 * Called before an erasure: the lookup key must still be this database's. With another key nobody would be found, and
 * everybody would seem to be erased.
 */
export async function requireMatchingKeys(tx: ShopTransaction): Promise<void> {
  const { lookupKeyId } = vault
  if (lookupKeyId === null || (await tx.lookupKey.count({ where: { id: lookupKeyId } })) === 0) {
    throw new KeysMismatch('The database has another key of lookups than this process')
  }
}

/** Two processes may start on a new database at once. */
async function withKeysLocked(work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  let failure: Error | undefined
  try {
    await client.query(`BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('kept encryption keys', 0))`)
    await work(client)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => {
      failure = lost
    })
    throw error
  } finally {
    client.release(failure)
  }
}

function throwIfProblem(problem: string | null): void {
  if (problem) throw new KeysMismatch(problem)
}

async function readMarks(client: pg.PoolClient): Promise<KeyMark[]> {
  const { rows } = await client.query<KeyMark>(
    `SELECT id, encode(check_value, 'hex') AS "check" FROM encryption_keys ORDER BY noted_at, id`,
  )
  return rows
}

async function noteMarks(client: pg.PoolClient, marks: readonly KeyMark[]): Promise<void> {
  for (const { id, check } of marks) {
    await client.query(`INSERT INTO encryption_keys (id, check_value, noted_at) VALUES ($1, decode($2, 'hex'), $3)`, [
      id,
      check,
      clock.now(),
    ])
  }
}

/** For an empty database, or one from before keys were stored: the sealed values show which keys it needs. */
async function initialiseKeys(client: pg.PoolClient, findLookupKey: FindLookupKey): Promise<DataKey> {
  const used = [...(await sealedUnder(client)).keys()]
  throwIfProblem(
    problemOfKeys(
      vault.marks,
      used.map((id) => vault.marks.find((key) => key.id === id) ?? { id, check: '' }),
    ),
  )
  const [current] = vault.marks
  await noteMarks(client, [current, ...vault.marks.filter(({ id }) => id !== current.id && used.includes(id))])
  const [oldest] = vault.derivedLookupKeys()
  const adopted = used.length === 0 ? null : ((await findLookupKey(vault.derivedLookupKeys())) ?? oldest)
  const lookupKey = adopted ?? vault.newDataKey()
  await client.query('INSERT INTO lookup_keys (id, wrapped_key, noted_at) VALUES ($1, $2, $3)', [
    idOf(lookupKey).toString('hex'),
    vault.wrap(lookupKey, LOOKUP_KEY),
    clock.now(),
  ])
  return lookupKey
}

async function readLookupKey(client: pg.PoolClient): Promise<DataKey> {
  const { rows } = await client.query<{ wrapped: Buffer }>('SELECT wrapped_key AS wrapped FROM lookup_keys')
  const [row] = rows
  if (!row) throw new KeysMismatch('The database has lost its key of lookups: restore the table lookup_keys')
  try {
    return vault.unwrap(row.wrapped, LOOKUP_KEY)
  } catch (error) {
    if (error instanceof Unsealable) throw new KeysMismatch(`The key of lookups does not open: ${error.message}`)
    throw error
  }
}

/** The number of sealed values per key, over all shops. */
export async function sealedUnder(client: pg.PoolClient | pg.Pool = pool): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: string; sealed: string }>('SELECT key_id AS id, sealed FROM sealed_under()')
  return new Map(rows.map(({ id, sealed }) => [id, Number(sealed)]))
}

export async function rewrapLookupKey(): Promise<void> {
  await withKeysLocked(async (client) => {
    const wrapped = vault.wrap(await readLookupKey(client), LOOKUP_KEY)
    await client.query('UPDATE lookup_keys SET wrapped_key = $1', [wrapped])
  })
}

/** From now on the database needs only the current key. */
export async function forgetOtherKeys(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('DELETE FROM encryption_keys WHERE id <> $1 RETURNING id', [
    vault.marks[0].id,
  ])
  return rows.map(({ id }) => id)
}

/** The next shop by name that has sealed values; null after the last one. */
export async function shopAfter(name: string): Promise<string | null> {
  const { rows } = await pool.query<{ shop: string | null }>('SELECT sealed_next_shop($1) AS shop', [name])
  return rows[0]?.shop ?? null
}
