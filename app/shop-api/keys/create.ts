import { v7 as uuidv7 } from 'uuid'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { hashOfSecret, newSecret, writtenToken } from '../../platform/link-token.ts'
import { MOST_API_KEYS } from '../limits.ts'
import { type TypedKey, writtenKey } from './model.ts'
import { countActiveKeys, insertApiKey, lockKeys } from './store.ts'

export type KeyCreated =
  | { ok: true; id: string /** Shown once, and never stored. */; key: string }
  | { ok: false; reason: 'too_many' | 'in_the_past' }

/** Until the end of that day in UTC. */
const endOf = (lastDay: string) => new Date(`${lastDay}T23:59:59.999Z`)

/** A new key for one of the shop's own systems. */
export async function createKey(
  tx: ShopTransaction,
  { name, scopes, lastDay }: TypedKey,
  staffId: string,
): Promise<KeyCreated> {
  const now = clock.now()
  const expiresAt = lastDay === null ? null : endOf(lastDay)
  if (expiresAt !== null && expiresAt <= now) return { ok: false, reason: 'in_the_past' }
  await lockKeys(tx)
  if ((await countActiveKeys(tx, now)) >= MOST_API_KEYS) return { ok: false, reason: 'too_many' }
  const [id, secret] = [uuidv7({ msecs: +now }), newSecret()]
  await insertApiKey(tx, {
    id,
    name,
    scopes,
    hash: hashOfSecret(secret),
    createdAt: now,
    createdBy: staffId,
    expiresAt,
  })
  return { ok: true, id, key: writtenKey(writtenToken({ id, secret })) }
}
