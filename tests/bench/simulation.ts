/** What a piece of work costs, as it was measured. */
export interface Costs {
  /** Processor time of a web process, in microseconds: docs/benchmarks.md. */
  decisionCpuUs: number
  webhookCpuUs: number
  /** Of one transaction with one decision, all of it, waiting for the disk included. */
  decisionMs: number
  /** Of one seal of a shop. */
  sealMs: number
  /** Of one look for shops with something to seal, among all of them. */
  dueMs: number
  /** With all indexes, and with the leaf in its seal. */
  bytesPerDecision: number
}

export interface Day {
  shops: number
  /** Decisions a second at the peak, over the day, and over the year. */
  peak: number
  mean: number
  year: number
  /** Shops with a decision within the busiest minute. */
  shopsDeciding: number
  webhooks: number
}

export const DAY_OF_A_SALE: Day = {
  shops: 100_000,
  peak: 1_000,
  mean: 400,
  year: 100,
  shopsDeciding: 20_000,
  webhooks: 20,
}

const LOOK_EVERY_S = 5
const [DAY_S, YEAR_S] = [86_400, 31_536_000]
const WORKERS = 3

/** What the day asks of an installation, if every decision is alone in its transaction: shops do not decide together. */
export const simulate = (costs: Costs, day: Day) => ({
  webCores: (day.peak * costs.decisionCpuUs + day.webhooks * costs.webhookCpuUs) / 1e6,
  decidingConnections: (day.peak * costs.decisionMs) / 1e3,
  sealingConnections: ((day.shopsDeciding / 60) * costs.sealMs) / 1e3,
  lookingConnections: (WORKERS * costs.dueMs) / 1e3 / LOOK_EVERY_S,
  commitsPerSecond: day.peak + day.shopsDeciding / 60 + day.webhooks,
  gigabytesOfTheDay: (day.mean * DAY_S * costs.bytesPerDecision) / 1e9,
  gigabytesOfTheYear: (day.year * YEAR_S * costs.bytesPerDecision) / 1e9,
})
