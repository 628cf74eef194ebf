import { type Edge, grow, NO_LEAVES, rootOfEdge } from '../../tree/edge.ts'
import { HASH_BYTES } from '../../tree/merkle.ts'
import type { LedgerContents } from '../check.ts'
import { followLedger, type OpenFile, type VerifyOptions } from '../ledger.ts'
import type { LedgerProblem } from '../problem.ts'
import type { Contradiction } from './contradiction.ts'
import type { KnownCheckpoint } from './known.ts'
import { ofCheckpoint } from './verify.ts'

export type VerdictAgainstAll<Known extends KnownCheckpoint> =
  | { ok: true; contents: LedgerContents }
  | { ok: false; problem: LedgerProblem }
  | { ok: false; problem: null; contradiction: Contradiction; known: Known }

/**
 * Verifies a ledger by itself, then against any number of checkpoints. It is read once. The first contradiction is that
 * of the smallest checkpoint.
 */
export async function verifyAgainstAll<Known extends KnownCheckpoint>(
  open: OpenFile,
  known: readonly Known[],
  options: VerifyOptions,
): Promise<VerdictAgainstAll<Known>> {
  const inOrder = known.toSorted((one, other) => one.size - other.size)
  const watch = new RootWatch(inOrder.map(({ size }) => size))
  const followed = await followLedger(open, options, ({ leaves }) => watch.grow(leaves))
  if (!followed.ok) return followed
  const { contents, keys } = followed
  const ledger = { contents, keys, length: contents.sealedUntil + contents.unsealed }
  for (const one of inOrder) {
    const contradiction = ofCheckpoint(ledger, one, watch.roots.get(one.size) ?? null)
    if (contradiction) return { ok: false, problem: null, contradiction, known: one }
  }
  return { ok: true, contents }
}

/** Notes the root of the tree at each of these sizes while it grows. Afterwards it need not grow. */
class RootWatch {
  readonly roots = new Map<number, Buffer>()
  #edge: Edge = NO_LEAVES
  readonly #sizes: number[]

  /** @param sizes in ascending order */
  constructor(sizes: readonly number[]) {
    this.#sizes = [...new Set(sizes)].filter((size) => size >= 0)
    this.#note()
  }

  grow(leaves: Uint8Array): void {
    let rest = leaves
    while (rest.length > 0 && this.#sizes.length > 0) {
      const missing = ((this.#sizes[0] ?? 0) - this.#edge.size) * HASH_BYTES
      this.#edge = grow(this.#edge, rest.subarray(0, missing))
      rest = rest.subarray(missing)
      this.#note()
    }
  }

  #note(): void {
    if (this.#sizes[0] !== this.#edge.size) return
    this.roots.set(this.#edge.size, rootOfEdge(this.#edge))
    this.#sizes.shift()
  }
}
