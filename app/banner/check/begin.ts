import { addMinutes } from 'date-fns/addMinutes'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import { insertCheck } from './store.ts'
import { newToken, tokenHash } from './token.ts'

/** A check takes half a minute. The limit is longer because staff may be interrupted. */
const MINUTES = 15

/**
 * Begins a check of the storefront and returns the URL fragment to open the storefront with. The banner reads the
 * check's token from the fragment, which browsers send to no server.
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
