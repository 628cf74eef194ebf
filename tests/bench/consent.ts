/**
 * The consent ledger under load and at size, in one run on one PostgreSQL with fsync on:
 *
 *   npm run bench:consent
 *   npm run bench:consent -- --events 1000000     a smaller table
 *
 * Decisions through the signed proxy beside a bare `node:http` server that does one INSERT a request, and beside c15t's
 * self-hosted backend; then what a person says now, asked of a table of ten million events.
 */
import { hash, randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import pg from 'pg'
import type { SubjectId } from '../../app/subjects/index.ts'
import { decision, decisionForC15t } from './calls.ts'
import { attempt } from './failures.ts'
import { alternate, machine, median, rateOf, ratioOf, type Servers, startServers } from './servers.ts'

const ROUNDS = 5
const SECONDS = 6
const CONNECTIONS = 50
const SHOPS = 100
const MONTHS = 12
/** How many people are asked for, one after the other. */
const ASKED = 500

const { values } = parseArgs({ options: { events: { type: 'string', default: '10000000' } } })
const events = Number(values.events)

const servers = await startServers(['kept', 'bare', 'c15t'])
try {
  console.log(`${machine()}\n`)
  await underLoad(servers)
  await fill(servers.env.DATABASE_OWNER_URL ?? '')
  await atSize(servers)
} finally {
  await servers.stop()
}

async function underLoad({ load }: Servers): Promise<void> {
  const common = { connections: CONNECTIONS, seconds: SECONDS }
  const runs = {
    bare: () => load('bare', { ...common, call: decision }),
    kept: () => load('kept', { ...common, call: decision }),
    c15t: () => load('c15t', { ...common, call: decisionForC15t }),
  }
  for (const [name, run] of Object.entries(runs)) await attempt(`${name}, warming up,`, run)
  const { kept, bare, c15t } = await alternate(ROUNDS, runs)
  console.log(`decisions a second, ${CONNECTIONS} connections, median of ${ROUNDS} alternating rounds of ${SECONDS} s
  kept ${rateOf(kept)}
  bare ${rateOf(bare)}: kept is ${ratioOf(kept, bare)} of it (aim: more than 1)
  c15t ${rateOf(c15t)}: kept is ${ratioOf(kept, c15t)} of it (aim: 5 or more)`)
  const half = await attempt('kept, at half load,', () =>
    load('kept', { ...common, call: decision, perSecond: Math.max(1, Math.round(median(kept) / 2)) }),
  )
  if (half)
    console.log(`  kept at half load: p50 ${half.p50.toFixed(1)} ms, p99 ${half.p99.toFixed(1)} ms (aim: under 50)\n`)
}

/** Events of a year, of people who decided twice. */
async function fill(databaseUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: databaseUrl })
  await owner.connect()
  const started = Date.now()
  await owner.query(`SELECT consent_create_partitions(now() - make_interval(months => ${MONTHS}), ${MONTHS})`)
  await owner.query('SET synchronous_commit = off')
  await owner.query(
    `INSERT INTO consent_events (shop, id, position, subject_id, recorded_at, source, choices, banner_hash, language,
                                 region, gpc)
     SELECT 'shop-' || n % $2 || '.myshopify.com', uuidv7(at - now()), n / $2, md5((n % ($1::int / 2))::text)::uuid, at, 'banner',
       '{"analytics": true, "marketing": false, "preferences": true}', '0123456789abcdef', 'fr', 'FRIDF', false
     FROM generate_series(0, $1::int - 1) AS n,
       LATERAL (SELECT now() - make_interval(months => $3) * (1 - n / $1::float)) AS t(at)`,
    [events, SHOPS, MONTHS],
  )
  await owner.query('ANALYZE consent_events')
  await owner.end()
  console.log(
    `${events.toLocaleString('en')} events of ${SHOPS} shops written in ${Math.round((Date.now() - started) / 1000)} s`,
  )
}

/** As the app asks: in a transaction of the shop, with everything that tells who else the person is. */
async function atSize({ env }: Servers): Promise<void> {
  Object.assign(process.env, env)
  const { currentChoicesOf: stateOf } = await import('../../app/consent/index.ts')
  const { forShop, pool, prisma } = await import('../../app/platform/db.ts')
  const { shopDomain } = await import('../../app/platform/shop-domain.ts')
  const times: number[] = []
  for (let asked = 0; asked < ASKED; asked += 1) {
    const person = randomInt(events / 2)
    const shop = shopDomain.parse(`shop-${person % SHOPS}.myshopify.com`)
    const subject = hash('md5', String(person)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') as SubjectId
    const before = performance.now()
    const state = await forShop(shop, (tx) => stateOf(tx, subject))
    times.push(performance.now() - before)
    if (state.length !== 3) throw new Error('A person’s state is not what was written')
  }
  await prisma.$disconnect()
  await pool.end()
  const sorted = times.toSorted((a, b) => a - b)
  const at = (part: number) => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(2)
  console.log(
    `what one of them says now, ${ASKED} asked: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms (aim: under 5)`,
  )
}
