import type { KeyObject } from 'node:crypto'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { insertKey, openPrivateKey, readKeys, SigningKeyGone, type StoredSigningKey } from './keys-store.ts'
import type { SigningKey } from './model.ts'
import { lastSeal, waitForSealingTurn } from './seal-store.ts'
import { newKeyPair, signStatement } from './signature.ts'

/** The current key with its private half, and the earlier keys. */
export interface Signer {
  keys: StoredSigningKey[]
  current: StoredSigningKey
  privateKey: KeyObject
}

/**
 * The shop's signer. A shop without a key gets its first one. The caller has the shop's sealing turn
 * (`waitForSealingTurn`).
 *
 * @throws SigningKeyGone
 */
export async function signerOf(tx: ShopTransaction): Promise<Signer> {
  const keys = await readKeys(tx)
  const current = keys.at(-1)
  if (current) return { keys, current, privateKey: await openPrivateKey(tx, current.number) }
  if ((await lastSeal(tx)) !== null) throw new SigningKeyGone('The ledger has seals but no signing key')
  await introduceKey(tx, { before: null, firstSeal: 0, staffId: null })
  return signerOf(tx)
}

/**
 * Replaces the shop's signing key by a statement that the old key signs, so that a verifier who knows the first key can
 * follow the chain. The old private key is destroyed; its seals still verify.
 *
 * @param staffId Shopify's id of the member of staff who asked for it
 */
export async function rotateSigningKey(tx: ShopTransaction, staffId: string): Promise<SigningKey> {
  await waitForSealingTurn(tx)
  const before = await signerOf(tx)
  const last = await lastSeal(tx)
  await introduceKey(tx, { before, firstSeal: (last?.number ?? -1) + 1, staffId })
  const { number, fingerprint, createdAt, firstSeal } = (await signerOf(tx)).current
  return { number, fingerprint, createdAt, firstSeal }
}

async function introduceKey(
  tx: ShopTransaction,
  { before, firstSeal, staffId }: { before: Signer | null; firstSeal: number; staffId: string | null },
): Promise<void> {
  const { publicKey, privateKey } = newKeyPair()
  const statement = {
    type: 'kept-ledger-key' as const,
    shop: tx.shop,
    number: before ? before.current.number + 1 : 0,
    publicKey: publicKey.toString('base64'),
    firstSeal,
    previous: before?.current.fingerprint ?? null,
    createdAt: clock.now().toISOString(),
  }
  const signed = signStatement(statement, before?.privateKey ?? privateKey)
  await insertKey(tx, { signed, privateKey, createdBy: staffId })
}
