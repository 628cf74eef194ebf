import { createHmac } from 'node:crypto'
import { describe, expect, inject, test } from 'vitest'
import { LOCAL_API_KEY, LOCAL_API_SECRET } from '../../scripts/local/stack.ts'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'
import { adminQuery, sessionToken, signedWebhook } from '../stand-in/signed.ts'
import { appIn, expectAccessible, LOOKS, openApp, openPage, takePicture } from './browser.ts'

const PAGES = [
  { name: 'home', path: '/app', title: { en: 'Privacy at Maison Théa', fr: 'Vie privée chez Maison Théa' } },
  { name: 'activity', path: '/app/activity', title: { en: 'Activity', fr: 'Activité' } },
  {
    name: 'requests',
    path: '/app/requests',
    title: { en: 'Requests of customers', fr: 'Demandes de clients' },
    menu: 'Requests',
  },
  {
    name: 'requests-new',
    path: '/app/requests/new',
    title: { en: 'File a request', fr: 'Enregistrer une demande' },
    menu: null,
  },
  {
    name: 'requests-erasures',
    path: '/app/requests/erasures',
    title: { en: 'Erasures', fr: 'Effacements' },
    menu: null,
  },
  {
    name: 'requests-access',
    path: '/app/requests/access',
    title: { en: 'What Kept may read and erase', fr: 'Ce que Kept peut lire et effacer' },
    menu: null,
  },
  { name: 'consents', path: '/app/consents', title: { en: 'Consents', fr: 'Consentements' } },
  {
    name: 'consents-import',
    path: '/app/consents/import',
    title: { en: 'Import consents', fr: 'Importer des consentements' },
    menu: null,
  },
  { name: 'access-log', path: '/app/access-log', title: { en: 'Access log', fr: 'Journal des accès' } },
  {
    name: 'systems',
    path: '/app/systems',
    title: { en: 'Your own systems', fr: 'Vos propres systèmes' },
  },
  {
    name: 'systems-webhooks',
    path: '/app/systems/webhooks',
    title: { en: 'Webhooks', fr: 'Webhooks' },
    menu: null,
  },
  {
    name: 'drift',
    path: '/app/drift',
    title: { en: 'Compared with what you published', fr: 'Comparaison avec ce que vous avez publié' },
    menu: null,
  },
] as const satisfies { name: string; path: string; title: { en: string; fr: string }; menu?: string | null }[]

describe('a merchant opens Kept in Shopify admin', () => {
  for (const { name, path, title } of PAGES) {
    test.each(LOOKS)(
      `${name} is there, readable for everybody, without an error ($size, $locale)`,
      async ({ size, locale }) => {
        const page = await openPage(size)
        const app = await openApp(page, path, locale)
        expect(await app.locator('h1').first().textContent()).toBe(title[locale])
        await takePicture(page, `${name}-${size}-${locale}`)
        await expectAccessible(page, '#app')
        const width = await app.locator('body').evaluate((body) => body.scrollWidth - body.clientWidth)
        expect(width, 'nothing scrolls sideways').toBeLessThanOrEqual(0)
      },
    )
  }

  test('goes from page to page with the admin’s menu, without a reload', async () => {
    const page = await openPage()
    const app = await openApp(page)
    for (const { title, ...one } of PAGES.slice(1)) {
      const menu = 'menu' in one ? one.menu : title.en
      if (menu === null) continue
      await page.getByRole('navigation').getByText(menu, { exact: true }).click()
      await app.getByRole('heading', { level: 1, name: title.en }).waitFor()
    }
  })
})

test('while Shopify fails, staff are told that nothing was changed, and trying again brings the page', async () => {
  const faults = `${inject('urls').standIn}/stand-in/faults`
  const fault = { operation: 'KeptInstallation', kind: '500', times: 100 }
  await fetch(faults, { method: 'POST', body: JSON.stringify(fault) })
  const page = await openPage('desktop', 'en-GB', { expects: /503|Unexpected Server Error/ })
  try {
    await page.goto(inject('urls').admin + PAGES[0].path)
    const app = page.frameLocator('#app')
    await app.getByText('This page could not be loaded').waitFor()
    await app.locator('main[aria-busy=true]').waitFor({ state: 'detached' })
    await expectAccessible(page, '#app')
    await fetch(faults, { method: 'DELETE' })
    await app.getByRole('button', { name: 'Try again' }).click()
    await app.getByRole('heading', { level: 1, name: PAGES[0].title.en }).waitFor()
    expect(await app.getByText('This page could not be loaded').count()).toBe(0)
  } finally {
    await fetch(faults, { method: 'DELETE' })
  }
})

test('while Shopify does not say the shop’s time zone, no page pretends to know it', async () => {
  const faults = `${inject('urls').standIn}/stand-in/faults`
  const fault = { operation: 'KeptTimeZone', kind: '500', times: 100 }
  await fetch(faults, { method: 'POST', body: JSON.stringify(fault) })
  const page = await openPage('desktop', 'en-GB', { expects: /503|Unexpected Server Error/ })
  try {
    await page.goto(inject('urls').admin + PAGES[1].path)
    const app = page.frameLocator('#app')
    await app.getByText('Kept could not show this page').waitFor()
    expect(await app.getByText('open it again in a moment').count()).toBe(1)
    await fetch(faults, { method: 'DELETE' })
    await openApp(page, PAGES[1].path)
  } finally {
    await fetch(faults, { method: 'DELETE' })
  }
})

describe('outside the admin', () => {
  test('a page without a session token bounces, and is framed by its own shop and the admin only', async () => {
    const query = `shop=${DEMO_SHOP}&host=${Buffer.from('admin.shopify.com/store/maison-thea').toString('base64')}&embedded=1`
    const headers = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0 Safari/537.36' }
    const bounced = await fetch(`${inject('urls').app}/app?${query}`, { redirect: 'manual', headers })
    expect(bounced.status).toBe(302)
    expect(bounced.headers.get('location')).toContain('/auth/session-token')
    const bounce = await fetch(new URL(bounced.headers.get('location') ?? '', inject('urls').app), { headers })
    const policy = bounce.headers.get('content-security-policy') ?? ''
    expect(policy).toContain(`https://${DEMO_SHOP}`)
    expect(policy).toContain('https://admin.shopify.com')
  })

  test('the bounce ends on the page that was asked for', async () => {
    const page = await openPage()
    await page.goto(`${inject('urls').admin}/app/activity?token=expired`)
    const app = await appIn(page)
    expect(await app.locator('h1').first().textContent()).toBe('Activity')
  })

  test('a page asked for without a shop shows nothing of anybody', async () => {
    const response = await fetch(`${inject('urls').app}/app/consents`, {
      redirect: 'manual',
      headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0 Safari/537.36' },
    })
    expect(response.status).toBe(302)
  })

  test.each([
    ['a browser without a window', 'HeadlessChrome/153.0.0.0 Safari/537.36', 200],
    ['a search engine', 'Chrome/153.0.0.0 Safari/537.36 (compatible; Googlebot/2.1)', 410],
  ])('%s that opens a page of the app (%s) is answered %i', async (_name, end, status) => {
    const query = adminQuery({ apiKey: LOCAL_API_KEY, secret: LOCAL_API_SECRET, shop: DEMO_SHOP, locale: 'en' })
    const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ${end}`
    const response = await fetch(`${inject('urls').app}/app?${query}`, { headers: { 'user-agent': userAgent } })
    expect(response.status).toBe(status)
  })

  test.each(['/wp-login.php', '/app/nothing'])('an address that is no page’s (%s) says so, and 404', async (path) => {
    const response = await fetch(`${inject('urls').app}${path}`)
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('There is no page at this address.')
  })

  test('data asked for with a forged session token is refused', async () => {
    const response = await fetch(`${inject('urls').app}/app/consents.data`, {
      headers: { authorization: 'Bearer forged', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0' },
    })
    expect(response.status).toBe(401)
  })
})

describe('a signed-in client that is not the app', () => {
  const odd: [string, string, number, string?][] = [
    ['POST', '/app/register.data?index', 400, '{"how":"template"}'],
    ['POST', '/app/register.data?index', 413, 'x'.repeat(5_000)],
    ['POST', '/app/register/purpose/edit.data', 400, '{"intent":"save","base":null,"value":[]}'],
    ['POST', '/app/policy.data?index', 400, '{"do":"publish","revision":"x"}'],
    ['POST', '/app/activity/x.data', 400, '[]'],
    ['GET', '/app/activity/%00.data', 404],
    ['GET', '/app/activity.data?after=%00', 200],
  ]
  test.each(odd)('is told that %s %s is no such thing: %i', async (method, path, status, body) => {
    const token = sessionToken({ apiKey: LOCAL_API_KEY, secret: LOCAL_API_SECRET, shop: DEMO_SHOP })
    const headers = {
      authorization: `Bearer ${token}`,
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0 Safari/537.36',
      ...(body && { 'content-type': 'application/json' }),
    }
    const response = await fetch(`${inject('urls').app}${path}`, { method, headers, body: body ?? null })
    expect(response.status).toBe(status)
  })
})

test('a member of staff whose name Shopify does not say is told apart by the id', async () => {
  const staff = { apiKey: LOCAL_API_KEY, secret: LOCAL_API_SECRET, shop: DEMO_SHOP, staffId: '77' }
  const headers = {
    authorization: `Bearer ${sessionToken(staff)}`,
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0.0.0 Safari/537.36',
  }
  expect((await fetch(`${inject('urls').app}/app/requests.data`, { headers })).status).toBe(200)
  for (const [locale, name] of [
    ['en', 'Staff member 77'],
    ['fr', 'Membre de l’équipe 77'],
  ] as const) {
    const app = await openApp(await openPage(), '/app/access-log', locale)
    await app.getByText(name, { exact: true }).first().waitFor()
  }
})

describe('Shopify passes a customer’s wish on', () => {
  test('staff see it in Activity, done, within seconds', async () => {
    const page = await openPage()
    const customers = inject('urls').admin.replace('/apps/kept', '/customers')
    await page.goto(customers)
    await page.getByRole('button', { name: 'Request customer data' }).nth(3).click()
    await page.getByText('Kept answered 200').waitFor()
    const app = await openApp(page, '/app/activity')
    const row = app.getByRole('row').filter({ hasText: 'A customer asks for their data' }).first()
    await row.getByText('Done').waitFor()
    await row.getByText('Request for access opened').waitFor()
    await openApp(page)
    await app.getByText(/requests? (is|are) open/i).waitFor()
    await app.getByRole('link', { name: 'See the requests' }).click()
    await app.getByRole('heading', { level: 1, name: 'Requests of customers' }).waitFor()
    const request = app.getByRole('row').filter({ hasText: 'Access to data' }).last()
    expect(await request.getByRole('link', { name: /^Customer \d+$/ }).getAttribute('href')).toMatch(
      /\/customers\/\d+$/,
    )
    await takePicture(page, 'requests-open')
    await expectAccessible(page, '#app')
    await request.getByRole('link', { name: 'Message', exact: true }).click()
    await app.getByRole('heading', { level: 1, name: 'A customer asks for their data' }).waitFor()
    await openApp(page, '/app/access-log')
    await app
      .getByRole('row')
      .filter({ hasText: 'GET /app/requests' })
      .filter({ hasText: 'Théa Martin' })
      .first()
      .waitFor()
    await page.goto(customers)
    await page.getByRole('button', { name: 'Must be erased' }).nth(3).click()
    await openApp(page, '/app/activity')
    const erased = app.getByRole('row').filter({ hasText: "A customer's data must go" }).first()
    await erased.getByText('Erased, with').waitFor()
    await takePicture(page, 'activity-with-messages')
    await expectAccessible(page, '#app')
  })

  test('what Kept does not understand is shown to staff, read only on purpose, and closed by them', async () => {
    const { headers, body } = signedWebhook('customers/redact', '{"forget": "Jeanne <script>alert(1)</script>"}', {
      secret: LOCAL_API_SECRET,
      shop: DEMO_SHOP,
    })
    const sent = await fetch(`${inject('urls').app}/webhooks/compliance`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    })
    expect(sent.status).toBe(200)

    const page = await openPage()
    const app = await openApp(page)
    await app.getByText('One message from Shopify needs you').waitFor()
    await app.getByRole('link', { name: 'Open activity' }).first().click()
    await app.getByRole('row').filter({ hasText: 'Needs a person' }).getByRole('link').click()
    await app.getByRole('button', { name: 'Show the content' }).waitFor()
    expect(await app.getByText('Jeanne').count()).toBe(0)
    await app.getByRole('button', { name: 'Show the content' }).click()
    await app.getByText('Jeanne <script>').waitFor()
    await takePicture(page, 'message-needs-person')
    await expectAccessible(page, '#app')
    await app.getByRole('button', { name: 'Mark as dealt with' }).click()
    await page.getByRole('status').filter({ hasText: 'Marked as dealt with' }).waitFor()
    await app.getByText('Dealt with by Théa Martin').waitFor()

    await page.getByRole('navigation').getByText('Access log').click()
    await app.getByRole('row').filter({ hasText: 'POST /app/activity/' }).first().waitFor()
  })

  test('a secret of another app is of no use', async () => {
    const { headers, body } = signedWebhook('shop/redact', {}, { secret: 'another', shop: DEMO_SHOP })
    expect(headers['x-shopify-hmac-sha256']).not.toBe(
      createHmac('sha256', LOCAL_API_SECRET).update(body).digest('base64'),
    )
    const sent = await fetch(`${inject('urls').app}/webhooks/compliance`, {
      method: 'POST',
      headers,
      body: new Uint8Array(body),
    })
    expect(sent.status).toBe(401)
  })
})
