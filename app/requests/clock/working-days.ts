import Holidays from 'date-holidays'
import type { IsoDate } from '../../register/index.ts'
import type { IsWorkingDay } from './model.ts'

/** Days on which offices are closed. Others that the library knows are only observed, or kept at school. */
const DAYS_OFF = ['public', 'bank']

const SATURDAY = 6
const SUNDAY = 0

/** The days of a year on which offices are closed, by country and year. */
const known = new Map<string, ReadonlySet<IsoDate>>()
const MAX_KNOWN = 200

function holidaysOf(country: string, region: string | null, year: number): ReadonlySet<IsoDate> {
  const key = `${country}/${region}/${year}`
  const found = known.get(key)
  if (found) return found
  const calendar = region ? new Holidays(country, region) : new Holidays(country)
  const days = new Set(
    calendar
      .getHolidays(year)
      .filter(({ type }) => DAYS_OFF.includes(type))
      .map(({ date }) => date.slice(0, 10)),
  )
  if (known.size >= MAX_KNOWN) known.clear()
  known.set(key, days)
  return days
}

/**
 * The working days of a country (ISO 3166-1) and, where its regions have their own holidays, a region (ISO 3166-2 without
 * the country). Of a country that the library does not know only the weekends are off.
 */
export const workingDaysOf =
  (country: string, region: string | null = null): IsWorkingDay =>
  (day) => {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    return weekday !== SATURDAY && weekday !== SUNDAY && !holidaysOf(country, region, Number(day.slice(0, 4))).has(day)
  }
