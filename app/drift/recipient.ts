import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { STAFF_LANGUAGES, type StaffLanguage } from '../platform/i18n.ts'
import { mailAddress } from '../register/index.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { LOOK_EVERY_MS } from './model.ts'
import { type DriftWatch, lockWatch, noteTold } from './store.ts'

export interface DriftRecipient {
  address: string
  language: StaffLanguage
}

/** Who is told by mail; null for nobody. The owner is written to in the shop's own language. */
export function driftRecipientOf({ told, address, language, observed }: DriftWatch): DriftRecipient | null {
  const to = { owner: observed?.ownerAddress ?? null, address, nobody: null }[told]
  return to === null ? null : { address: to, language: language ?? languageOfShop(observed?.locales ?? []) }
}

const languageOfShop = ([own = '']: readonly string[]): StaffLanguage =>
  STAFF_LANGUAGES.find((language) => language === own.slice(0, 2).toLowerCase()) ?? 'en'

export const toldWish = z.discriminatedUnion('told', [
  z.object({ told: z.literal('owner') }),
  z.object({ told: z.literal('nobody') }),
  z.object({ told: z.literal('address'), address: z.string().max(1_000) }),
])

export type RecipientSaved = { ok: true } | { ok: false; why: 'no_address' }

/**
 * Changes who is told by mail. Mails then use the language of the member of staff who says so.
 *
 * @param staffId Shopify's id of the member of staff
 */
export async function nameDriftRecipient(
  tx: ShopTransaction,
  wish: z.infer<typeof toldWish>,
  { staffId, language }: { staffId: string; language: StaffLanguage },
): Promise<RecipientSaved> {
  const parsed = wish.told === 'address' ? mailAddress.safeParse(wish.address.trim()) : null
  if (parsed && !parsed.success) return { ok: false, why: 'no_address' }
  await requireInstalled(tx)
  const at = clock.now()
  await lockWatch(tx, new Date(+at + LOOK_EVERY_MS))
  const address = parsed?.data ?? null
  await noteTold(tx, { told: wish.told, address, language, changedAt: at, changedBy: staffId })
  return { ok: true }
}
