import type { IsoDate } from '../../register/index.ts'

/** Days of the period that staff see, today included. */
export const COUNTED_DAYS = 30

/** What a UTC day of the storefront is counted by. Nothing of it leads to a visitor. */
export interface DayCounts {
  /** Visits on which the banner was shown. */
  shown: number
  /** Answers to the banner that are sealed. */
  answered: number
  /** Records that browsers could not bring to Kept and gave up, as they told later. */
  gaveUp: number
}

export interface CountedDay extends DayCounts {
  day: IsoDate
}

export interface StorefrontCounts extends DayCounts {
  /** Each day of the period since the first visit that was counted in it, oldest first. */
  days: CountedDay[]
  /** Whether visits were counted on all days of the period. */
  isWhole: boolean
}

/**
 * Visits on which nobody answered. The two numbers are counted in different ways: a visit may answer after midnight, or
 * before it was counted.
 */
export const leftAlone = ({ shown, answered }: Pick<DayCounts, 'shown' | 'answered'>): number =>
  Math.max(0, shown - answered)

const NOTHING: DayCounts = { shown: 0, answered: 0, gaveUp: 0 }

/**
 * The counts of a period. Answers from before the first counted visit are left out: they would answer banners that nobody
 * counted.
 *
 * @param days every day of the period, oldest first
 */
export function countsOf(days: readonly IsoDate[], counted: readonly CountedDay[]): StorefrontCounts {
  const onDay = new Map(counted.map((one) => [one.day, one]))
  const all = days.map((day) => onDay.get(day) ?? { ...NOTHING, day })
  const first = all.findIndex(({ shown }) => shown > 0)
  const compared = first === -1 ? [] : all.slice(first)
  const sum = (of: readonly CountedDay[], key: keyof DayCounts) => of.reduce((total, one) => total + one[key], 0)
  return {
    days: compared,
    isWhole: first === 0,
    shown: sum(compared, 'shown'),
    answered: sum(compared, 'answered'),
    gaveUp: sum(all, 'gaveUp'),
  }
}
