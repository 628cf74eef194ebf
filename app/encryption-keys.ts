/** The installation's encryption keys as far as they concern every capability: whether they fit, and their change. */

import { PRIVATE_KEYS } from './consent/index.ts'
import { INBOX_BODIES } from './inbox/index.ts'
import { refuseToStart } from './platform/config.ts'
import { pool } from './platform/db.ts'
import { KeysMismatch } from './platform/keys.ts'
import {
  type FindLookupKey,
  forgetOtherKeys,
  openVaultWith as open,
  rewrapLookupKey,
  sealedUnder,
  shopAfter,
} from './platform/keys-store.ts'
import { rewrapStep, type SealedColumn } from './platform/rewrap.ts'
import { type ShopDomain, shopDomain } from './platform/shop-domain.ts'
import { sqlForShop } from './platform/sql.ts'
import { vault } from './platform/vault.ts'
import { SESSION_TOKENS } from './shopify/session-storage.ts'
import { findLookupKey, SUBJECT_KEYS } from './subjects/index.ts'

/** Everything that is wrapped by the installation's key. A test looks for what is not here. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [SUBJECT_KEYS, INBOX_BODIES, PRIVATE_KEYS, ...SESSION_TOKENS]

/** Checks the configured keys against the database, and ends the process when they do not fit. */
export async function openVault(): Promise<void> {
  await open(lookupKeyInUse).catch((error: unknown) => {
    if (error instanceof KeysMismatch) refuseToStart([error.message])
    throw error
  })
}

const lookupKeyInUse: FindLookupKey = async (candidates) => {
  for await (const shop of shops()) {
    const found = await sqlForShop(shop, (client) => findLookupKey(client, shop, candidates))
    if (found) return found
  }
  return null
}

async function* shops(): AsyncGenerator<ShopDomain> {
  let name = await shopAfter('')
  while (name !== null) {
    const shop = shopDomain.safeParse(name)
    if (shop.success) yield shop.data
    name = await shopAfter(name)
  }
}

/** What arrives while a pass runs is under the new key, unless some process still works with the old one. */
const MOST_PASSES = 3

/**
 * Wraps everything anew under ENCRYPTION_KEY, while the application runs with it and the old one among
 * ENCRYPTION_KEYS_RETIRED. In short transactions: killed and run again, it goes on. Returns whether only ENCRYPTION_KEY is
 * needed from now on.
 */
export async function rotateKey(report: (line: string) => void): Promise<boolean> {
  await openVault()
  const [current] = vault.marks
  await rewrapLookupKey()
  for (let pass = 1; pass <= MOST_PASSES; pass += 1) {
    const { rewrapped, unreadable } = await rewrapAll(report)
    const left = [...(await sealedUnder())].filter(([id]) => id !== current.id)
    if (left.length === 0) {
      const gone = await forgetOtherKeys()
      report(
        `Everything is under the key ${current.id}. ${gone.length > 0 ? `No longer needed: ${gone.join(', ')}.` : ''}`,
      )
      report('ENCRYPTION_KEYS_RETIRED may be emptied, once no process runs with another ENCRYPTION_KEY.')
      return true
    }
    for (const [id, sealed] of left) report(`Still under the key ${id}: ${sealed}`)
    if (unreadable > 0) report(`No configured key opens ${unreadable} of them`)
    if (rewrapped === 0) break
  }
  report('The old keys are still needed: leave ENCRYPTION_KEYS_RETIRED as it is, and run this again.')
  return false
}

async function rewrapAll(report: (line: string) => void) {
  const total = { rewrapped: 0, unreadable: 0 }
  for await (const shop of shops()) {
    for (const place of SEALED_COLUMNS) {
      let after: string | null = null
      do {
        const step = await sqlForShop(shop, (client) => rewrapStep(client, shop, place, after))
        after = step.after
        total.rewrapped += step.rewrapped
        total.unreadable += step.unreadable
      } while (after !== null)
    }
  }
  report(`${total.rewrapped} wrapped anew`)
  return total
}

/** For a command that ends after it. */
export const closeDatabase = (): Promise<void> => pool.end()
