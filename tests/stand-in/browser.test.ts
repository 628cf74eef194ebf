import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violationsIn } from '../setup/accessible.ts'
import { newVisitor } from '../setup/browser.ts'
import { anApp, aStandIn } from './a-stand-in.ts'
import type { StandIn } from './start.ts'

/** A page of an app with a save bar, a modal and a menu, without React. */
const APP = `<!doctype html><script data-api-key="k" src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script>
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/two">Two</a></ui-nav-menu>
<ui-save-bar id="bar"><button variant="primary" onclick="log.push('saved');shopify.saveBar.hide('bar')">S</button><button onclick="log.push('discarded')">D</button></ui-save-bar>
<ui-modal id="sure"><p>Are you sure?</p><ui-title-bar title="Delete"><button onclick="log.push('deleted')">Yes, delete</button></ui-title-bar></ui-modal>
<h1>App</h1><a id="out" href="shopify://admin/customers">Customers of the shop</a>
<script>window.log=[];addEventListener('shopify:navigate',(event)=>history.pushState(null,'',event.target.getAttribute('href')))</script>`

let standIn: StandIn
let app: Awaited<ReturnType<typeof anApp>>

beforeAll(async () => {
  app = await anApp({ status: 200, type: 'text/html', body: APP, headers: {} })
  standIn = await aStandIn({ upstream: app, optionalScopes: ['read_draft_orders', 'read_all_orders'] })
})
afterAll(async () => {
  await standIn.close()
  app.close()
})

async function openPage(width = 1280): Promise<Page> {
  return (await newVisitor({ viewport: { width, height: 844 } })).newPage()
}

async function openApp(path = '', width?: number) {
  const page = await openPage(width)
  await page.goto(standIn.urls.admin + path)
  const frame = page.frame('app')
  if (!frame) throw new Error('The admin frames no app')
  await frame.waitForSelector('h1')
  return { page, frame, log: () => frame.evaluate('window.log') }
}

describe('App Bridge', () => {
  test('the admin’s Save and Discard press the buttons of the app’s save bar', async () => {
    const { page, frame, log } = await openApp()
    await frame.evaluate("shopify.saveBar.show('bar')")
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('region', { name: 'Save bar' }).waitFor({ state: 'hidden' })
    expect(await log()).toEqual(['discarded', 'saved'])
    await frame.evaluate("document.getElementById('bar').show()")
    await page.getByRole('region', { name: 'Save bar' }).waitFor()
  })

  test('asks the merchant for optional scopes, and gives them back', async () => {
    const { page, frame } = await openApp()
    const scopes = (call: string) => frame.evaluate(`shopify.scopes.${call}.catch((error) => error.message)`)
    const asked = scopes("request(['read_draft_orders', 'read_all_orders'])")
    await page.getByRole('dialog').waitFor()
    expect(await page.getByRole('dialog').getByRole('listitem').allTextContents()).toEqual([
      'read_draft_orders',
      'read_all_orders',
    ])
    await page.getByRole('button', { name: 'Cancel' }).click()
    expect(await asked).toMatchObject({ result: 'declined-all' })
    const again = scopes("request(['read_draft_orders', 'read_all_orders'])")
    await page.getByRole('button', { name: 'Update access' }).click()
    expect(await again).toMatchObject({
      result: 'granted-all',
      detail: { optional: ['read_draft_orders', 'read_all_orders'] },
    })
    expect(await scopes('query()')).toMatchObject({
      granted: expect.arrayContaining(['read_all_orders', 'read_customers']),
    })
    await standIn.told()
    const told = app.received.find(({ headers }) => headers['x-shopify-topic'] === 'app/scopes_update')
    expect(JSON.parse(told?.body.toString() ?? '').current).toContain('read_all_orders')
    await scopes("revoke(['read_draft_orders', 'read_all_orders'])")
    expect(standIn.state.shop.grantedScopes).toEqual([])
    expect(await scopes("request(['write_themes'])")).toContain('not optional scopes')
  })

  test('unsaved changes hold the merchant back from the menu', async () => {
    const { page, frame } = await openApp()
    await frame.evaluate("shopify.saveBar.show('bar')")
    page.once('dialog', (dialog) => dialog.dismiss())
    await page.getByRole('link', { name: 'Two' }).click()
    expect(page.url()).not.toContain('/app/two')
    page.once('dialog', (dialog) => dialog.accept())
    await page.getByRole('link', { name: 'Two' }).click()
    await page.waitForURL('**/apps/kept/app/two')
  })

  test('a modal shows its title and content, and its buttons are the app’s', async () => {
    const { page, frame, log } = await openApp()
    await frame.evaluate("shopify.modal.show('sure')")
    const inside = page.frameLocator('#app')
    const dialog = inside.getByRole('dialog', { name: 'Delete' })
    await inside.getByText('Are you sure?').waitFor()
    await dialog.getByRole('button', { name: 'Yes, delete' }).click()
    await frame.evaluate("shopify.modal.hide('sure')")
    await inside.getByText('Are you sure?').waitFor({ state: 'hidden' })
    expect(await log()).toEqual(['deleted'])
  })

  test('a toast is said, a token is given, the embed’s state is known, a link leads into the admin', async () => {
    const { page, frame } = await openApp('/app/deep')
    expect(frame.url()).toContain('/app/deep?')
    await frame.evaluate("shopify.toast.show('Done')")
    await page.getByRole('status').filter({ hasText: 'Done' }).waitFor()
    expect(await frame.evaluate('shopify.idToken()')).toMatch(/^ey/)
    const [extension] = (await frame.evaluate('shopify.app.extensions()')) as { activations: { status: string }[] }[]
    expect(extension?.activations[0]?.status).toBe('active')
    await frame.click('#out')
    await page.waitForURL('**/store/maison-thea/customers')
  })

  test('the admin’s bar leads to the other shop, with a session, a storefront and customers of its own', async () => {
    const { page } = await openApp()
    await page.getByText('Maison Théa ▾').click()
    await page.getByRole('link', { name: 'Töpferei Lindholz' }).click()
    await page.waitForURL('**/store/toepferei-lindholz/apps/kept')
    const frame = page.frame('app')
    await frame?.waitForSelector('h1')
    expect(frame?.url()).toContain('shop=toepferei-lindholz.myshopify.com')
    const token = String(await frame?.evaluate('shopify.idToken()'))
    expect(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).dest).toBe(
      'https://toepferei-lindholz.myshopify.com',
    )
    expect(await page.getByRole('link', { name: 'Online store' }).getAttribute('href')).toBe(
      standIn.shops[1]?.storefront.slice(0, -1),
    )
    await page.getByRole('link', { name: 'Customers' }).click()
    await page.getByText('40 of 40', { exact: false }).waitFor()
  })

  test('on a phone the menu folds away, and opens', async () => {
    const { page } = await openApp('', 390)
    const link = page.getByRole('link', { name: 'Two' })
    expect((await page.locator('#app').boundingBox())?.height).toBeGreaterThan(700)
    expect(await link.isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Menu' }).click()
    await link.click()
    await page.waitForURL('**/apps/kept/app/two')
    expect(await link.isVisible()).toBe(false)
  })
})

describe('the Customer Privacy API of the storefront', () => {
  const ask = (page: Page, expression: string) =>
    page.evaluate(
      `new Promise((done) => Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], (error) => done(error ? 'failed' : ${expression})))`,
    )

  test('says yes to everything until it is loaded, then asks, then knows', async () => {
    const page = await openPage()
    await page.goto(standIn.urls.storefront)
    expect(await page.evaluate('Shopify.customerPrivacy.analyticsProcessingAllowed()')).toBe(true)
    expect(await ask(page, 'Shopify.customerPrivacy.analyticsProcessingAllowed()')).toBe(false)
    expect(await page.evaluate('Shopify.customerPrivacy.shouldShowBanner()')).toBe(true)
    await page.evaluate('Shopify.customerPrivacy.setTrackingConsent({ analytics: true, marketing: false })')
    await page.reload()
    expect(await ask(page, 'Shopify.customerPrivacy.currentVisitorConsent()')).toEqual({
      marketing: 'no',
      analytics: 'yes',
      preferences: '',
      sale_of_data: '',
    })
  })

  test('refuses at once what it does not take', async () => {
    const page = await openPage()
    await page.goto(standIn.urls.storefront)
    await ask(page, 'true')
    for (const [argument, message] of [
      ['{}', 'empty'],
      ['{ ads: true }', 'Extraneous key: ads'],
      ['"yes"', 'boolean or object'],
    ]) {
      const call = `try { Shopify.customerPrivacy.setTrackingConsent(${argument}) } catch (error) { error.message }`
      expect(await page.evaluate(call)).toContain(message)
    }
  })

  test('a tab remembers how it must behave: region, failure, signal, absence', async () => {
    const page = await openPage()
    await page.goto(`${standIn.urls.storefront}?cp_region=USCA&cp_gpc=1`)
    await page.goto(`${standIn.urls.storefront}collections/thes`)
    expect(await ask(page, 'Shopify.customerPrivacy.getRegion()')).toBe('USCA')
    await page.waitForFunction("Shopify.customerPrivacy.currentVisitorConsent().sale_of_data === 'no'")
    await page.goto(`${standIn.urls.storefront}?cp_fail=set`)
    await ask(page, 'true')
    const failing = `new Promise((done) => Shopify.customerPrivacy.setTrackingConsent({ analytics: true }, done))`
    expect(await page.evaluate(failing)).toEqual({ error: expect.stringContaining('Error while setting') })
    await page.goto(`${standIn.urls.storefront}?cp_fail=load`)
    expect(await ask(page, 'true')).toBe('failed')
    await page.goto(`${standIn.urls.storefront}?cp_absent=1`)
    expect(await page.evaluate('typeof Shopify.loadFeatures')).toBe('undefined')
  })
})

test.each([1280, 390])('every page of the stand-in is readable for everybody and fits (%i px)', async (width) => {
  const admin = standIn.urls.admin.replace('/apps/kept', '')
  const pages = ['customers', 'settings'].map((path) => `${admin}/${path}`)
  const fresh = standIn.shops[1]?.storefront ?? ''
  const shop = [
    '',
    'collections/all',
    'products/oolong-milky',
    'cart',
    'account',
    'pages/notre-maison',
    'en/policies/privacy-policy',
  ]
  const page = await openPage(width)
  const storefronts = [...shop.map((path) => standIn.urls.storefront + path), fresh, `${fresh}products/obstschale`]
  for (const url of [...pages, ...storefronts, standIn.urls.mail]) {
    await page.goto(url)
    expect(await violationsIn(page.mainFrame()), url).toEqual([])
    expect(await page.evaluate('document.body.scrollWidth - innerWidth'), url).toBeLessThanOrEqual(0)
    if (process.env.PICTURES)
      await page.screenshot({
        path: `${process.env.PICTURES}/${width}-${new URL(url).pathname.replaceAll('/', '_')}-${new URL(url).port}.png`,
      })
  }
})
