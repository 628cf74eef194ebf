import { z } from 'zod'

/** By the shop's plan: points a second. A bucket holds those of 20 seconds. */
const RATES = { standard: 100, advanced: 200, plus: 1000, enterprise: 2000 } as const

const BUCKET_SECONDS = 20

export const throttling = z.object({
  plan: z.enum(['standard', 'advanced', 'plus', 'enterprise']).optional(),
  /** Whether the shop refuses what its bucket does not hold; it counts in any case. */
  enforced: z.boolean().optional(),
  /** What the bucket holds now. */
  points: z.number().nonnegative().optional(),
})

/** An app's points in one shop: a leaky bucket that fills again with time. */
export class Budget {
  #plan: keyof typeof RATES = 'standard'
  #points = RATES.standard * BUCKET_SECONDS
  #enforced = false
  #at = performance.now()

  set({ plan = this.#plan, enforced = this.#enforced, points }: z.infer<typeof throttling>): void {
    this.#refill()
    const full = this.#points === this.#most
    this.#plan = plan
    this.#enforced = enforced
    this.#points = points ?? (full ? this.#most : Math.min(this.#points, this.#most))
  }

  /** Whether the bucket holds what a query may cost. */
  holds(requested: number): boolean {
    this.#refill()
    return !this.#enforced || this.#points >= requested
  }

  spend(actual: number): void {
    this.#refill()
    this.#points = Math.max(0, this.#points - actual)
  }

  status(points?: number) {
    this.#refill()
    return {
      maximumAvailable: this.#most,
      currentlyAvailable: Math.floor(points ?? this.#points),
      restoreRate: RATES[this.#plan],
    }
  }

  get #most(): number {
    return RATES[this.#plan] * BUCKET_SECONDS
  }

  #refill(): void {
    const now = performance.now()
    this.#points = Math.min(this.#most, this.#points + ((now - this.#at) / 1000) * RATES[this.#plan])
    this.#at = now
  }
}
