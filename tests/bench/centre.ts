/**
 * What a page of the privacy centre costs: the time from the signed call to the last byte, and what the page adds to the theme.
 *
 *   npm run bench:centre
 *
 * The doors run in this process on a PostgreSQL of their own; each reader comes from another network. The shop has the template's
 * register, five languages, and a customer with a hundred choices and ten requests.
 */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { Liquid } from 'liquidjs'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { migrate } from '../../scripts/migrate.ts'
import { signedProxyUrl } from '../stand-in/signed.ts'
import { machineName } from './large-register.ts'

const SECRET = 'bench-secret'
const READS = 300
const AIM_MS = 30
const AIM_BYTES = 40_000

const directory = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
const postgres = await startEmbeddedPostgres({ directory: path.join(directory, 'postgres'), port: await freePort() })
await migrate(postgres.url, appLoginAt(postgres.url))
Object.assign(process.env, {
  LOG_LEVEL: 'error',
  DATABASE_URL: appLoginAt(postgres.url),
  SHOPIFY_API_KEY: 'bench',
  SHOPIFY_API_SECRET: SECRET,
  SHOPIFY_APP_URL: 'https://kept.example.com',
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
})
const { openVault } = await import('../../app/encryption-keys.ts')
await openVault()
const { handleAtDoor } = await import('../../app/doors/index.ts')
const { notePublished } = await import('../../app/banner/configuration/store.ts')
const { choose } = await import('../../app/centre/index.ts')
const { forShop, pool } = await import('../../app/platform/db.ts')
const { startQueue, stopQueue } = await import('../../app/platform/queue.ts')
const { shopDomain } = await import('../../app/platform/shop-domain.ts')
const { fileFromAccount } = await import('../../app/requests/index.ts')
const register = await import('../../app/register/index.ts')
const { noteInstalled } = await import('../../app/shopify/installation.ts')
const { theTemplate } = await import('../register/a-register.ts')
await startQueue()

const shop = shopDomain.parse(`${randomUUID()}.myshopify.com`)
const customerId = '7'
const person = { by: 'customer', customerId } as const
const content = theTemplate()
await forShop(shop, async (tx) => {
  await noteInstalled(tx)
  await register.writeDraft(tx, { register: content, updatedAt: new Date(), updatedBy: '1' })
  const added = { hash: register.contentHash(content), author: '1', createdAt: new Date() }
  const { number } = await register.insertVersion(tx, added)
  await register.settleVersion(tx, number, { state: 'published', at: new Date() })
  const languages = ['fr', 'en', 'de', 'ar', 'ja']
  await notePublished(tx, {
    hash: null as never,
    at: new Date(),
    languages,
    registerVersion: number,
    settingsRevision: 0,
  })
})
for (let nth = 0; nth < 100; nth += 1)
  await forShop(shop, (tx) =>
    choose(tx, person, {
      ...{
        id: randomUUID(),
        purpose: 'email-offers',
        granted: nth % 2 === 0,
        language: 'fr',
        surface: 'account' as const,
      },
    }),
  )
for (let nth = 0; nth < 10; nth += 1)
  await forShop(shop, (tx) =>
    fileFromAccount(
      tx,
      {
        ...{
          kind: 'question',
          text: '',
          country: null,
          region: null,
          language: 'fr',
          professional: null,
          purposes: [],
        },
      },
      { customerId, network: `198.51.${nth}` },
    ),
  )

const server = createServer((request, response) => {
  if (!handleAtDoor(request, response)) response.writeHead(404).end()
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo

let networks = 0
async function read(at: string, options: { customerId?: string; pathPrefix?: string }): Promise<string> {
  networks += 1
  const url = `http://127.0.0.1:${port}${signedProxyUrl(at, { secret: SECRET, shop, ...options })}`
  const network = `203.${networks % 250}.${Math.floor(networks / 250)}.7`
  const answer = await fetch(url, { headers: { 'x-forwarded-for': `${network}, 10.0.0.1` } })
  if (answer.status !== 200) throw new Error(`${at} answered ${answer.status}`)
  return answer.text()
}

const liquid = new Liquid()
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
let isMissed = false

async function measure(what: string, at: string, options: { customerId?: string; pathPrefix?: string }): Promise<void> {
  for (let nth = 0; nth < 20; nth += 1) await read(at, options)
  const times: number[] = []
  let source = ''
  const before = process.threadCpuUsage()
  for (let nth = 0; nth < READS; nth += 1) {
    const begun = performance.now()
    source = await read(at, options)
    times.push(performance.now() - begun)
  }
  const { user, system } = process.threadCpuUsage(before)
  const worked = (user + system) / 1_000 / READS
  times.sort((a, b) => a - b)
  const [median = 0, late = 0] = [times[READS / 2], times[Math.floor(READS * 0.95)]]
  const page = await liquid.parseAndRender(source, {
    request: { locale: { iso_code: 'fr' } },
    localization: {},
    shop: {},
  })
  const [raw, zipped] = [Buffer.byteLength(page), gzipSync(page).length]
  if (median > AIM_MS || raw > AIM_BYTES) isMissed = true
  console.log(
    `  ${what.padEnd(46)}${median.toFixed(1).padStart(7)} ms${late.toFixed(1).padStart(7)} ms${worked.toFixed(1).padStart(7)} ms${kilobytes(raw).padStart(10)}${kilobytes(zipped).padStart(9)}${kilobytes(Buffer.byteLength(source)).padStart(10)}`,
  )
}

console.log(`${machineName()}; the aim is ${AIM_MS} ms and ${AIM_BYTES / 1000} kB`)
console.log(
  `  ${''.padEnd(46)}${'median'.padStart(10)}${'95 %'.padStart(10)}${'work'.padStart(10)}${'page'.padStart(10)}${'gzip'.padStart(9)}${'as Liquid'.padStart(10)}`,
)
await measure('somebody who is not signed in', '/proxy', {})
await measure('a customer, in five languages', '/proxy', { customerId })
await measure('a customer, in the folder of one language', '/proxy', { customerId, pathPrefix: '/fr/apps/privacy' })
await measure('what is held, before it was read', '/proxy/held', { customerId })

server.close()
await stopQueue(1_000)
await pool.end()
await postgres.stop()
rmSync(directory, { recursive: true, force: true })
process.exitCode = isMissed ? 1 : 0
