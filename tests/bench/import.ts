/**
 * How many rows of another tool's file are recorded in a second, and how much memory that takes, on a PostgreSQL with fsync on:
 * customers of whom nothing is known, the same customers again (every row is known), and browsers by a number alone.
 *
 *   npm run bench:import [-- ROWS]
 */
import { machine, type Servers, SHOP, startServers } from './servers.ts'

const ROWS = Number(process.argv[2] ?? 100_000)
const SAMPLE_MS = 200

const servers: Servers = await startServers([])
Object.assign(process.env, servers.env)
// With the settings of this run.
const { openVault } = await import('../../app/encryption-keys.ts')
const { forShop, pool, prisma } = await import('../../app/platform/db.ts')
const { startQueue, stopQueue } = await import('../../app/platform/queue.ts')
const { shopDomain } = await import('../../app/platform/shop-domain.ts')
const { settleVersion, writeDraft } = await import('../../app/register/index.ts')
const { beginImport, checkImport, confirmImport, IMPORT_PORTION_BYTES, readConsentImport, takePortion, workImport } =
  await import('../../app/consent/index.ts')
const { freezeJudged } = await import('../register/freeze.ts')
const { theTemplate } = await import('../register/a-register.ts')

const shop = shopDomain.parse(SHOP)

const TIME = Date.parse('2025-01-01T00:00:00Z')
const atOf = (n: number) => new Date(TIME + n * 1_000).toISOString()
const FILES = {
  customers: {
    header: 'Customer ID,Email,Time,Email offers\n',
    row: (n: number) => `${1_000_000 + n},customer-${n}@example.com,${atOf(n)},${n % 3 === 0 ? 'no' : 'yes'}\n`,
  },
  browsers: {
    header: 'Consent ID,Time,Analytics,Country\n',
    row: (n: number) => `reference-${n},${atOf(n)},${n % 3 === 0 ? 'no' : 'yes'},FR\n`,
  },
}
type FileName = keyof typeof FILES

/** The portions of a file, made one after another: this process holds no file either. */
function* portionsOf(name: FileName): Generator<Buffer> {
  const { header, row } = FILES[name]
  let text = Buffer.from(header)
  for (let n = 0; n < ROWS; n += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, ROWS - n) }, (_, i) => row(n + i)).join('')
    text = Buffer.concat([text, Buffer.from(rows)])
    for (; text.length >= IMPORT_PORTION_BYTES; text = text.subarray(IMPORT_PORTION_BYTES))
      yield text.subarray(0, IMPORT_PORTION_BYTES)
  }
  if (text.length > 0) yield text
}

async function timed(work: () => Promise<void>): Promise<{ seconds: number; mostMb: number }> {
  let most = 0
  const sampler = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, SAMPLE_MS)
  const before = performance.now()
  await work()
  clearInterval(sampler)
  return { seconds: (performance.now() - before) / 1_000, mostMb: most / 1024 / 1024 }
}

async function imported(name: FileName): Promise<void> {
  let bytes = 0
  for (const portion of portionsOf(name)) bytes += portion.length
  const begun = await forShop(shop, (tx) => beginImport(tx, { tool: 'other', format: 'csv', bytes }, '1'))
  if (!begun.ok) throw new Error(begun.reason)
  const { id } = begun
  let number = 0
  for (const content of portionsOf(name)) {
    const position = number
    await forShop(shop, (tx) => takePortion(tx, { id, number: position, content }))
    number += 1
  }
  const job = { shop, receivedAt: Date.now(), importId: id }
  const mapping = (await readConsentImport(shop, id, 'en'))?.preview?.mapping
  if (!mapping || !(await forShop(shop, (tx) => checkImport(tx, id, mapping))))
    throw new Error('the mapping is refused')
  const checked = await timed(() => workImport(job))
  await forShop(shop, (tx) => confirmImport(tx, id, '1'))
  const run = await timed(() => workImport(job))
  const counts = (await readConsentImport(shop, id, 'en'))?.found.counts
  console.log(
    `${name}, ${ROWS} rows (${(bytes / 1024 / 1024).toFixed(0)} MB): checked ${(ROWS / checked.seconds).toFixed(0)} rows/s, ` +
      `imported ${(ROWS / run.seconds).toFixed(0)} rows/s in ${run.seconds.toFixed(0)} s, at most ${run.mostMb.toFixed(0)} MB; ${JSON.stringify(counts)}`,
  )
}

try {
  console.log(`${machine()}\n`)
  await openVault()
  await startQueue()
  await forShop(shop, async (tx) => {
    const revision = await writeDraft(tx, { register: theTemplate(), updatedAt: new Date(), updatedBy: '1' })
    const frozen = await freezeJudged(tx, { revision, author: '1' })
    if (!frozen.ok) throw new Error(frozen.reason)
    await settleVersion(tx, frozen.version.number, { state: 'published', at: new Date() })
  })
  await imported('customers')
  await imported('customers')
  await imported('browsers')
} finally {
  await stopQueue(0)
  await prisma.$disconnect()
  await pool.end()
  await servers.stop()
}
