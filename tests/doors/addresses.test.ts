import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors, sendRaw, signedProxyPath, statusOf } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

/** What the pages would answer with, in these tests. */
const REACHED_A_PAGE = 204
const ask = async (path: string) =>
  statusOf(await sendRaw(doors.url, `GET ${path} HTTP/1.1\r\nHost: kept.example.com\r\nConnection: close\r\n\r\n`))

test.each([
  '/proxy/other',
  '/proxy/%2e%2e/app',
  '/proxy/%2E%2E/app',
  '/proxy/../app',
  '/proxy/..%2fapp',
  '/proxy/%252e%252e/app',
  '/proxy/./../app',
  '/proxy/..\\app',
  '/proxy\\..\\app',
  '/proxy%5c..%5capp',
  '/proxy%2f..%2fapp',
  '/PROXY/consent',
  '/Proxy/%2e%2e/app',
  '/%70roxy/%2e%2e/app',
  '/%2570roxy/../app',
  '//proxy/%2e%2e/app',
  '/\\proxy/../app',
  '///proxy/consent',
  '/./proxy/consent',
  '/%2e/proxy/consent',
  '/app/../proxy/consent',
  '/app/%2e%2e/proxy/x',
  '/proxy//consent',
  '/proxy/consent/',
  '/proxy/consent%20',
  '/proxy/%zz/../app',
  '/proxy;/../app',
  '/webhooks/%2e%2e/app',
  '/Webhooks/compliance',
])('a call at %s stays at the doors, which do not know it', async (path) => {
  expect(await ask(path)).toBe(404)
})

test('whatever a stranger puts below the proxy’s address, no page answers it', async () => {
  const part = fc.constantFrom(
    '/',
    '\\',
    '..',
    '.',
    '%2e',
    '%2E%2e',
    '%2f',
    '%5c',
    '%25',
    'app',
    'policy',
    'consent',
    '//',
    ';',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 8 }), async (parts) => {
      expect(await ask(`/proxy/${parts.join('')}`)).not.toBe(REACHED_A_PAGE)
    }),
    { numRuns: 200 },
  )
})

test('pages are reached at addresses that only look similar', async () => {
  for (const path of ['/app', '/app/proxy', '/app?to=/proxy/x', '/apps/privacy', '/', '/app/%zz']) {
    expect(await ask(path), path).toBe(REACHED_A_PAGE)
  }
})

test('a signed query is of no use at another spelling of its door', async () => {
  for (const path of ['/proxy/consent/', '/proxy//consent', '/Proxy/consent', '/proxy/%63onsent']) {
    expect((await doors.post(signedProxyPath(path), {})).status).toBe(404)
  }
})
