import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { expect, inject, test } from 'vitest'

const { app, metrics } = inject('urls')
/** The largest of the browser's files is among them. */
const scripts = readdirSync('build/client/assets').filter((name) => /\.(js|css)$/.test(name))
const compressed = scripts.filter((name) => readdirSync('build/client/assets').includes(`${name}.br`))

/** As it is sent: `fetch` would undo the encoding. */
function answerTo(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; bytes: number }>((resolve, reject) => {
    request(url, { headers }, (response) => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes }))
    })
      .on('error', reject)
      .end()
  })
}

test('no reader of a file has it compressed: the build did, and each takes what it understands', async () => {
  expect(compressed.length).toBeGreaterThan(10)
  const url = `${app}/assets/${compressed[0]}`
  const plain = await answerTo(url)
  expect(plain.headers['content-encoding']).toBeUndefined()
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
  ] as const) {
    const answer = await answerTo(url, { 'accept-encoding': accepted })
    expect(answer.headers).toMatchObject({
      'content-encoding': encoding,
      'content-length': String(answer.bytes),
      'cache-control': 'public, max-age=31536000, immutable',
      vary: expect.stringMatching(/accept-encoding/i),
    })
    expect(answer.bytes).toBeLessThan(plain.bytes)
  }
  expect((await answerTo(`${app}/assets/none.js`)).status).toBe(404)
})

test('whether it is ready is told on the port for inside, and on the app’s own to nobody whom a proxy passed on', async () => {
  expect((await answerTo(metrics.replace('/metrics', '/readyz'))).status).toBe(200)
  expect((await answerTo(`${app}/readyz`)).status).toBe(200)
  expect((await answerTo(`${app}/readyz`, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(404)
  expect((await answerTo(`${app}/healthz`, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(200)
})
