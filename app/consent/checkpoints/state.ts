import { config } from '../../platform/config.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { CheckpointState } from './model.ts'
import { addressesOf, verifierKeys } from './published.ts'
import { deliveriesOf, lastCheckpoint, lastRecipient } from './store.ts'

/** The shop's last checkpoint, its deliveries, and how others verify with it. */
export async function checkpointState(tx: ShopTransaction): Promise<CheckpointState> {
  const last = await lastCheckpoint(tx)
  const named = await lastRecipient(tx)
  const deliveries = last ? await deliveriesOf(tx, last.size) : []
  const keys = last ? await verifierKeys(tx, last.origin) : []
  return {
    last: last && { size: last.size, seal: last.sealNumber, signedAt: last.signedAt, note: last.note },
    deliveries: deliveries
      .filter(({ channel, recipient }) => channel === 'shop' || (named?.address && recipient === named.number))
      .map(({ channel, state, reason, updatedAt }) => ({ channel, state, reason, updatedAt })),
    addresses: addressesOf(tx.shop),
    verifierKey: keys[last?.keyNumber ?? 0] ?? null,
    recipient: named?.address ? { ...named, address: named.address } : null,
    mailIsConfigured: config.SMTP_URL !== undefined,
  }
}
