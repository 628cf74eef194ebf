/**
 * What a large register costs staff: the server's time for each page with 200 purposes and 500 trackers, beside the same
 * page with the template as it comes, in one run:
 *
 *   npm run bench:register
 *
 * Whole documents, as Shopify's admin asks for them: session token checked, data read, page rendered.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { LOCAL_API_KEY, LOCAL_API_SECRET, startStack } from '../../scripts/local/stack.ts'
import { adminQuery, BROWSER } from '../stand-in/signed.ts'

const ROUNDS = 15
const PURPOSES = 200
const TRACKERS = 500
const STAFF = '1'

const directory = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
const stack = await startStack({
  directory,
  temporary: true,
  onOutput: (text) => process.stderr.write(text),
  onUnexpectedEnd: (name, code) => process.stderr.write(`${name} ended with ${code}\n`),
})
Object.assign(process.env, {
  LOG_LEVEL: 'silent',
  DATABASE_URL: stack.appDatabaseUrl,
  SHOPIFY_API_KEY: LOCAL_API_KEY,
  SHOPIFY_API_SECRET: LOCAL_API_SECRET,
  SHOPIFY_APP_URL: stack.urls.app,
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
})
const { forShop, pool } = await import('../../app/platform/db.ts')
const { shopDomain } = await import('../../app/platform/shop-domain.ts')
const { frenchRetailer, replaceDraft: importInto, readDraft } = await import('../../app/register/index.ts')

const shop = shopDomain.parse('maison-thea.myshopify.com')
const template = frenchRetailer({
  shopName: 'Maison Théa',
  address: '12 rue des Lilas\n69002 Lyon',
  email: 'dpo@maison-thea.example',
  url: 'https://maison-thea.example/',
  contactPage: 'https://maison-thea.example/pages/contact',
  today: '2026-11-23',
})
const many = <Entry extends { id: string }>(entries: readonly Entry[], size: number, change: (n: number) => object) =>
  Array.from({ length: size }, (_, n) => {
    const entry = entries[n % entries.length]
    return n < entries.length ? entry : { ...entry, id: `${entry?.id}-${n}`, ...change(n) }
  })
const large = {
  ...template,
  purposes: many(template.purposes, PURPOSES, (n) => ({ name: { en: `Purpose ${n}`, fr: `Finalité ${n}` } })),
  trackers: many(template.trackers, TRACKERS, (n) => ({ pattern: `_tracker_${n}` })),
}

const PAGES = [
  '/app',
  '/app/register',
  '/app/register/purpose',
  `/app/register/purpose/edit/${template.purposes[0]?.id}`,
  '/app/register/tracker',
  `/app/register/tracker/edit/${template.trackers[0]?.id}`,
  '/app/register/languages/edit',
  '/app/register/changes',
]

async function put(register: object): Promise<void> {
  const inShop = <T>(work: Parameters<typeof forShop<T>>[1]) => forShop(shop, work)
  const revision = (await inShop(readDraft))?.revision ?? null
  const file = Buffer.from(JSON.stringify(register))
  const answer = await importInto({ shop, id: STAFF, inShop }, { file, revision })
  if (!answer.ok) throw new Error(`The register was refused: ${JSON.stringify(answer.errors.slice(0, 3))}`)
}

/** Milliseconds until the whole document is there. */
async function timeOf(page: string): Promise<number> {
  const query = adminQuery({ apiKey: LOCAL_API_KEY, secret: LOCAL_API_SECRET, shop, locale: 'en' })
  const started = performance.now()
  const response = await fetch(`${stack.urls.app}${page}?${query}`, { headers: { 'user-agent': BROWSER } })
  await response.arrayBuffer()
  const took = performance.now() - started
  if (!response.ok) throw new Error(`${page} answered ${response.status}`)
  return took
}

async function measure(): Promise<{ median: number; slowest: number }[]> {
  const measured = []
  for (const page of PAGES) {
    await timeOf(page)
    const times = []
    for (let round = 0; round < ROUNDS; round += 1) times.push(await timeOf(page))
    times.sort((a, b) => a - b)
    measured.push({ median: times[Math.floor(ROUNDS / 2)] ?? 0, slowest: times.at(-1) ?? 0 })
  }
  return measured
}

try {
  await put(template)
  const small = await measure()
  await put(large)
  const big = await measure()
  console.log(`${'page'.padEnd(36)}    template       large     slowest   ratio`)
  for (const [n, page] of PAGES.entries()) {
    const [before, after] = [small[n]?.median ?? 0, big[n]?.median ?? 0]
    const cells = [before, after, big[n]?.slowest ?? 0].map((ms) => `${ms.toFixed(0)} ms`.padStart(12))
    console.log(page.padEnd(36), ...cells, (after / before).toFixed(1).padStart(7))
  }
} finally {
  await pool.end()
  await stack.stop()
  rmSync(directory, { recursive: true, force: true })
}
