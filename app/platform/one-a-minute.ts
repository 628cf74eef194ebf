const A_MINUTE_MS = 60_000

/**
 * Lets one event per minute through. At the end of a minute with suppressed events, it calls `summarize` with their
 * number and starts the next minute.
 */
export class OneAMinute {
  #isOpen = true
  #leftOut = 0
  readonly #summarize: (leftOut: number) => void

  constructor(summarize: (leftOut: number) => void) {
    this.#summarize = summarize
  }

  isDue(): boolean {
    if (!this.#isOpen) {
      this.#leftOut += 1
      return false
    }
    this.#close()
    return true
  }

  #close(): void {
    this.#isOpen = false
    setTimeout(() => this.#endMinute(), A_MINUTE_MS).unref()
  }

  #endMinute(): void {
    const leftOut = this.#leftOut
    this.#leftOut = 0
    if (leftOut === 0) {
      this.#isOpen = true
      return
    }
    this.#summarize(leftOut)
    this.#close()
  }
}
