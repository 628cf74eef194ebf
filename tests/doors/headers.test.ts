import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { webServer } from '../../app/doors/index.ts'
import { documentPolicy } from '../../app/platform/response-headers.ts'
import { answerAuthentication } from '../../app/shopify/auth-pages.ts'
import { aDecision, aShop, type Doors, openDoors, sendRaw, signedProxyPath } from '../setup/shopify-calls.ts'

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

describe('every answer says how it may be used', () => {
  const shop = aShop()
  test.each<[string, () => Promise<Response>]>([
    ['a decision', () => doors.consent(aDecision(), { shop })],
    ['a refused decision', () => doors.consent({}, { shop })],
    ['an unsigned decision', () => doors.consent({}, { shop, unsigned: true })],
    ['a webhook', () => doors.webhook('app/scopes_update', {}, { secret: 'wrong' })],
    ['a door that there is not', () => fetch(`${doors.url}/proxy/x`)],
    ['a policy that there is not', () => fetch(doors.url + signedProxyPath('/proxy/policy', { shop }))],
    ['a receipt that there is not', () => fetch(doors.url + signedProxyPath('/proxy/receipts/x', { shop }))],
    ['a page of privacy choices', () => fetch(doors.url + signedProxyPath('/proxy/privacy-choices', { shop }))],
    ['a health check', () => fetch(`${doors.url}/healthz`)],
    ['a page', () => fetch(`${doors.url}/app`)],
  ])('%s', async (_what, call) => {
    const { headers } = await call()
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('referrer-policy')).toBeTruthy()
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  test('a request that is no HTTP of ours', async () => {
    const answer = await sendRaw(doors.url, 'GET /app HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff')
  })

  test('what a page says itself stays, and is there once', async () => {
    const server = webServer((_request, response) => {
      response.setHeader('cache-control', 'public, max-age=31536000, immutable')
      response.writeHead(200, { 'referrer-policy': 'no-referrer' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const { headers } = await fetch(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
    server.close()
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('a document of the app', () => {
  test('runs the app’s scripts and App Bridge, nothing else, inside Shopify’s admin', () => {
    expect(documentPolicy(["'nonce-abc'"], 'frame-ancestors https://a.myshopify.com https://admin.shopify.com;')).toBe(
      "frame-ancestors https://a.myshopify.com https://admin.shopify.com; script-src 'self' 'nonce-abc' https://cdn.shopify.com; object-src 'none'; base-uri 'none'; form-action 'self'",
    )
  })

  test('of a shop that nobody knows is framed by admins only', () => {
    expect(documentPolicy([], null)).toMatch(
      /^frame-ancestors https:\/\/admin\.shopify\.com https:\/\/\*\.myshopify\.com;/,
    )
  })
})

describe('the pages under which Shopify’s library authenticates', () => {
  const ask = (path: string) =>
    answerAuthentication(new Request(`https://kept.example.com${path}`, { headers: { 'user-agent': BROWSER } }))

  test('run App Bridge, and the one script that the library wrote', async () => {
    const bounce = await ask('/auth/session-token?shop=a.myshopify.com')
    expect(bounce?.status).toBe(200)
    expect(bounce?.headers.get('content-security-policy')).toMatch(
      /frame-ancestors https:\/\/a\.myshopify\.com .*script-src 'self' https:\/\/cdn\.shopify\.com;/,
    )
    const exit = await ask('/auth/exit-iframe?shop=a.myshopify.com&exitIframe=/app')
    expect(exit?.headers.get('content-security-policy')).toMatch(
      /script-src 'self' 'sha256-[A-Za-z0-9+/]{43}=' https:\/\/cdn/,
    )
    expect(await exit?.text()).toContain('window.open("https://kept.example.com/app"')
  })

  test.each([
    'javascript:alert(1)',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    'https://kept.example.com@evil.example/',
    'https://admin.shopify.com.evil.example/',
    'http://admin.shopify.com/',
    'https://a.myshopify.com/',
    'data:text/html,x',
    '',
    ' ',
    '///',
    'https://[',
  ])('lead nobody to %s', async (target) => {
    expect(await ask(`/auth/exit-iframe?shop=a.myshopify.com&exitIframe=${encodeURIComponent(target)}`)).toBeNull()
  })

  test.each(['%0d%0aX: y', 'é', "a.myshopify.com 'unsafe-inline'", 'https://evil.example', ''])(
    'take no shop that is none (%s)',
    async (shop) => {
      expect(await ask(`/auth/session-token?shop=${encodeURIComponent(decodeURIComponent(shop))}`)).toBeNull()
    },
  )
})
