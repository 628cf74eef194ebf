import { statementHash } from '../../seals/statement-hash.ts'
import { type Edge, grow, NO_LEAVES, rootOfEdge } from '../../tree/edge.ts'
import { HASH_BYTES } from '../../tree/merkle.ts'
import type { FoundSeal } from '../digest.ts'
import { hashAt } from '../segment.ts'
import type { KnownEvidence } from './known.ts'

/**
 * Collects, while a ledger is verified, the hashes to compare with the evidence. It keeps a few hashes, however long
 * the ledger is.
 */
export class EvidenceWatch {
  /** The root of the tree over the evidence's number of positions; null when the ledger has fewer. */
  rootAtSize: Buffer | null = null
  /** The hash of the seal with the evidence's number. */
  sealHash: string | null = null
  sealRoot: string | null = null
  /** The leaf at the evidence's position. */
  leaf: Uint8Array | null = null
  /** Whether a seal, or the tree up to one, has the evidence's root. */
  rootSeen = false
  #edge: Edge = NO_LEAVES
  readonly #size: number
  readonly #seal: number | null
  readonly #position: number | null
  readonly #root: Buffer | null

  constructor(known: KnownEvidence) {
    this.#size = known.kind === 'export' || known.kind === 'checkpoint' ? known.size : 0
    this.#seal =
      known.kind === 'export' ? (known.lastSeal?.number ?? null) : known.kind === 'receipt' ? known.seal.number : null
    if (known.kind === 'root') this.#seal = known.seal
    this.#position = known.kind === 'receipt' ? known.event.position : null
    this.#root = known.kind === 'root' ? known.root : null
    if (this.#size === 0) this.rootAtSize = rootOfEdge(NO_LEAVES)
  }

  statement(found: FoundSeal): void {
    const { statement, leaves } = found
    if (found.kind === 'seal' && found.statement.number === this.#seal) {
      this.sealHash = statementHash(statement)
      this.sealRoot = statement.root
    }
    if (this.#position !== null && this.leaf === null) this.leaf = hashAt(leaves, this.#position - statement.from)
    this.#growTo(leaves)
    if (found.kind === 'seal' && this.#root !== null) this.#compareRoots(statement.root)
  }

  /** Grows the tree only as far as the comparison needs. */
  #growTo(leaves: Uint8Array): void {
    const end = this.#root === null ? this.#size : Number.POSITIVE_INFINITY
    if (this.#edge.size >= end) return
    this.#edge = grow(this.#edge, leaves.subarray(0, (end - this.#edge.size) * HASH_BYTES))
    if (this.#edge.size === this.#size) this.rootAtSize = rootOfEdge(this.#edge)
  }

  #compareRoots(root: string): void {
    const seen = [Buffer.from(root, 'hex'), rootOfEdge(this.#edge)]
    if (seen.some((one) => this.#root?.equals(one))) this.rootSeen = true
  }
}
