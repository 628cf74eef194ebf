import type { StoredSigningKey } from './keys-store.ts'
import type { SealStatement } from './model.ts'
import type { Seal } from './seal-store.ts'

/** The statement that was signed when the seal was made. */
export const sealStatementOf = (
  shop: string,
  seal: Omit<Seal, 'leaves'>,
  keys: readonly StoredSigningKey[],
): SealStatement => ({
  type: 'kept-ledger-seal',
  shop,
  number: seal.number,
  from: seal.from,
  to: seal.to,
  root: seal.root,
  previous: seal.previous,
  // Only tampering gives a number that no key has: then no signature fits either.
  key: keys[seal.keyNumber]?.fingerprint ?? '0'.repeat(64),
  sealedAt: seal.sealedAt,
})
