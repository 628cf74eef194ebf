import { addHours } from 'date-fns/addHours'
import { subHours } from 'date-fns/subHours'
import { clock } from '../../../platform/clock.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { vault } from '../../../platform/vault.ts'
import { SENT_BY_NETWORK_AN_HOUR } from '../../limits.ts'
import { noteTurn } from './store.ts'

/**
 * Whether a network may send one thing more: the last sixty minutes count. They are counted in the database, for all processes
 * and over their restarts, under a keyed hash that is another one each hour and gone an hour later: no network is stored,
 * and none can be followed.
 */
export async function takeTurn(tx: ShopTransaction, network: string): Promise<boolean> {
  const now = clock.now()
  const hourOf = (time: Date) => time.toISOString().slice(0, 13)
  const keyOf = (time: Date) => vault.lookup(network, `${tx.shop}/requests of a network/${hourOf(time)}`)
  const since = subHours(now, 1)
  const deleteAt = addHours(new Date(`${hourOf(now)}:00:00Z`), 2)
  return noteTurn(tx, { key: keyOf(now), keyBefore: keyOf(since), now, since, deleteAt, most: SENT_BY_NETWORK_AN_HOUR })
}
