import { followKeys, isSignedBy, type KeyProblem } from '../../../consent/verification/index.ts'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import { headHash, proofPartHash } from './hash.ts'
import { namedParts, type ProofFile, proofFile } from './model.ts'

export type ErasureProofProblem =
  | { kind: 'file'; why: 'cut_off' | 'no_proof' | 'rewritten'; at: string | null }
  | { kind: 'head'; why: 'signature' | 'key' }
  | { kind: 'part'; why: 'changed' | 'removed' | 'added' | 'reordered'; name: string }
  | { kind: 'version'; why: 'other_erasure' | 'superseded' | 'contradicted'; other: number }
  | KeyProblem

export type ProofVerdict =
  | { ok: true; proof: ProofFile; fingerprint: string }
  | { ok: false; problem: ErasureProofProblem }

const no = (problem: ErasureProofProblem): ProofVerdict => ({ ok: false, problem })

/**
 * Verifies a proof with nothing but its file: the shop's keys follow each other, the last one signed the head, and the head
 * has the hash of each part, in order.
 *
 * @param text the file as it is
 * @param pinned fingerprint of the shop's first key; null accepts any
 */
export function verifyProof(text: string, pinned: string | null): ProofVerdict {
  const given = parsed(text)
  if (given === undefined) return no({ kind: 'file', why: 'cut_off', at: null })
  const read = proofFile.safeParse(given)
  if (!read.success) return no({ kind: 'file', why: 'no_proof', at: read.error.issues[0]?.path.join('.') || null })
  const proof = read.data
  const { head, signature, keys } = proof
  const followed = followKeys(head.shop, keys, pinned)
  if (!followed.ok) return no(followed.problem)
  const signer = followed.keys.at(-1)
  if (signer?.fingerprint !== head.key) return no({ kind: 'head', why: 'key' })
  if (!isSignedBy(head, signature, signer.publicKey)) return no({ kind: 'head', why: 'signature' })
  const altered = alteredPart(proof)
  if (altered) return no(altered)
  // A name that stands twice is read in two ways by two programs: the file is what Kept wrote, byte by byte.
  if (text.trimEnd() !== canonicalJson(given)) return no({ kind: 'file', why: 'rewritten', at: null })
  return { ok: true, proof, fingerprint: followed.keys[0]?.fingerprint ?? '' }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The first part that is not the one that was signed. */
function alteredPart(proof: ProofFile): ErasureProofProblem | null {
  const signed = new Map(proof.head.parts.map(({ name, hash }) => [name, hash]))
  const parts = namedParts(proof)
  const seen = new Set<string>()
  for (const part of parts) {
    const { name } = part
    const hash = signed.get(name)
    if (hash === undefined || seen.has(name)) return { kind: 'part', why: 'added', name }
    if (hash !== proofPartHash(part)) return { kind: 'part', why: 'changed', name }
    seen.add(name)
  }
  const removed = proof.head.parts.find(({ name }) => !seen.has(name))
  if (removed) return { kind: 'part', why: 'removed', name: removed.name }
  const moved = parts.find(({ name }, place) => proof.head.parts[place]?.name !== name)
  return moved ? { kind: 'part', why: 'reordered', name: moved.name } : null
}

/** Whether another version of the same proof says that this one is not the newest, or not of the same row. Null where not. */
export function compareProofs({ head }: ProofFile, { head: other }: ProofFile): ErasureProofProblem | null {
  const problem = (why: 'other_erasure' | 'superseded' | 'contradicted'): ErasureProofProblem => ({
    kind: 'version',
    why,
    other: other.version,
  })
  if (head.shop !== other.shop || head.erasure !== other.erasure) return problem('other_erasure')
  const [older, newer] = head.version <= other.version ? [head, other] : [other, head]
  const named = older.version === newer.version ? headHash(newer) : newer.earlier[older.version - 1]
  if (named !== headHash(older)) return problem('contradicted')
  return other.version > head.version ? problem('superseded') : null
}

const FILE_WORDS = {
  cut_off: 'The file ends too early, or is no JSON: something was cut off.',
  no_proof: 'This is not a proof as Kept writes it: something was added, removed or exchanged',
  rewritten:
    'The file is not written as Kept wrote it: something was added, doubled, moved or formatted. Ask for the file itself.',
} as const

const HEAD_WORDS = {
  signature:
    'The signed head (shop, erasure, version, time and list of parts) was changed, or has the signature of something else: it does not fit.',
  key: 'The proof names another key than the last one of its chain: the key was exchanged, or a key was cut off.',
} as const

const PART_WORDS = {
  changed: 'is not the one that was signed',
  removed: 'was signed and is missing',
  added: 'was never signed',
  reordered: 'does not stand where it was signed',
} as const

const VERSION_WORDS = {
  other_erasure: 'The other file is the proof of another erasure.',
  superseded: 'This version was replaced: the other file is a later one',
  contradicted:
    'The two files cannot both be versions of one proof: one of them does not have the other among its earlier ones',
} as const

/** The problem as a sentence for the person who verifies; null for a problem of a key, which the keys' own words tell. */
export function describeProof(problem: Exclude<ErasureProofProblem, KeyProblem>): string {
  switch (problem.kind) {
    case 'file':
      return `PROOF: ${FILE_WORDS[problem.why]}${problem.at ? ` at ${problem.at}.` : ''}`
    case 'head':
      return `PROOF: ${HEAD_WORDS[problem.why]}`
    case 'part':
      return `${problem.why.toUpperCase()}: the part “${problem.name}” ${PART_WORDS[problem.why]}.`
    case 'version':
      return `VERSION: ${VERSION_WORDS[problem.why]}${problem.why === 'other_erasure' ? '' : ` (version ${problem.other})`}.`
  }
}
