/**
 * What one decision, one seal and one look for due seals cost on this machine, and what a day would ask that was computed
 * from them (docs/scale.md), on one PostgreSQL with fsync on:
 *
 *   npm run bench:scale [-- --shops 100000 --peak 1000 --mean 400 --year 100 --deciding 20000 --webhooks 20]
 *
 * Processor time of a web process is not measured here: it is that of docs/benchmarks.md.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { appLoginAt } from '../../scripts/local/app-login.ts'
import { startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { migrate } from '../../scripts/migrate.ts'
import { anEvent } from '../consent/an-event.ts'
import { installShops } from '../setup/installed-shops.ts'
import { machine, median } from './servers.ts'
import { type Costs, DAY_OF_A_SALE, type Day, simulate } from './simulation.ts'

const DECISIONS = 1_000
const SEALED_SHOPS = 200
const DECISIONS_A_SEAL = 3
const LOOKS = 5
/** Of one shop, to weigh them. */
const WEIGHED = 50_000
const WEIGHED_AT_ONCE = 500

const number = { type: 'string' } as const
const { values } = parseArgs({
  options: { shops: number, peak: number, mean: number, year: number, deciding: number, webhooks: number },
})
const given = (value: string | undefined, otherwise: number) => (value === undefined ? otherwise : Number(value))
const day: Day = {
  shops: given(values.shops, DAY_OF_A_SALE.shops),
  peak: given(values.peak, DAY_OF_A_SALE.peak),
  mean: given(values.mean, DAY_OF_A_SALE.mean),
  year: given(values.year, DAY_OF_A_SALE.year),
  shopsDeciding: given(values.deciding, DAY_OF_A_SALE.shopsDeciding),
  webhooks: given(values.webhooks, DAY_OF_A_SALE.webhooks),
}

const directory = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
const postgres = await startEmbeddedPostgres({ directory: path.join(directory, 'postgres'), port: await freePort() })
try {
  await migrate(postgres.url, appLoginAt(postgres.url))
  Object.assign(process.env, {
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
    DATABASE_URL: appLoginAt(postgres.url),
    SHOPIFY_API_KEY: 'bench-key',
    SHOPIFY_API_SECRET: 'bench-secret',
    SHOPIFY_APP_URL: 'https://kept.example.com',
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  })
  report(await measure())
} finally {
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}

async function measure(): Promise<Costs> {
  const { openVault } = await import('../../app/encryption-keys.ts')
  const { appendEvent, appendWithin } = await import('../../app/consent/index.ts')
  const { dueSeals } = await import('../../app/consent/seals/seal-store.ts')
  const { sealNext } = await import('../../app/consent/seals/index.ts')
  const { forShop, pool, prisma } = await import('../../app/platform/db.ts')
  const { shopDomain } = await import('../../app/platform/shop-domain.ts')
  await openVault()
  const shops = Array.from({ length: SEALED_SHOPS }, (_, n) => shopDomain.parse(`scale-${n}.myshopify.com`))
  await installShops(postgres.url, shops)
  const anyShop = (n: number) => shops[n % shops.length] ?? shopDomain.parse('scale-0.myshopify.com')
  const decide = (n: number, many: number) =>
    forShop(anyShop(n), (tx) =>
      appendWithin(
        tx,
        Array.from({ length: many }, () => anEvent()),
      ),
    )

  const alone = (n: number) => appendEvent(anyShop(n), anEvent())
  for (let n = 0; n < DECISIONS / 10; n += 1) await alone(n)
  const decisionMs = await medianOf(DECISIONS, alone)
  const seal = (n: number) => forShop(anyShop(n), sealNext)
  for (let n = 0; n < SEALED_SHOPS; n += 1) await seal(n)
  for (let n = 0; n < SEALED_SHOPS; n += 1) await decide(n, DECISIONS_A_SEAL)
  const sealMs = await medianOf(SEALED_SHOPS, seal)

  const before = await sizeOfEvents()
  for (let done = 0; done < WEIGHED; done += WEIGHED_AT_ONCE) await decide(0, WEIGHED_AT_ONCE)
  const bytesPerDecision = ((await sizeOfEvents()) - before) / WEIGHED + 32

  await fillShops()
  const dueMs = await medianOf(LOOKS, () => dueSeals(new Date(), 1_000_000))
  await prisma.$disconnect()
  await pool.end()
  return { decisionCpuUs: 124, webhookCpuUs: 172, decisionMs, sealMs, dueMs, bytesPerDecision }
}

async function medianOf(times: number, work: (n: number) => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < times; n += 1) {
    const before = performance.now()
    await work(n)
    took.push(performance.now() - before)
  }
  return median(took)
}

async function ask(sql: string, parameters: unknown[] = []) {
  const owner = new pg.Client({ connectionString: postgres.url })
  await owner.connect()
  try {
    return (await owner.query(sql, parameters)).rows
  } finally {
    await owner.end()
  }
}

async function sizeOfEvents(): Promise<number> {
  const [row] = await ask(
    `SELECT sum(pg_total_relation_size(inhrelid))::float AS size FROM pg_inherits WHERE inhparent = 'consent_events'::regclass`,
  )
  return row.size
}

/** Ledgers that are all sealed but for one shop in five. */
async function fillShops(): Promise<void> {
  await ask(
    `INSERT INTO consent_ledgers (shop, next_position)
     SELECT 'quiet-' || n || '.myshopify.com', CASE WHEN n % 5 = 0 THEN 2 ELSE 1 END FROM generate_series(1, $1::int) AS n`,
    [day.shops],
  )
  await ask(
    `INSERT INTO consent_seals (shop, number, from_position, to_position, root, key_number, sealed_at, signature, leaves)
     SELECT 'quiet-' || n || '.myshopify.com', 0, 0, 1, sha256('x'), 0, now() - interval '1 hour', '', sha256('x')
     FROM generate_series(1, $1::int) AS n`,
    [day.shops],
  )
  await ask('ANALYZE')
}

function report(costs: Costs): void {
  const asked = simulate(costs, day)
  const one = (value: number) => value.toFixed(2)
  process.stdout.write(`${machine()}

measured: a decision alone ${one(costs.decisionMs)} ms, a seal ${one(costs.sealMs)} ms, a look for due seals among
${day.shops.toLocaleString('en')} shops ${one(costs.dueMs)} ms, ${costs.bytesPerDecision.toFixed(0)} bytes a decision

of ${JSON.stringify(day)}
  web processes: ${one(asked.webCores)} cores
  connections busy with decisions: ${one(asked.decidingConnections)}
  connections busy with seals: ${one(asked.sealingConnections)}
  connections busy with looking, three workers: ${one(asked.lookingConnections)}
  commits a second: ${asked.commitsPerSecond.toFixed(0)}
  the day: ${asked.gigabytesOfTheDay.toFixed(0)} GB, the year: ${asked.gigabytesOfTheYear.toFixed(0)} GB
`)
}
