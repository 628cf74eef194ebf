import type { Lifetime } from '../app/register/index.ts'

const UNITS = {
  minute: 'minutes',
  min: 'minutes',
  hour: 'hours',
  day: 'days',
  week: 'weeks',
  month: 'months',
  year: 'years',
} as const

const ANY_SECONDS = /^\d+ sec(ond)?s?$/
const AMOUNT = /^(\d+) (minute|min|hour|day|week|month|year)s?$/
const SESSION = /^(session|sessions|session cookie|end of session \(browser\)|0 days?|immediately removed)$/
const PERSISTENT = /^(forever|unlimited|permanent|persistent|local storage)$/

/** The database writes lifetimes as people say them. What is not plainly one amount of time is left for staff to fill in. */
export function lifetimeFrom(words: string): Lifetime | null {
  const said = words.trim().toLowerCase()
  if (SESSION.test(said)) return { unit: 'session' }
  if (PERSISTENT.test(said)) return { unit: 'persistent' }
  // Nobody reads a policy for seconds: the shortest lifetime that Kept prints is a minute.
  if (ANY_SECONDS.test(said)) return { unit: 'minutes', value: Math.max(1, Math.ceil(Number.parseInt(said, 10) / 60)) }
  const amount = AMOUNT.exec(said)
  const unit = Object.entries(UNITS).find(([singular]) => singular === amount?.[2])?.[1]
  return amount && unit ? { unit, value: Number(amount[1]) } : null
}
