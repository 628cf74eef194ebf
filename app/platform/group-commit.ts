/** Thrown by `add` when too much is waiting: the caller answers 503 and the sender tries again. */
export class Overloaded extends Error {
  override name = 'Overloaded'
}

export interface GroupCommitOptions<Item, Result> {
  /** Writes all items of one key in one transaction and answers in their order. Nothing is stored when it throws. */
  flush: (key: string, items: readonly Item[]) => Promise<readonly Result[]>
  /** Items of one transaction at most. */
  maxBatch: number
  /** Items waiting, over all keys, at most. */
  maxWaiting: number
  /** Transactions at the same time at most, so that pages still get a connection. */
  maxTransactions: number
  /** Of those, for one key: one gathers while another is written. */
  maxTransactionsOfKey: number
  /** True when the error is about one of the items, not about the database: then each is tried alone. */
  isItemsFault: (error: unknown) => boolean
}

interface Waiting<Item, Result> {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/**
 * Commits many small writes together. While transactions of a key are under way the next writes gather, so the batch
 * grows with the load and a lone write does not wait. Each `add` settles only after its transaction has committed.
 */
export class GroupCommit<Item, Result> {
  readonly #options: GroupCommitOptions<Item, Result>
  /** Keys in the order they came, each with what waits for it: a Map keeps insertion order, so keys take turns. */
  readonly #waiting = new Map<string, Waiting<Item, Result>[]>()
  readonly #busy = new Map<string, number>()
  #transactions = 0
  #count = 0

  constructor(options: GroupCommitOptions<Item, Result>) {
    this.#options = options
  }

  add(key: string, item: Item): Promise<Result> {
    if (this.#count >= this.#options.maxWaiting) return Promise.reject(new Overloaded('Too many writes are waiting'))
    this.#count += 1
    return new Promise<Result>((resolve, reject) => {
      const queue = this.#waiting.get(key)
      if (queue) queue.push({ item, resolve, reject })
      else this.#waiting.set(key, [{ item, resolve, reject }])
      this.#start()
    })
  }

  #start(): void {
    for (const [key, queue] of this.#waiting) {
      if (this.#transactions >= this.#options.maxTransactions) return
      const busy = this.#busy.get(key) ?? 0
      if (busy >= this.#options.maxTransactionsOfKey) continue
      const batch = queue.splice(0, this.#options.maxBatch)
      this.#waiting.delete(key)
      if (queue.length > 0) this.#waiting.set(key, queue)
      this.#busy.set(key, busy + 1)
      this.#transactions += 1
      void this.#commit(key, batch).finally(() => {
        this.#ended(key)
        this.#count -= batch.length
        this.#start()
      })
    }
  }

  #ended(key: string): void {
    this.#transactions -= 1
    const left = (this.#busy.get(key) ?? 0) - 1
    if (left > 0) this.#busy.set(key, left)
    else this.#busy.delete(key)
  }

  async #commit(key: string, batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await this.#options.flush(
        key,
        batch.map(({ item }) => item),
      )
      batch.forEach(({ resolve }, index) => {
        resolve(results[index] as Result)
      })
    } catch (error) {
      // One row that the database refuses must not take its neighbours down.
      if (batch.length > 1 && this.#options.isItemsFault(error)) {
        for (const one of batch) await this.#commit(key, [one])
      } else {
        for (const { reject } of batch) reject(error)
      }
    }
  }
}
