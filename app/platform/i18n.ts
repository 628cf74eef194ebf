/** The languages of the admin. English is the fallback of every other language. */
export const STAFF_LANGUAGES = ['en', 'fr'] as const
export type StaffLanguage = (typeof STAFF_LANGUAGES)[number]

/**
 * The language of the admin: Shopify passes it as `locale` when it opens the app, and App Bridge as Accept-Language
 * with every later request.
 */
export function staffLanguage(request: Request): StaffLanguage {
  const wanted = new URL(request.url).searchParams.get('locale') ?? request.headers.get('accept-language') ?? ''
  const first = wanted.trim().slice(0, 2).toLowerCase()
  return STAFF_LANGUAGES.find((language) => language === first) ?? 'en'
}
