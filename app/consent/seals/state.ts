import type { ShopTransaction } from '../../platform/db.ts'
import { ledgerLength } from '../ledger/index.ts'
import { readKeys } from './keys-store.ts'
import type { SealState, SigningKey } from './model.ts'
import { lastSeal } from './seal-store.ts'
import { findStuck } from './stuck.ts'

/** How far the shop's ledger is sealed, and with which keys. */
export async function sealState(tx: ShopTransaction): Promise<SealState> {
  const last = await lastSeal(tx)
  const keys = (await readKeys(tx)).map(
    ({ number, fingerprint, createdAt, firstSeal }): SigningKey => ({ number, fingerprint, createdAt, firstSeal }),
  )
  return {
    length: await ledgerLength(tx),
    sealedUntil: last?.to ?? 0,
    lastSeal: last && { number: last.number, sealedAt: new Date(last.sealedAt), root: last.root },
    currentKey: keys.at(-1) ?? null,
    formerKeys: keys.slice(0, -1),
    stuck: await findStuck(tx),
  }
}
