/** How a ledger contradicts earlier evidence: the first difference, in the order of the ledger. */
import type { KnownEvidence } from './known.ts'

export type Contradiction =
  /** Something is missing: `first` is its first position, `until` the position after the last known one. */
  | { kind: 'rollback'; of: 'positions'; first: number; until: number }
  | { kind: 'rollback'; of: 'seal' | 'key'; number: number }
  /**
   * Another event is in its place. `seal` is the seal over the position in the older export; null where it had none.
   */
  | { kind: 'fork'; of: 'position'; position: number; seal: number | null }
  | { kind: 'fork'; of: 'seal' | 'key'; number: number }
  | { kind: 'fork'; of: 'root'; size: number }
  | { kind: 'fork'; of: 'signer' }
  /** A root alone does not tell how the ledger differs. */
  | { kind: 'unknown_root' }
  | { kind: 'other_shop'; shop: string }
  | { kind: 'checkpoint_changed' }

const SOURCES: Record<KnownEvidence['kind'], string> = {
  export: 'the older export',
  receipt: 'the receipt',
  checkpoint: 'the checkpoint',
  root: 'the root that you gave',
}

/** The name of the earlier evidence, in words. */
export const sourceOf = ({ kind }: KnownEvidence): string => SOURCES[kind]

/**
 * The contradiction as a sentence for the person who verifies.
 *
 * @param exportedAt of the ledger that contradicts: ISO 8601
 */
export function describeContradiction(contradiction: Contradiction, known: KnownEvidence, exportedAt: string): string {
  const source = sourceOf(known)
  switch (contradiction.kind) {
    case 'rollback':
      return `ROLLBACK: ${rollback(contradiction, source)}${perhapsSwapped(known, exportedAt)}`
    case 'fork':
      return `FORK: ${fork(contradiction, source)}`
    case 'unknown_root':
      return 'ROLLBACK OR FORK: no seal of this file has the root that you gave, nor has the whole ledger up to any of its seals: what had it was removed, or made anew.'
    case 'other_shop':
      return `AGAINST: ${source} is about another ledger: that of ${contradiction.shop}.`
    case 'checkpoint_changed':
      return 'AGAINST: the checkpoint was changed, or somebody else made it: its signature does not fit.'
  }
}

/**
 * A forger may write any export time into the file. It stays a rollback, but the sentence mentions that two files may
 * have been swapped by mistake.
 */
const perhapsSwapped = (known: KnownEvidence, exportedAt: string) =>
  known.kind === 'export' && exportedAt < known.exportedAt
    ? ` (This file says that it is the older of the two, of ${exportedAt}: perhaps they were named the wrong way round.)`
    : ''

function rollback(gone: Contradiction & { kind: 'rollback' }, source: string): string {
  if (gone.of === 'positions') {
    return `${source} knows positions 0 to ${gone.until - 1}; this file ends before position ${gone.first}, the first one that was removed.`
  }
  return gone.of === 'seal'
    ? `seal ${gone.number}, which ${source} knows, is not in this file: it was removed.`
    : `signing key ${gone.number}, which ${source} knows, is not in this file: it was removed.`
}

function fork(other: Contradiction & { kind: 'fork' }, source: string): string {
  switch (other.of) {
    case 'position': {
      const sealed = other.seal === null ? 'not sealed there yet' : `sealed there by seal ${other.seal}`
      return `position ${other.position} holds another event than ${source} knows (${sealed}). It is the first that differs.`
    }
    case 'seal':
      return `seal ${other.number} is not the one that ${source} knows: it, or one before it, was made anew.`
    case 'key':
      return other.number === 0
        ? `the shop's first signing key is not the one that ${source} knows: this ledger was made anew.`
        : `signing key ${other.number} is not the one that ${source} knows.`
    case 'root':
      return `the first ${other.size} positions have another root than ${source} says: an event among them was changed, removed or added. An older export would say which.`
    case 'signer':
      return `${source} is signed by none of the keys in this file: the ledger was made anew with other keys, or the checkpoint is not its own.`
  }
}
