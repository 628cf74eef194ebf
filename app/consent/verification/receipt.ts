import { canonicalJson } from '../../platform/canonical-json.ts'
import { canonicalLine } from '../ledger/event.ts'
import { type ConsentReceipt, receipt } from '../receipts/model.ts'
import { isSignedBy } from '../seals/signature.ts'
import { rootFromPath } from '../tree/merkle.ts'
import { leafHashOf } from './digest.ts'
import { type FollowedKey, followKeys, keyOfSeal } from './keys.ts'
import { describe, type KeyProblem } from './problem.ts'

export type ReceiptProblem =
  | { kind: 'receipt'; why: 'no_receipt' | 'not_sealed_yet' | 'event' | 'seal' | 'path' | 'changed'; due?: string }
  | KeyProblem

export type ReceiptVerdict =
  | { ok: true; receipt: ConsentReceipt; sealedAt: string; fingerprint: string; keys: string[] }
  | { ok: false; problem: ReceiptProblem }

const no = (why: (ReceiptProblem & { kind: 'receipt' })['why']): ReceiptVerdict => ({
  ok: false,
  problem: { kind: 'receipt', why },
})

/**
 * Verifies a receipt by itself: its event is a leaf of the tree that the seal signs, and Kept signed all its other text
 * for the same shop.
 *
 * @param given the parsed JSON of a receipt
 * @param pinned fingerprint of the shop's first key; null accepts any
 */
export function verifyReceipt(given: unknown, pinned: string | null): ReceiptVerdict {
  const read = receipt.safeParse(given)
  if (!read.success) return no('no_receipt')
  const { signature, ...said } = read.data
  const { proof, shop } = said
  if (proof.state === 'not_sealed_yet') {
    return { ok: false, problem: { kind: 'receipt', why: 'not_sealed_yet', due: proof.due } }
  }
  const followed = followKeys(shop, proof.keys, pinned)
  if (!followed.ok) return followed
  if (!isSealed(proof, shop, followed.keys)) return no('seal')
  if (!isIncluded(proof)) return no('path')
  if (!saysTheSame(read.data)) return no('event')
  const current = followed.keys.at(-1)
  if (!current || signature === null || !isSignedBy(said, signature, current.publicKey)) return no('changed')
  const keys = followed.keys.map(({ fingerprint }) => fingerprint)
  return { ok: true, receipt: read.data, sealedAt: proof.seal.sealedAt, fingerprint: keys[0] ?? '', keys }
}

type SealedProof = Extract<ConsentReceipt['proof'], { state: 'sealed' }>

function isSealed({ seal, seal_signature }: SealedProof, shop: string, keys: readonly FollowedKey[]): boolean {
  const key = keyOfSeal(keys, seal.number)
  return seal.shop === shop && key?.fingerprint === seal.key && isSignedBy(seal, seal_signature, key.publicKey)
}

function isIncluded({ event, seal, audit_path }: SealedProof): boolean {
  const leaf = leafHashOf(Buffer.from(canonicalLine(event)))
  const path = audit_path.map((node) => Buffer.from(node, 'hex'))
  const root = rootFromPath({ leaf, index: event.position - seal.from, size: seal.to - seal.from, path })
  return root?.toString('hex') === seal.root
}

/** Whether the readable part states the same as the sealed event. */
function saysTheSame({ proof, shop, ...said }: ConsentReceipt): boolean {
  const granted = Object.fromEntries(
    said.purposes.map((purpose) => [purpose.purpose_id, purpose.event_state === 'given']),
  )
  const { event, notice } = said
  const shown = {
    banner: notice.banner_hash === null ? null : { hash: notice.banner_hash, language: notice.shown_language },
    choices: granted,
    gpc: event.global_privacy_control,
    id: said.record_id,
    recordedAt: event.event_time,
    region: event.jurisdiction,
    registerVersion: notice.register_version,
    shop,
    source: event.collection_method,
    subject: said.pii_principal_id,
  }
  const { position: _place, previous: _before, shopifyConsentId: _shopifys, ...sealed } = proof.event
  return canonicalJson(shown) === canonicalJson(sealed)
}

const WORDS = {
  no_receipt: 'This is not a receipt of Kept.',
  not_sealed_yet: 'This receipt is not sealed yet, so there is nothing to verify. Ask for it again after',
  seal: 'The seal is not signed by the shop’s key of its time: it was changed, or made by somebody else.',
  path: 'The event is not in the sealed ledger: it, or the path that leads to the seal, was changed.',
  event: 'What the receipt shows is not what the sealed event says.',
  changed: 'Some word of the receipt was changed: Kept’s signature does not fit.',
} as const

/** The problem as a sentence for the person who verifies. */
export function describeReceipt(problem: ReceiptProblem): string {
  if (problem.kind === 'key') return describe(problem)
  return `RECEIPT: ${WORDS[problem.why]}${problem.due ? ` ${problem.due}.` : ''}`
}
