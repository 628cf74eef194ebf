import type { KeyObject } from 'node:crypto'
import type { SignedKey } from '../seals/model.ts'
import { fingerprintOf, isSignedBy, readPublicKey } from '../seals/signature.ts'
import type { KeyProblem } from './problem.ts'

/** A key that the first key vouches for through the keys between. */
export interface FollowedKey {
  fingerprint: string
  publicKey: KeyObject
  firstSeal: number
}

export type KeysResult = { ok: true; keys: FollowedKey[] } | { ok: false; problem: KeyProblem }

/**
 * Follows a shop's keys from the first one: the key before must have signed the statement that introduces each.
 *
 * @param pinned fingerprint of the first key, which the verifier got from Kept; null when they have none
 */
export function followKeys(shop: string, signed: readonly SignedKey[], pinned: string | null): KeysResult {
  const keys: FollowedKey[] = []
  for (const [number, key] of signed.entries()) {
    const followed = follow(shop, key, number, keys.at(-1))
    if (typeof followed === 'string') return { ok: false, problem: { kind: 'key', number, why: followed } }
    keys.push(followed)
  }
  if (pinned !== null && keys[0]?.fingerprint !== pinned) {
    const why = keys.some(({ fingerprint }) => fingerprint === pinned) ? 'pinned_later' : 'not_pinned'
    return { ok: false, problem: { kind: 'key', number: 0, why } }
  }
  return { ok: true, keys }
}

function follow(
  shop: string,
  { statement, signature }: SignedKey,
  number: number,
  before: FollowedKey | undefined,
): FollowedKey | KeyProblem['why'] {
  if (statement.shop !== shop) return 'other_shop'
  const der = Buffer.from(statement.publicKey, 'base64')
  const publicKey = readPublicKey(der)
  if (!publicKey) return 'unreadable'
  const follows = statement.number === number && statement.previous === (before?.fingerprint ?? null)
  if (!follows || statement.firstSeal < (before?.firstSeal ?? 0)) return 'order'
  if (!isSignedBy(statement, signature, before?.publicKey ?? publicKey)) return 'signature'
  return { fingerprint: fingerprintOf(der), publicKey, firstSeal: statement.firstSeal }
}

/** The key that signed the seal of this number: the last one introduced before it. */
export const keyOfSeal = (keys: readonly FollowedKey[], seal: number): FollowedKey | undefined =>
  keys.findLast(({ firstSeal }) => firstSeal <= seal)
