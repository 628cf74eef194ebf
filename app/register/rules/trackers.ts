import { MAX_CHOICE_MONTHS } from '../limits.ts'
import type { Lifetime, Tracker } from '../model.ts'
import type { LifetimeUnit } from '../words.ts'
import type { EntryRule } from './finding.ts'

/**
 * CNIL guidelines 2020-091 § 51 and recommendation 2020-092: a tracker may stay as long as a choice counts. This is the
 * largest number of days in that many months: whole years have a leap day, further months 31 days.
 */
const LONGEST_TRACKER_DAYS = Math.floor(MAX_CHOICE_MONTHS / 12) * 366 + (MAX_CHOICE_MONTHS % 12) * 31

const DAYS: Record<LifetimeUnit, number> = {
  minutes: 1 / 1_440,
  hours: 1 / 24,
  days: 1,
  weeks: 7,
  months: 365.25 / 12,
  years: 365.25,
}

/** The lifetime in days: 0 until the end of the session, infinite when nothing ends it. */
export function lifetimeDays(lifetime: Lifetime): number {
  if (lifetime.unit === 'session') return 0
  if (lifetime.unit === 'persistent') return Number.POSITIVE_INFINITY
  return lifetime.value * DAYS[lifetime.unit]
}

const isLong = ({ lifetime }: Tracker) => lifetimeDays(lifetime) > LONGEST_TRACKER_DAYS

export const TRACKER_RULES: readonly EntryRule<Tracker>[] = [
  { code: 'tracker_without_purpose', field: 'purpose', broken: ({ purpose }) => purpose === null },
  // Directive 2002/58/EC Art. 5(3); loi 78-17 Art. 82: consent, whatever the basis of the later processing.
  {
    code: 'tracker_without_consent',
    field: 'exemption',
    broken: ({ purpose, exemption }, { purposes }) => {
      const served = purpose === null ? undefined : purposes.get(purpose)
      return exemption === 'none' && served !== undefined && served.legalBasis !== 'consent'
    },
  },
  // The 13 months are a condition of the exemption for audience measurement, and good practice where there is consent.
  {
    code: 'exempt_tracker_long',
    field: 'lifetime',
    broken: (tracker) => tracker.exemption === 'audience_measurement' && isLong(tracker),
  },
  {
    code: 'tracker_long',
    field: 'lifetime',
    broken: (tracker) => tracker.exemption === 'none' && isLong(tracker),
  },
]
