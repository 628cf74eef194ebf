import { addMinutes } from 'date-fns/addMinutes'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import { insertCheck } from './store.ts'
import { newToken, tokenHash } from './token.ts'

/** A check takes half a minute; staff may be called away in between. */
const MINUTES = 15

/**
 * Staff want their storefront checked. Returns the fragment with which the storefront has to be opened: the banner finds
 * the token in it, and browsers send a fragment to nobody.
 */
export async function beginCheck(tx: ShopTransaction, staffId: string, language: StaffLanguage): Promise<string> {
  const token = newToken()
  const startedAt = clock.now()
  await insertCheck(tx, {
    tokenHash: tokenHash(token),
    startedAt,
    startedBy: staffId,
    expiresAt: addMinutes(startedAt, MINUTES),
  })
  return `#kept-check=${language}.${token}`
}
