/** What the bodies of all requests together may hold in memory, in bytes. */
export interface BudgetOptions {
  total: number
  /** A body up to here is small: it only needs room in `total`. */
  small: number
  /** What all bodies beyond `small` may hold: the rest of `total` is kept for small ones. */
  large: number
  /** The same, of one network. */
  largeOfNetwork: number
}

/** One body's part of the budget. */
export interface Share {
  /** False: there is no room for so many more bytes now. */
  take(bytes: number): boolean
  /** Gives everything back, for good: what still arrives of a caller who hung up takes nothing any more. */
  release(): void
}

/** Bounds the memory that bodies take over all connections, however many there are and however slowly they send. */
export class BodyBudget {
  readonly #options: BudgetOptions
  readonly #largeOf = new Map<string, number>()
  #total = 0
  #large = 0

  constructor(options: BudgetOptions) {
    this.#options = options
  }

  /** Bytes that are held now. */
  get held(): number {
    return this.#total
  }

  open(network: string): Share {
    let size = 0
    let beyondSmall = 0
    let isOpen = true
    return {
      take: (bytes) => {
        if (!isOpen) return false
        const { total, small, large, largeOfNetwork } = this.#options
        const more = Math.max(0, size + bytes - small) - beyondSmall
        const ofNetwork = (this.#largeOf.get(network) ?? 0) + more
        if (this.#total + bytes > total) return false
        if (more > 0 && (this.#large + more > large || ofNetwork > largeOfNetwork)) return false
        size += bytes
        beyondSmall += more
        this.#total += bytes
        this.#large += more
        if (more > 0) this.#largeOf.set(network, ofNetwork)
        return true
      },
      release: () => {
        if (!isOpen) return
        isOpen = false
        this.#total -= size
        this.#large -= beyondSmall
        const left = (this.#largeOf.get(network) ?? 0) - beyondSmall
        if (left > 0) this.#largeOf.set(network, left)
        else this.#largeOf.delete(network)
      },
    }
  }
}
