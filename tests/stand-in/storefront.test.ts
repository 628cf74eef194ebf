import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { API_SECRET, aDirectory, anApp, aStandIn } from './a-stand-in.ts'
import { gid, INSTALLATION_ID } from './shop/model.ts'
import { signatureOf } from './signed.ts'
import type { StandIn } from './start.ts'

const BLOCK = `<script>window.cfg={{ app.metafields.kept.banner.value | json }}</script><p class="{{ block.settings.tone }}">{{ 'title' | t: shop: shop.name }}</p>
{% schema %}{"name":"t:name","target":"compliance_head","javascript":"banner.js","available_if":"{{ app.metafields.kept.enabled }}",
"settings":[{"type":"paragraph","content":"t:where"},{"type":"text","id":"tone","default":"calm"}]}{% endschema %}`

let standIn: StandIn
let app: Awaited<ReturnType<typeof anApp>>
let extension: string

beforeAll(async () => {
  app = await anApp()
  const directory = aDirectory()
  extension = path.join(directory, 'extension')
  standIn = await aStandIn({ directory, upstream: app, extensionDir: extension })
})
afterAll(async () => {
  await standIn.close()
  app.close()
})

const page = async (at = '') => (await fetch(standIn.urls.storefront + at)).text()

const setAppData = (key: string, type: string, value: string) =>
  standIn.state.shop.metafields.push({
    id: gid('Metafield', key),
    ownerId: INSTALLATION_ID,
    namespace: 'kept',
    key,
    type,
    value,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  })

describe('the theme app extension', () => {
  test('the shop works without it', async () => {
    expect(await page()).toContain('Maison Théa')
    expect((await fetch(`${standIn.urls.storefront}products/nothing`)).status).toBe(404)
  })

  test('is first in head, in the page’s language, safe inside a script, and only when the app says so', async () => {
    for (const folder of ['blocks', 'locales', 'assets']) mkdirSync(path.join(extension, folder), { recursive: true })
    writeFileSync(path.join(extension, 'blocks/banner.liquid'), BLOCK)
    writeFileSync(path.join(extension, 'locales/en.default.json'), '{"title":"Choices at {{ shop }}"}')
    writeFileSync(path.join(extension, 'locales/fr.json'), '{"title":"Choix chez {{ shop }}"}')
    writeFileSync(path.join(extension, 'assets/banner.js'), 'ran = true')
    expect(await page()).not.toContain('BEGIN app block')
    setAppData('enabled', 'boolean', 'true')
    setAppData('banner', 'json', '{"text":"</script>"}')
    const french = await page()
    expect(french).toContain('<p class="calm">Choix chez Maison Théa')
    expect(french).toContain('{"text":"\\u003c/script\\u003e"}')
    expect(french.indexOf('BEGIN app block')).toBeLessThan(french.indexOf('<title>'))
    expect(await page('de/')).toContain('Choices at Maison Théa')
    const asset = french.match(/src="(\/cdn[^"]+banner\.js)"/)?.[1] ?? ''
    expect(await page(asset.slice(1))).toBe('ran = true')
    standIn.state.shop.embedEnabled = false
    expect(await page()).not.toContain('BEGIN app block')
    standIn.state.shop.embedEnabled = true
  })

  test('a tag that Shopify forbids there is an error', async () => {
    cpSync(path.join(extension, 'blocks/banner.liquid'), path.join(extension, 'blocks/bad.liquid'))
    writeFileSync(path.join(extension, 'blocks/bad.liquid'), `{% include 'x' %}${BLOCK}`)
    expect((await fetch(standIn.urls.storefront)).status).toBe(500)
    writeFileSync(path.join(extension, 'blocks/bad.liquid'), BLOCK)
  })
})

test('a call through the app proxy is signed, names the signed-in customer, and carries no cookie either way', async () => {
  const customer = standIn.state.shop.customers[3]
  const signIn = await fetch(`${standIn.urls.storefront}account/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ email: customer?.email ?? '' }),
    redirect: 'manual',
  })
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? ''
  app.answer.headers = { 'set-cookie': 'app=1' }
  const response = await fetch(`${standIn.urls.storefront}en/apps/privacy/consent?shop=other&a=1`, {
    method: 'POST',
    headers: { cookie },
    body: '{"choice":1}',
  })
  expect(response.headers.get('set-cookie')).toBeNull()
  const { method, url, headers, body } = app.received.at(-1) ?? {}
  expect([method, url?.pathname, body?.toString()]).toEqual(['POST', '/proxy/consent', '{"choice":1}'])
  expect(url?.searchParams.get('logged_in_customer_id')).toBe(String(customer?.id))
  expect(url?.searchParams.get('shop')).toBe('maison-thea.myshopify.com')
  expect(url?.searchParams.get('path_prefix')).toBe('/en/apps/privacy')
  expect(url?.searchParams.get('signature')).toBe(signatureOf(url?.searchParams ?? new URLSearchParams(), API_SECRET))
  expect(headers?.cookie).toBeUndefined()
  expect(headers?.['x-forwarded-for']).toBeTruthy()
})

test('links to the shop’s own domain lead to this storefront, in its pages and in what the app shows there', async () => {
  const { domain } = standIn.state.shop
  const link = (path: string) => `<a href="https://${domain}${path}">https://${domain}${path}</a>`
  const policy = standIn.state.shop.policies.find(({ type }) => type === 'PRIVACY_POLICY')
  if (policy) policy.body = link('/pages/contact')
  app.answer.headers = {}
  app.answer.body = link('/apps/privacy/policy/1')
  const shown = async (path: string) => (await fetch(`${standIn.urls.storefront}${path}`)).text()
  const here = standIn.urls.storefront
  expect(await shown('policies/privacy-policy')).toContain(
    `<a href="${here}pages/contact">https://${domain}/pages/contact`,
  )
  expect(await shown('apps/privacy/policy')).toContain(`href="${here}apps/privacy/policy/1"`)
  expect((await fetch(`${here}pages/contact`)).status).toBe(200)
})

test('the other shop’s app proxy calls are signed for that shop, and its visitors have cookies of their own', async () => {
  const [tea, pots] = standIn.shops
  app.answer.headers = {}
  await fetch(`${pots?.storefront}apps/privacy/policy`)
  const { searchParams } = app.received.at(-1)?.url ?? {}
  expect(searchParams?.get('shop')).toBe('toepferei-lindholz.myshopify.com')
  expect(searchParams?.get('signature')).toBe(signatureOf(searchParams ?? new URLSearchParams(), API_SECRET))
  expect(new URL(tea?.storefront ?? '').hostname).not.toBe(new URL(pots?.storefront ?? '').hostname)
  expect(await (await fetch(pots?.storefront ?? '')).text()).toContain('Keramik vom Ammersee')
})

test('the app front exchanges App Bridge and lets the stand-in’s admin frame the app', async () => {
  const admin = new URL(standIn.urls.admin).origin
  app.answer.headers = { 'content-security-policy': 'frame-ancestors https://admin.shopify.com', 'set-cookie': 'own=1' }
  app.answer.body = '<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script>'
  const response = await fetch(`${standIn.urls.app}/app`)
  expect(await response.text()).toBe(`<script src="${admin}/app-bridge.js"></script>`)
  expect(response.headers.get('content-security-policy')).toContain(`frame-ancestors ${admin} `)
  expect(response.headers.get('set-cookie')).toBe('own=1')
  const bridge = await (await fetch(`${admin}/app-bridge.js`)).text()
  expect(bridge).toContain(`const adminOrigin = "${admin}"`)
})

test('the admin sends a signed webhook and erases the customer at Shopify too', async () => {
  const admin = new URL(standIn.urls.admin).origin
  const customer = standIn.state.shop.customers[7]
  const email = customer?.email
  app.answer.headers = {}
  const body = new URLSearchParams({ topic: 'customers/redact', customer: String(customer?.id) })
  const shown = await (await fetch(`${admin}/store/maison-thea/send-webhook`, { method: 'POST', body })).text()
  expect(shown).toContain('customers/redact was sent, Kept answered 200')
  const webhook = app.received.at(-1)
  expect(webhook?.url.pathname).toBe('/webhooks/compliance')
  expect(JSON.parse(webhook?.body.toString() ?? '').customer).toMatchObject({ id: customer?.id, email })
  expect(customer).toMatchObject({ firstName: null, email: null, marketingState: 'REDACTED' })
})

test('a mail is kept and shown, its HTML where it can run nothing', async () => {
  const { hostname, port } = new URL(standIn.urls.smtp)
  const transport = createTransport({ host: hostname, port: Number(port) })
  await transport.sendMail({
    from: 'a@kept.example',
    to: 'b@shop.example',
    subject: '<b>Bonjour</b>',
    html: '<p>"Ça va"</p>',
  })
  transport.close()
  const [mail] = await (await fetch(`${standIn.urls.mail}messages.json`)).json()
  expect(mail).toMatchObject({ to: 'b@shop.example', subject: '<b>Bonjour</b>' })
  const shown = await (await fetch(standIn.urls.mail)).text()
  expect(shown).toContain('&lt;b&gt;Bonjour&lt;/b&gt;')
  expect(shown).toContain('&lt;p&gt;&quot;Ça va&quot;&lt;/p&gt;')
  await fetch(`${standIn.urls.mail}messages`, { method: 'DELETE' })
  expect(await (await fetch(`${standIn.urls.mail}messages.json`)).json()).toEqual([])
})
