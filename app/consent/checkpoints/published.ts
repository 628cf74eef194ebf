/** The public part of a shop's log. */
import { config } from '../../platform/config.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { readKeys } from '../seals/keys-store.ts'
import { proveConsistency } from '../tree/index.ts'
import { rawKey, verifierKey } from './note.ts'
import { lastCheckpoint } from './store.ts'

/** The path of the log's doors. */
export const LEDGER_PATH = '/ledger'

/** The public addresses of a shop's log. */
export const addressesOf = (shop: ShopDomain) => {
  const log = `${config.SHOPIFY_APP_URL}${LEDGER_PATH}/${shop}`
  return {
    checkpoint: `${log}/checkpoint`,
    keys: `${log}/keys`,
    consistency: `${log}/consistency`,
    guide: `${log}/audit`,
  }
}

/** Where anybody reads how to check the shop's ledger, in a language of the guide or in English. */
export const guideAddress = (shop: ShopDomain, language: string) => `${addressesOf(shop).guide}?language=${language}`

/** The last signed checkpoint; null before the first. */
export const publishedCheckpoint = async (tx: ShopTransaction): Promise<string | null> =>
  (await lastCheckpoint(tx))?.note ?? null

/** Verifier keys (C2SP signed-note), newest last. A checkpoint is signed with the key that was current. */
export async function verifierKeys(tx: ShopTransaction, origin: string): Promise<string[]> {
  const keys = await readKeys(tx)
  return keys.map(({ signed }) =>
    verifierKey({ name: origin, publicKey: rawKey(Buffer.from(signed.statement.publicKey, 'base64')) }),
  )
}

/** Null before the first checkpoint, because until then the log is not public. */
export async function publishedKeys(tx: ShopTransaction): Promise<string[] | null> {
  const last = await lastCheckpoint(tx)
  return last && verifierKeys(tx, last.origin)
}

/**
 * The proof that the log with `from` leaves is the beginning of the log with `to` leaves (null: the last checkpoint's
 * size). Null when no checkpoint is that large.
 */
export async function publishedConsistency(
  tx: ShopTransaction,
  { from, to }: { from: number; to: number | null },
): Promise<Buffer[] | null> {
  const published = (await lastCheckpoint(tx))?.size ?? 0
  const end = to ?? published
  if (from > end || end > published) return null
  return proveConsistency(tx, { from, to: end })
}
