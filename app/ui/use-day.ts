import { useFormatter } from 'use-intl'

/** Says a day in ISO 8601 (`2026-11-23`) in the reader's language: the same day, wherever the reader is. */
export function useDay(dateStyle: 'medium' | 'long'): (day: string) => string {
  const format = useFormatter()
  return (day) => format.dateTime(new Date(`${day}T12:00:00Z`), { dateStyle, timeZone: 'UTC' })
}
