/** What an extension says in the customer's language, with Shopify's `i18n` of whichever surface it runs on. */
export interface Words {
  t(key: string, values?: Record<string, string | number>): string
  /** A day, from a date or a time in ISO 8601. */
  day(iso: string): string
}

interface I18n {
  translate(key: string, values?: Record<string, string | number>): unknown
  formatDate(date: Date, options?: Intl.DateTimeFormatOptions): string
}

/** A date without a time is the same day everywhere. */
const zoneOf = (iso: string) => (iso.length === 10 ? { timeZone: 'UTC' } : {})

export const wordsOf = ({ translate, formatDate }: I18n): Words => ({
  t: (key, values) => String(translate(key, values)),
  day: (iso) => formatDate(new Date(iso), { dateStyle: 'long', ...zoneOf(iso) }),
})
