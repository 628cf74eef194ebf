import { useFormatter } from 'use-intl'

/** A moment, in the shop's time zone and the reader's language. */
export function When({ at }: { at: Date | string }) {
  const format = useFormatter()
  const date = new Date(at)
  return <time dateTime={date.toISOString()}>{format.dateTime(date, { dateStyle: 'medium', timeStyle: 'short' })}</time>
}
