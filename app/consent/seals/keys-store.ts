import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../../platform/db.ts'
import type { SealedColumn } from '../../platform/rewrap.ts'
import { vault } from '../../platform/vault.ts'
import type { KeyStatement, SignedKey, SigningKey } from './model.ts'
import { fingerprintOf } from './signature.ts'

/** The shop's ledger has seals, and the key to go on with is not there: somebody changed the tables. */
export class SigningKeyGone extends Error {
  override name = 'SigningKeyGone'
}

/** A key of the shop with the statement that introduces it. */
export interface StoredSigningKey extends SigningKey {
  signed: SignedKey
}

const PUBLIC = {
  number: true,
  publicKey: true,
  firstSeal: true,
  signature: true,
  createdAt: true,
} satisfies Prisma.ConsentSigningKeySelect

/** Every key that the shop has ever signed with, the first one first. */
export async function readKeys(tx: ShopTransaction): Promise<StoredSigningKey[]> {
  const rows = await tx.consentSigningKey.findMany({ select: PUBLIC, orderBy: { number: 'asc' } })
  const fingerprints = rows.map(({ publicKey }) => fingerprintOf(publicKey))
  return rows.map(({ number, publicKey, firstSeal, signature, createdAt }, index) => {
    const statement: KeyStatement = {
      type: 'kept-ledger-key',
      shop: tx.shop,
      number,
      publicKey: Buffer.from(publicKey).toString('base64'),
      firstSeal,
      previous: fingerprints[index - 1] ?? null,
      createdAt: createdAt.toISOString(),
    }
    return { number, fingerprint: fingerprints[index] ?? '', firstSeal, createdAt, signed: { statement, signature } }
  })
}

/** The private keys: a change of the installation's key wraps them again. */
export const PRIVATE_KEYS: SealedColumn = {
  table: 'consent_signing_keys',
  column: 'private_key',
  id: 'number',
  idType: 'integer',
  holds: 'envelope',
  rowsAStep: 200,
}

const placeOf = (tx: ShopTransaction, number: number) => `${tx.shop}/consent_signing_keys/${number}`

/** @throws SigningKeyGone; Unsealable when it was sealed under an encryption key that is not configured. */
export async function openPrivateKey(tx: ShopTransaction, number: number): Promise<KeyObject> {
  const row = await tx.consentSigningKey.findUnique({
    where: { shop_number: { shop: tx.shop, number } },
    select: { privateKey: true },
  })
  if (!row?.privateKey) throw new SigningKeyGone(`The private half of signing key ${number} is not there`)
  const der = vault.openEnvelope(row.privateKey, placeOf(tx, number))
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

/** Stores a key and destroys the private key before it, which nobody needs again. */
export async function insertKey(
  tx: ShopTransaction,
  { signed, privateKey, createdBy }: { signed: SignedKey; privateKey: KeyObject; createdBy: string | null },
): Promise<void> {
  const { number, publicKey, firstSeal, createdAt } = signed.statement
  await tx.consentSigningKey.updateMany({
    where: { number: { lt: number }, privateKey: { not: null } },
    data: { privateKey: null },
  })
  await tx.consentSigningKey.create({
    data: {
      shop: tx.shop,
      number,
      publicKey: new Uint8Array(Buffer.from(publicKey, 'base64')),
      privateKey: new Uint8Array(
        vault.sealEnvelope(privateKey.export({ type: 'pkcs8', format: 'der' }), placeOf(tx, number)),
      ),
      firstSeal,
      signature: signed.signature,
      createdAt: new Date(createdAt),
      createdBy,
    },
  })
}
