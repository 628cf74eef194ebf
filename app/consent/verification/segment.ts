import { HASH_BYTES } from '../tree/merkle.ts'
import type { Digest } from './digest.ts'

export const hashAt = (hashes: Uint8Array, index: number): Uint8Array | null =>
  index >= 0 && (index + 1) * HASH_BYTES <= hashes.length
    ? hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES)
    : null

export const sameHash = (one: Uint8Array | null, other: Uint8Array | null): boolean =>
  one === null || other === null ? one === other : Buffer.compare(one, other) === 0

/** The entries between two seals, as the file has them. */
export interface Segment {
  /** The line number of the first entry; the others follow line by line. */
  firstLine: number
  hashes: Uint8Array
  claims: Float64Array
}

/** Collects the entries of a segment from its blocks. */
export class SegmentBuilder {
  #hashes: Uint8Array[] = []
  #claims: number[] = []

  get size(): number {
    return this.#claims.length
  }

  /** @param from first of the digest's entries, `to` the one after the last */
  add({ hashes, claims }: Digest, from: number, to: number): void {
    if (to <= from) return
    this.#hashes.push(hashes.subarray(from * HASH_BYTES, to * HASH_BYTES))
    for (let index = from; index < to; index += 1) this.#claims.push(claims[index] ?? 0)
  }

  /** Ends the segment before `line` and begins the next one. */
  take(line: number): Segment {
    const segment = {
      firstLine: line - this.size,
      hashes: Buffer.concat(this.#hashes),
      claims: Float64Array.from(this.#claims),
    }
    this.#hashes = []
    this.#claims = []
    return segment
  }
}

/** Where a segment first differs from the signed leaves. */
export interface Deviation {
  position: number
  line: number
  /** The signed leaf of this position; null after the last one. */
  expected: Uint8Array | null
  /** The leaf in the file; null where the segment ends. */
  found: Uint8Array | null
  /** Whether the next leaves agree again. */
  agreesAfter: boolean
  /** The position that the found entry states. */
  claim: number
  sealed: boolean
}

/** Null when they are equal. */
export function deviationOf(
  { firstLine, hashes, claims }: Segment,
  { from, leaves, sealed }: { from: number; leaves: Uint8Array; sealed: boolean },
): Deviation | null {
  if (Buffer.compare(hashes, leaves) === 0) return null
  let index = 0
  while (sameHash(hashAt(hashes, index), hashAt(leaves, index))) index += 1
  return {
    position: from + index,
    line: firstLine + index,
    expected: hashAt(leaves, index),
    found: hashAt(hashes, index),
    agreesAfter: sameHash(hashAt(hashes, index + 1), hashAt(leaves, index + 1)),
    claim: claims[index] ?? -1,
    sealed,
  }
}
