/** The memory, in bytes, that the bodies of all requests together may hold. */
export interface BudgetOptions {
  total: number
  /** The size up to which a body is small: it only needs room in `total`. */
  small: number
  /** The limit of all larger bodies together. The rest of `total` is reserved for small ones. */
  large: number
  /** The limit of all larger bodies from one network. */
  largeOfNetwork: number
}

/** The part of the budget that one body holds. */
export interface Share {
  /** Reserves bytes. False when there is no room for them now. */
  take(bytes: number): boolean
  /** Releases everything for good: bytes that still arrive after a caller hung up reserve nothing. */
  release(): void
}

/** Limits the memory of bodies over all connections, however many there are and however slowly they send. */
export class BodyBudget {
  readonly #options: BudgetOptions
  readonly #largeOf = new Map<string, number>()
  #total = 0
  #large = 0

  constructor(options: BudgetOptions) {
    this.#options = options
  }

  /** The bytes that are held now. */
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
