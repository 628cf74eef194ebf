import type { PoolClient } from 'pg'
import { z } from 'zod'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { sqlForShop } from '../../platform/sql.ts'
import { POLICY_LANGUAGES } from '../languages.ts'
import { VERSIONS_ON_A_PAGE } from '../model.ts'
import type { Reading } from './reading.ts'

const INSERT = `
  INSERT INTO policy_readings (shop, version, language, is_own, title, html, changes, hash)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`

async function insert(client: PoolClient, shop: ShopDomain, version: number, readings: readonly Reading[]) {
  // One by one: each may have half a megabyte, and other work can run in between.
  for (const { language, isOwn, title, html, changes, hash } of readings) {
    await client.query(INSERT, [shop, version, language, isOwn, title, html, changes, hash])
  }
}

/** Stores a version's readings. Existing ones stay. */
export const keepReadings = (shop: ShopDomain, version: number, readings: readonly Reading[]): Promise<void> =>
  sqlForShop(shop, (client) => insert(client, shop, version, readings))

/** Replaces a version's readings: the version was written to the shop again, in its present languages. */
export const replaceReadings = (shop: ShopDomain, version: number, readings: readonly Reading[]): Promise<void> =>
  sqlForShop(shop, async (client) => {
    await client.query('DELETE FROM policy_readings WHERE shop = $1 AND version = $2', [shop, version])
    await insert(client, shop, version, readings)
  })

const listed = z.object({
  number: z.int(),
  /** When it was published. */
  at: z.date(),
})
export type ArchivedVersion = z.infer<typeof listed>

const offered = z.object({
  language: z.enum(POLICY_LANGUAGES),
  isOwn: z.boolean(),
  title: z.string(),
  changes: z.object({ title: z.string(), lines: z.array(z.string()) }).nullable(),
  hash: z.string(),
})
/** A reading without its body. */
export type OfferedReading = z.infer<typeof offered>

export interface VersionReadings {
  /** The versions that customers could read, newest first; or the one that was asked for. */
  versions: ArchivedVersion[]
  /** The number of the version in force. */
  inForce: number
  /** The readings of the first of `versions`. Empty when it was published before Kept stored readings. */
  readings: OfferedReading[]
}

const VERSIONS = `
  SELECT number, coalesce(published_at, created_at) AS at,
    (SELECT max(number) FROM register_versions WHERE shop = $1 AND state = 'published') AS "inForce"
  FROM register_versions
  WHERE shop = $1 AND state = 'published' AND ($2::int IS NULL OR number = $2)
  ORDER BY number DESC LIMIT ${VERSIONS_ON_A_PAGE}`

const READINGS = `
  SELECT language, is_own AS "isOwn", title, changes, hash
  FROM policy_readings WHERE shop = $1 AND version = $2 ORDER BY is_own DESC, language`

/**
 * The readings of one version, or (null) of the newest with the list of all. Null when customers were never shown it.
 */
export function readVersionReadings(shop: ShopDomain, number: number | null): Promise<VersionReadings | null> {
  return sqlForShop(shop, async (client) => {
    const found = await client.query(VERSIONS, [shop, number])
    const [first] = found.rows
    if (!first) return null
    const { inForce } = z.object({ inForce: z.int() }).parse(first)
    const versions = z.array(listed).parse(found.rows)
    const readings = await client.query(READINGS, [shop, versions[0]?.number])
    return { versions, inForce, readings: z.array(offered).parse(readings.rows) }
  })
}

/** A reading's body by its hash; null when it was replaced. */
export function readReadingBody(
  shop: ShopDomain,
  { number, language, hash }: { number: number; language: string; hash: string },
): Promise<string | null> {
  return sqlForShop(shop, async (client) => {
    const found = await client.query(
      'SELECT html FROM policy_readings WHERE shop = $1 AND version = $2 AND language = $3 AND hash = $4',
      [shop, number, language, hash],
    )
    return z.array(z.object({ html: z.string() })).parse(found.rows)[0]?.html ?? null
  })
}
