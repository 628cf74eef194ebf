import type { createServer, IncomingMessage } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { webServer } from '../../app/doors/index.ts'
import { log } from '../../app/platform/log.ts'
import { type Doors, openDoors, sendRaw, statusOf } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())
afterEach(() => vi.restoreAllMocks())

const ask = (target: string, ...headers: string[]) =>
  sendRaw(doors.url, [`GET ${target} HTTP/1.1`, 'Connection: close', ...headers, '', ''].join('\r\n'))

describe('a request that nobody sends by mistake is refused with 400', () => {
  test.each<[string, string, ...string[]]>([
    ['a port that is none', '/app', 'Host: kept.example.com:99999999'],
    ['a host with a space', '/app', 'Host: kept example'],
    ['a host that is a path', '/app', 'Host: kept.example.com/evil'],
    ['a host with a login', '/app', 'Host: a@b'],
    ['half an IPv6 address', '/app', 'Host: [::1'],
    ['an IPv4 address that is none', '/app', 'Host: 1.2.3.4.5'],
    ['an empty host', '/app', 'Host:'],
    ['a forwarded host that is none', '/app', 'Host: kept.example.com', 'X-Forwarded-Host: <script>'],
    ['a second forwarded host that is none', '/app', 'Host: kept.example.com', 'X-Forwarded-Host: a.example, b c'],
    ['another protocol', '/app', 'Host: kept.example.com', 'X-Forwarded-Proto: javascript'],
    ['no protocol', '/app', 'Host: kept.example.com', 'X-Forwarded-Proto: '],
    ['a protocol with more', '/app', 'Host: kept.example.com', 'X-Forwarded-Proto: https://evil.example/'],
    ['a whole address', 'http://evil.example/app', 'Host: kept.example.com'],
    ['an admin that nobody can decode', '/app?host=x&shop=a.myshopify.com', 'Host: kept.example.com'],
    ['an admin that is not base64', '/app?shop=a.myshopify.com&host=%FF', 'Host: kept.example.com'],
    ['an admin that is no address', `/app?host=${btoa('a b c')}`, 'Host: kept.example.com'],
    ['a second admin that is none', `/app?host=${btoa('admin.shopify.com')}&host=!`, 'Host: kept.example.com'],
    ['no admin', '/app?host=', 'Host: kept.example.com'],
    ['the same at a door', '/proxy/consent', 'Host: [', 'X-Forwarded-Proto: https'],
  ])('%s', async (_what, target, ...headers) => {
    const warn = vi.spyOn(log, 'warn')
    const error = vi.spyOn(log, 'error')
    expect(statusOf(await ask(target, ...headers))).toBe(400)
    expect(error).not.toHaveBeenCalled()
    expect(warn.mock.calls.length).toBeLessThanOrEqual(1)
  })

  test('and the log has some lines a minute for it, however many come', async () => {
    const warn = vi.spyOn(log, 'warn')
    for (let call = 0; call < 30; call += 1) await ask('/app', 'Host: kept.example.com', 'X-Forwarded-Proto: gopher')
    expect(warn.mock.calls.length).toBeLessThanOrEqual(10)
  })
})

test.each([
  'Host: kept.example.com',
  'Host: kept_web:3000',
  'Host: 10.0.0.7:3000',
  'Host: [::1]:3000',
  'Host: localhost',
])('a health check that asks for %s is answered', async (host) => {
  expect(statusOf(await ask('/healthz', host))).toBe(200)
})

test('pages never learn another address of theirs than the configured one, nor a signature', async () => {
  const seen: IncomingMessage[] = []
  const server = webServer((request, response) => {
    seen.push(request)
    response.end()
  })
  const url = await doorsOf(server)
  const target = '/app?shop=a.myshopify.com&signature=abc&hmac=def&host=YQ'
  await sendRaw(
    url,
    `GET ${target} HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http\r\nConnection: close\r\n\r\n`,
  )
  server.close()
  expect(seen).toHaveLength(1)
  expect(seen[0]?.headers).toMatchObject({ host: 'kept.example.com', 'x-forwarded-proto': 'https' })
  expect(seen[0]?.headers).not.toHaveProperty('x-forwarded-host')
  expect(seen[0]?.url).toBe('/app?shop=a.myshopify.com&host=YQ')
})

function doorsOf(server: ReturnType<typeof createServer>): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
    })
  })
}
