/** The languages staff can work in. English is also what every other language falls back to. */
export const STAFF_LANGUAGES = ['en', 'fr'] as const
export type StaffLanguage = (typeof STAFF_LANGUAGES)[number]

/**
 * The language of the admin: Shopify gives it as `locale` when it opens the app, and App Bridge as Accept-Language
 * with every request after that.
 */
export function staffLanguage(request: Request): StaffLanguage {
  const wanted = new URL(request.url).searchParams.get('locale') ?? request.headers.get('accept-language') ?? ''
  const first = wanted.trim().slice(0, 2).toLowerCase()
  return STAFF_LANGUAGES.find((language) => language === first) ?? 'en'
}
