import { adminQuery, sessionToken } from '../../stand-in/signed.ts'
import { type App, SECRET } from './app.ts'
import { SHOPS } from './database.ts'

const staff = { apiKey: 'test-key', secret: SECRET, shop: SHOPS[0] ?? '' }

/** Shopify's library answers nothing to what is no browser. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

/** What staff ask the app for: a page as Shopify admin opens it, the same as the page asks for it, a file. */
const asked = () => {
  const headers = { authorization: `Bearer ${sessionToken(staff)}`, 'user-agent': BROWSER }
  return {
    page: { path: `/app?${adminQuery({ ...staff, locale: 'fr' })}`, headers },
    data: { path: '/app/register.data', headers },
    file: { path: '/app/register/export?format=json', headers },
  }
}

/** How each of them is answered, and when the caller shall ask again. */
export async function answersToStaff({ url }: App) {
  const answers = await Promise.all(
    Object.entries(asked()).map(async ([what, { path, headers }]) => {
      const response = await fetch(`${url}${path}`, { headers, redirect: 'manual' })
      await response.text()
      return [what, { status: response.status, retryAfter: response.headers.get('retry-after') }]
    }),
  )
  return Object.fromEntries(answers)
}
