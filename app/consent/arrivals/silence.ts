/**
 * Whether the storefront's decisions have stopped arriving. The storefront cannot report that it is cut off, so silence
 * is compared with what is usual for the shop. Where visits still see the banner, they are compared with how many of them
 * usually answer.
 */
import { daysAfter, type IsoDate } from '../../register/index.ts'

/** Days before the silence that say what is usual: four of each weekday. */
export const USUAL_DAYS = 28

/** Decisions that are counted of one day. Ten expected ones are enough for an alarm. */
export const MOST_COUNTED = 100

/** The chance below which silence is no accident. */
const LEAST_CHANCE = 1e-4

export interface Silence {
  /** The day of the last decision, and today. Days are UTC's: each covers a night and a day of every shop. */
  last: IsoDate
  today: IsoDate
  /** The decisions of each of the `USUAL_DAYS` days before `last`, oldest first. */
  before: readonly number[]
}

/**
 * Whether nobody deciding for so long is less likely than one in ten thousand, if visitors come independently of each
 * other (Poisson: e to the power of minus the expected number). Only whole days count, each against its own weekday,
 * without the best of the four: a sale or a festival is not usual. So a shop is judged after two weeks, a closed weekend
 * is no alarm, and a shop that was always silent never alarms.
 */
export function hasStopped(silence: Silence): boolean {
  return Math.exp(-expectedDecisions(silence)) < LEAST_CHANCE
}

/** The decisions that the whole days since the last one would usually have brought. */
function expectedDecisions({ last, today, before }: Silence): number {
  const firstDay = before.findIndex((count) => count > 0)
  if (firstDay === -1) return 0
  let expected = 0
  let offset = 1
  for (let day = daysAfter(last, 1); day < today && offset <= USUAL_DAYS; day = daysAfter(day, 1)) {
    const onThatDay = offset
    // The time before the shop's first decision is unknown, not silent.
    expected += usual(before.filter((_, index) => index >= firstDay && (index - onThatDay) % 7 === 0))
    offset += 1
  }
  return expected
}

/** The mean without the largest; nothing is usual after one. */
function usual(counts: readonly number[]): number {
  const [, ...others] = counts.toSorted((a, b) => b - a)
  return others.length === 0 ? 0 : others.reduce((sum, count) => sum + count, 0) / others.length
}

/** Visits and answers of some days. */
interface Counts {
  shown: number
  answered: number
}

/** What is supposed of a shop before anything was counted: of 20 visits one answers. Half is usual. */
const SUPPOSED: Counts = { shown: 20, answered: 1 }

/** Visits differ: those of a machine that watches the shop, or of a campaign, answer less often than others. */
const CAUTION = 0.5

/**
 * Whether nobody answering on so many visits is less likely than one in ten thousand, if visits answer as they did on the
 * days before.
 */
export function isNoAccident({ visits, before }: { visits: number; before: readonly Counts[] }): boolean {
  const known = [SUPPOSED, ...before]
  const sum = (key: keyof Counts) => known.reduce((total, one) => total + one[key], 0)
  const share = Math.min(1, sum('answered') / sum('shown')) * CAUTION
  return (1 - share) ** visits < LEAST_CHANCE
}
