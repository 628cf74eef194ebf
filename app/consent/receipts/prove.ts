import type { ShopTransaction } from '../../platform/db.ts'
import type { LedgerEvent } from '../ledger/index.ts'
import { openPrivateKey, readKeys } from '../seals/keys-store.ts'
import { SEAL_EVERY_MS } from '../seals/model.ts'
import { sealOver } from '../seals/seal-store.ts'
import { signJson } from '../seals/signature.ts'
import { sealStatementOf } from '../seals/statements.ts'
import { auditPath } from '../tree/merkle.ts'
import type { ConsentReceipt, Proof, UnsignedReceipt } from './model.ts'

/** The proof that the event is in the sealed ledger; before it is sealed, the time by which it will be. */
export async function prove(tx: ShopTransaction, event: LedgerEvent): Promise<Proof> {
  const said = { event: { ...event, choices: { ...event.choices } } }
  const seal = await sealOver(tx, event.position)
  if (!seal?.leaves) {
    const since = Math.max(Date.parse(event.recordedAt), seal ? Date.parse(seal.sealedAt) : 0)
    return { state: 'not_sealed_yet', ...said, due: new Date(since + SEAL_EVERY_MS).toISOString() }
  }
  const keys = await readKeys(tx)
  return {
    state: 'sealed',
    ...said,
    audit_path: auditPath(seal.leaves, event.position - seal.from).map((node) => node.toString('hex')),
    seal: sealStatementOf(tx.shop, seal, keys),
    seal_signature: seal.signature,
    keys: keys.map(({ signed }) => signed),
  }
}

/** Signs the whole receipt once the event is sealed, so that no name in it can be exchanged. */
export async function signReceipt(tx: ShopTransaction, receipt: UnsignedReceipt): Promise<ConsentReceipt> {
  if (receipt.proof.state !== 'sealed') return { ...receipt, signature: null }
  const privateKey = await openPrivateKey(tx, receipt.proof.keys.length - 1)
  return { ...receipt, signature: signJson(receipt, privateKey) }
}
