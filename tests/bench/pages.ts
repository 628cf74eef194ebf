/**
 * What one reader of a public page costs everybody else: the time that the event loop is held for each GET, and the
 * longest hold-up, with the template and with registers as large as they may be:
 *
 *   npm run bench:pages
 *
 * The doors run in this process, the readers in another. Then what staff cost with the largest files.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { migrate } from '../../scripts/migrate.ts'
import { aDecision } from '../setup/a-decision.ts'
import { signedProxyUrl } from '../stand-in/signed.ts'
import { largeRegister, machineName } from './large-register.ts'

const SECRET = 'bench-secret'
const READS = 100
/** Milliseconds of the process for each GET. */
const AIM = 5

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
const { forShop, pool } = await import('../../app/platform/db.ts')
const { shopDomain } = await import('../../app/platform/shop-domain.ts')
const { startThreads, stopThreads } = await import('../../app/platform/threads.ts')
await startThreads()
const { policyOverview, readVersion } = await import('../../app/policy/index.ts')
const register = await import('../../app/register/index.ts')
const { noteInstalled } = await import('../../app/shopify/installation.ts')

const server = createServer((request, response) => {
  if (!handleAtDoor(request, response)) response.writeHead(404).end()
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const { port } = server.address() as AddressInfo

interface Cost {
  /** Milliseconds of the processor that the thread of the event loop used, for each. */
  each: number
  /** The longest time that nothing else was served; other processes of the machine are in it. */
  longest: number
}

/** What some work costs this thread. */
async function costOf(times: number, work: () => Promise<unknown>): Promise<Cost> {
  const delay = monitorEventLoopDelay({ resolution: 10 })
  delay.enable()
  const before = process.threadCpuUsage()
  await work()
  const { user, system } = process.threadCpuUsage(before)
  delay.disable()
  return { each: (user + system) / 1_000 / times, longest: delay.max / 1e6 }
}

const READER = `
  const [url, times, method, tag] = process.argv.slice(1)
  for (let n = 0; n < Number(times); n += 1) {
    // Each from a network of its own: one network may not read so often.
    const network = [203, Math.floor(Math.random() * 256), Math.floor(Math.random() * 256), 7].join('.')
    const headers = { 'x-forwarded-for': network + ', 10.0.0.1', ...(tag && { 'if-none-match': tag }) }
    let answer = await fetch(url, { method, headers })
    // On a busy machine the first thread may take longer to begin than a door waits.
    for (let tries = 0; answer.status === 503 && tries < 20; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 2_000))
      answer = await fetch(url, { method, headers })
    }
    await answer.arrayBuffer()
    if (answer.status !== (tag ? 304 : 200)) throw new Error(url + ' answered ' + answer.status)
    if (n === 0) process.stdout.write(answer.headers.get('etag') ?? '')
  }`

/** Reads from another process, one after the other; gives the ETag. */
function read(path: string, { shop, times = 1, method = 'GET', tag = '' }: Reading): Promise<string> {
  const url = `http://127.0.0.1:${port}${signedProxyUrl(path, { secret: SECRET, shop })}`
  const reader = spawn(process.execPath, ['--input-type=module', '-e', READER, url, String(times), method, tag], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    reader.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    reader.once('exit', (code) => (code === 0 ? resolve(said) : reject(new Error('A reader failed'))))
  })
}

interface Reading {
  shop: string
  times?: number
  method?: string
  tag?: string
}

const row = (what: string, { each, longest }: Cost, aim = '') =>
  console.log(`  ${what.padEnd(58)}${each.toFixed(2).padStart(9)} ms${longest.toFixed(0).padStart(9)} ms  ${aim}`)

async function publish(shop: ReturnType<typeof shopDomain.parse>, content: ReturnType<typeof largeRegister>) {
  await forShop(shop, async (tx) => {
    const updated = { updatedAt: new Date(), updatedBy: '1' }
    const revision = await register.writeDraft(tx, { register: content, ...updated })
    const frozen = await register.freezeDraft(tx, {
      revision,
      author: '1',
      judged: register.judge(content, register.dayOf(updated.updatedAt)),
    })
    if (!frozen.ok) throw new Error(`Not frozen: ${frozen.reason} ${JSON.stringify(frozen.errors.slice(0, 3))}`)
    await register.settleVersion(tx, frozen.version.number, { state: 'published', at: new Date() })
  })
}

async function measurePages(name: string, content: ReturnType<typeof largeRegister>) {
  const shop = shopDomain.parse(`${randomUUID()}.myshopify.com`)
  const clauses = content.clauses.map((clause, n) =>
    n < 10 ? { ...clause, text: { fr: `${n} `.repeat(1_500) } } : clause,
  )
  await forShop(shop, noteInstalled)
  await publish(shop, content)
  await publish(shop, { ...content, clauses })
  const inShop = <T>(work: Parameters<typeof forShop<T>>[1]) => forShop(shop, work)
  console.log(`\n${name}: ${(JSON.stringify(content).length / 1e6).toFixed(1)} MB of JSON`)
  row(
    'first reader of a version published before this was kept',
    await costOf(1, () => read('/proxy/policy/2', { shop })),
  )
  await read('/proxy/policy/1', { shop })
  const pages = {
    'the list': '/proxy/policy',
    'the first version': '/proxy/policy/1',
    'the second, with what changed': '/proxy/policy/2',
  }
  for (const [what, page] of Object.entries(pages)) {
    const tag = await read(page, { shop, times: 20 })
    row(what, await costOf(READS, () => read(page, { shop, times: READS })), `aim: under ${AIM} ms`)
    row(`${what}, HEAD`, await costOf(READS, () => read(page, { shop, times: READS, method: 'HEAD' })))
    row(`${what}, known (304)`, await costOf(READS, () => read(page, { shop, times: READS, tag })))
  }
  const id = randomUUID()
  const choices = Object.fromEntries(content.purposes.slice(0, 40).map((purpose) => [purpose.id, true]))
  const decided = await fetch(`http://127.0.0.1:${port}${signedProxyUrl('/proxy/consent', { secret: SECRET, shop })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(aDecision({ id, choices })),
  })
  if (!decided.ok) throw new Error(`A decision was answered ${decided.status}: ${await decided.text()}`)
  const receipt = `/proxy/receipts/${id}`
  await read(receipt, { shop, times: 20 })
  row(
    'a receipt of 40 purposes',
    await costOf(READS, () => read(receipt, { shop, times: READS })),
    `aim: under ${AIM} ms`,
  )

  const staff = { shop, id: '1', inShop }
  const looking = { staffLanguage: 'fr', document: 'policy', language: null, reader: 'general', size: 20 } as const
  row('staff: the policy page', await costOf(1, () => policyOverview(staff, looking)))
  const versions = { number: 2, document: 'policy', language: null, from: 1 } as const
  row('staff: two versions, word by word', await costOf(1, () => readVersion(staff, versions)))
  row(
    'staff: the changes of the draft',
    await costOf(1, () => register.draftChanges(staff, { language: 'fr', size: 100 })),
  )
  row('staff: the record as XLSX', await costOf(1, () => register.draftFile(staff, { format: 'xlsx', language: 'fr' })))
  const file = Buffer.from(register.exportRegister(content))
  row(
    `staff: preview of a file of ${(file.length / 1e6).toFixed(1)} MB`,
    await costOf(1, () => register.previewImport(staff, { file, language: 'fr', size: 100 })),
    'aim: under 50 ms',
  )
  row(
    'staff: the same file put in',
    await costOf(1, () => register.replaceDraft(staff, { file, revision: 2 })),
    'aim: under 50 ms',
  )
}

async function measureRefusals() {
  const shop = shopDomain.parse(`${randomUUID()}.myshopify.com`)
  const staff = { shop, id: '1', inShop: <T>(work: Parameters<typeof forShop<T>>[1]) => forShop(shop, work) }
  console.log('\nfiles that are refused')
  const files = {
    '6 MB of one key, again and again': `{${'"a":1,'.repeat(999_999)}"a":1}`,
    '6 MB of one text, its key twice': `{"a":"${'x'.repeat(6e6)}","a":1}`,
    '240,000 keys that no register has': `{${Array.from({ length: 240_000 }, (_, n) => `"k${n}":1`).join(',')}}`,
    '4 MB of brackets': '['.repeat(4e6),
  }
  for (const [what, text] of Object.entries(files)) {
    const file = Buffer.from(text)
    row(what, await costOf(1, () => register.replaceDraft(staff, { file, revision: null })))
  }
}

try {
  console.log(machineName())
  console.log(`  ${''.padEnd(58)}${'each'.padStart(12)}${'longest'.padStart(12)}`)
  await measurePages('the template', largeRegister({ purposes: 0, characters: 0 }))
  await measurePages('as large as Shopify takes its policy', largeRegister({ purposes: 200, characters: 130 }))
  await measurePages('as large as a register may be', largeRegister({ purposes: 300, characters: 470 }))
  await measureRefusals()
} finally {
  server.close()
  server.closeAllConnections()
  await stopThreads()
  await pool.end()
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}
