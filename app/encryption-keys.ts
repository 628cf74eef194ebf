/** The installation's encryption keys across all capabilities: whether they match the database, and their rotation. */

import { IMPORT_KEYS, PRIVATE_KEYS } from './consent/index.ts'
import { INBOX_BODIES } from './inbox/index.ts'
import { STAFF_MAILS } from './mail/index.ts'
import { ENDPOINT_SECRETS, OUTGOING_CONTENTS } from './outgoing/index.ts'
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
import { RECIPIENT_CREDENTIALS, TASK_KEYS, TASK_NOTES } from './recipients/index.ts'
import { ERASED_CUSTOMERS } from './requests/index.ts'
import { SESSION_TOKENS } from './shopify/session-storage.ts'
import { findLookupKey, SUBJECT_KEYS } from './subjects/index.ts'

/** Every column that is wrapped with the installation's key. A test fails when one is missing. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  SUBJECT_KEYS,
  INBOX_BODIES,
  PRIVATE_KEYS,
  IMPORT_KEYS,
  STAFF_MAILS,
  ERASED_CUSTOMERS,
  ...RECIPIENT_CREDENTIALS,
  ...ENDPOINT_SECRETS,
  ...OUTGOING_CONTENTS,
  TASK_KEYS,
  TASK_NOTES,
  ...SESSION_TOKENS,
]

/** Checks the configured keys against the database, and ends the process when they do not match. */
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

/** New rows that arrive during a pass use the new key, unless another process still runs with the old one. */
const MOST_PASSES = 3

/**
 * Wraps everything again with ENCRYPTION_KEY, while the application runs with it and the old key is in
 * ENCRYPTION_KEYS_RETIRED. It uses short transactions and continues when it is killed and run again. Returns whether
 * only ENCRYPTION_KEY is needed from now on.
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

/** For commands, which end afterwards. */
export const closeDatabase = (): Promise<void> => pool.end()
