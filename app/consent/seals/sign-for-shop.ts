import type { ShopTransaction } from '../../platform/db.ts'
import type { SignedKey } from './model.ts'
import { signerOf } from './rotate.ts'
import { waitForSealingTurn } from './seal-store.ts'
import { signJson } from './signature.ts'

/** What another capability states for the shop. Its `type` is signed with it: it is no seal, no key, no export, no receipt. */
export interface ShopStatement {
  type: `kept-erasure-${string}`
  /** The fingerprint of the key that signs it. */
  key: string
}

/**
 * Signs a statement with the shop's current key, like a seal. A shop without a key gets its first one.
 *
 * @param compose the statement, for the fingerprint of the key
 * @returns the keys from the first one to the one that signed: whoever knows the first can follow them
 * @throws SigningKeyGone
 */
export async function signForShop<Statement extends ShopStatement>(
  tx: ShopTransaction,
  compose: (key: string) => Statement,
): Promise<{ statement: Statement; signature: string; keys: SignedKey[] }> {
  await waitForSealingTurn(tx)
  const { keys, current, privateKey } = await signerOf(tx)
  const statement = compose(current.fingerprint)
  return { statement, signature: signJson(statement, privateKey), keys: keys.map(({ signed }) => signed) }
}
