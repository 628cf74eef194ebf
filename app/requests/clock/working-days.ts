import type { IsoDate } from '../../register/index.ts'
import type { IsWorkingDay } from './model.ts'

/** Loaded when the first deadline is computed: the holidays of the world are large, and most processes need none. */
const library = async () => (await import('date-holidays')).default

/** Only these count in law. Other days are observed, or banks and schools are closed. */
const PUBLIC = 'public'

const SATURDAY = 6
const SUNDAY = 0

/** By country and region: the public holidays of each year that was asked for. */
const known = new Map<string, Promise<(year: number) => ReadonlySet<IsoDate>>>()
const MAX_KNOWN = 300

async function holidaysOf(country: string, region: string | null) {
  const Holidays = await library()
  const calendar = region ? new Holidays(country, region) : new Holidays(country)
  const years = new Map<number, ReadonlySet<IsoDate>>()
  return (year: number): ReadonlySet<IsoDate> => {
    const found = years.get(year)
    if (found) return found
    const holidays = calendar.getHolidays(year).filter(({ type }) => type === PUBLIC)
    const days = new Set(holidays.map(({ date }) => date.slice(0, 10)))
    years.set(year, days)
    return days
  }
}

/**
 * The working days of a country (ISO 3166-1) and, where its regions have their own holidays, a region (ISO 3166-2 without
 * the country). Of a country that the library does not know only the weekends are off.
 */
export async function workingDaysOf(country: string, region: string | null = null): Promise<IsWorkingDay> {
  const key = `${country}/${region}`
  if (known.size >= MAX_KNOWN) known.clear()
  const loading = known.get(key) ?? holidaysOf(country, region)
  known.set(key, loading)
  const holidaysIn = await loading
  return (day) => {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
    return weekday !== SATURDAY && weekday !== SUNDAY && !holidaysIn(Number(day.slice(0, 4))).has(day)
  }
}
