import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import { mailAddress } from '../../register/index.ts'
import { waitForSealingTurn } from '../seals/seal-store.ts'
import { enqueueDelivery } from './enqueue.ts'
import { CHANGES_A_DAY } from './model.ts'
import { countRecipientsSince, insertRecipient, lastCheckpoint, lastRecipient } from './store.ts'

const DAY_MS = 24 * 3600_000

/** The address for checkpoint mails; an empty one ends them. */
const recipientAddress = z.union([z.literal(''), mailAddress])

export type RecipientNamed = { ok: true } | { ok: false; why: 'no_address' | 'too_often' }

/**
 * Changes the mail recipient of checkpoints. Mails use the language of the member of staff who names them. The new
 * recipient gets the last checkpoint at once, and so sees that it works. Each change is kept with its author.
 *
 * @param staffId Shopify's id of the member of staff
 */
export async function nameRecipient(
  tx: ShopTransaction,
  { address: given, language }: { address: string; language: StaffLanguage },
  staffId: string,
): Promise<RecipientNamed> {
  const parsed = recipientAddress.safeParse(given.trim())
  if (!parsed.success) return { ok: false, why: 'no_address' }
  const address = parsed.data || null
  // Two members of staff who save at once get different numbers.
  await waitForSealingTurn(tx)
  const before = await lastRecipient(tx)
  if (address === (before?.address ?? null)) return { ok: true }
  const changedAt = clock.now()
  if ((await countRecipientsSince(tx, new Date(+changedAt - DAY_MS))) >= CHANGES_A_DAY) {
    return { ok: false, why: 'too_often' }
  }
  const number = (before?.number ?? 0) + 1
  await insertRecipient(tx, { number, address, language, changedAt, changedBy: staffId })
  const last = address && (await lastCheckpoint(tx))
  if (last) await enqueueDelivery(tx, { size: last.size, channel: 'mail', recipient: number }, changedAt)
  return { ok: true }
}
