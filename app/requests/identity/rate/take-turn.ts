import { addHours } from 'date-fns/addHours'
import { clock } from '../../../platform/clock.ts'
import type { ShopTransaction } from '../../../platform/db.ts'
import { vault } from '../../../platform/vault.ts'
import { SENT_BY_NETWORK_AN_HOUR } from '../../limits.ts'
import { countUp } from './store.ts'

/**
 * Whether a network may send one thing more within this hour. It is counted in the database, for all processes and over their
 * restarts, under a keyed hash that is another one each hour: no network is stored, and none can be followed.
 */
export async function takeTurn(tx: ShopTransaction, network: string): Promise<boolean> {
  const now = clock.now()
  const hour = now.toISOString().slice(0, 13)
  const key = vault.lookup(network, `${tx.shop}/requests of a network/${hour}`)
  return (await countUp(tx, key, addHours(new Date(`${hour}:00:00Z`), 1))) <= SENT_BY_NETWORK_AN_HOUR
}
