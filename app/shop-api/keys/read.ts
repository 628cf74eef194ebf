import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { type ApiKeyState, actorOfKey } from '../words.ts'
import { type ApiKeyRow, stateOfKey } from './model.ts'
import { keyNames, listKeys, markRevoked } from './store.ts'

export interface ListedKey extends ApiKeyRow {
  state: ApiKeyState
}

/** The keys that open something first, each kind from the newest on. */
export async function readApiKeys(tx: ShopTransaction): Promise<ListedKey[]> {
  const now = clock.now()
  const listed = (await listKeys(tx)).map((key) => ({ ...key, state: stateOfKey(key, now) }))
  const isActive = ({ state }: ListedKey) => state === 'active'
  return [...listed.filter(isActive), ...listed.filter((key) => !isActive(key))]
}

/** From the next call on the key opens nothing. False when somebody was faster. */
export const revokeKey = (tx: ShopTransaction, id: string, staffId: string): Promise<boolean> =>
  markRevoked(tx, id, { at: clock.now(), staffId })

/** What pages call a key that did something, by the id that stands in place of a member of staff's. */
export const keyActorNames = async (tx: ShopTransaction): Promise<Record<string, string>> =>
  Object.fromEntries((await keyNames(tx)).map(({ id, name }) => [actorOfKey(id), name]))
