/**
 * How much of a bare server's throughput the hot doors keep, on the same PostgreSQL, in one run:
 *
 *   npm run bench
 *
 * The bare server is `node:http` doing one INSERT a request: no signature, no validation, no idempotency. Rounds
 * alternate, so that a noisy machine disturbs both alike; what is printed are medians and ratios.
 */
import { spawn } from 'node:child_process'
import { createHmac, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import path from 'node:path'
import { buildOnce } from '../../scripts/local/build.ts'
import { startEmbeddedPostgres } from '../../scripts/local/embedded-postgres.ts'
import { freePort } from '../../scripts/local/free-port.ts'
import { migrate } from '../../scripts/migrate.ts'
import { type Call, type Load, runLoad } from './load.ts'

const ROUNDS = 5
const SECONDS = 6
const CONNECTIONS = 50
const SECRET = 'bench-secret'
const SHOP = 'bench.myshopify.com'

await buildOnce()
const directory = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
// Not a temporary one: those run without fsync.
const postgres = await startEmbeddedPostgres({ directory: path.join(directory, 'postgres'), port: await freePort() })
await migrate(postgres.url)

const [keptPort, barePort, metricsPort] = [await freePort(), await freePort(), await freePort()]
const env: NodeJS.ProcessEnv = {
  ...process.env,
  NODE_ENV: 'production',
  LOG_LEVEL: 'error',
  HOST: '127.0.0.1',
  DATABASE_URL: postgres.url,
  SHOPIFY_API_KEY: 'bench',
  SHOPIFY_API_SECRET: SECRET,
  SHOPIFY_APP_URL: 'https://kept.example.com',
  ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
  CONSENT_PER_SHOP: '1000000000',
  KEPT_ROLE: 'web',
}
const kept = spawn(process.execPath, ['scripts/start.ts'], {
  env: { ...env, PORT: String(keptPort), METRICS_PORT: String(metricsPort) },
  stdio: 'inherit',
})
const bare = spawn(process.execPath, ['tests/bench/bare-server.ts'], {
  env: { ...env, PORT: String(barePort) },
  stdio: 'inherit',
})
await Promise.all([listening(keptPort, '/healthz'), listening(barePort, '/')])

const webhook = (): Call => {
  const body = JSON.stringify({
    shop_id: 1,
    shop_domain: SHOP,
    customer: { id: 191167, email: 'john@example.com', phone: '555-625-1199' },
    orders_to_redact: [299938, 280263, 220458],
  })
  return {
    path: '/webhooks/compliance',
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'customers/redact',
      'x-shopify-shop-domain': SHOP,
      'x-shopify-api-version': '2026-07',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-hmac-sha256': createHmac('sha256', SECRET).update(body).digest('base64'),
    },
  }
}

const decision = (): Call => {
  const query = new URLSearchParams({
    logged_in_customer_id: '',
    path_prefix: '/apps/privacy',
    shop: SHOP,
    timestamp: String(Math.floor(Date.now() / 1000)),
  })
  const signed = [...query].map(([key, value]) => `${key}=${value}`).join('')
  query.set('signature', createHmac('sha256', SECRET).update(signed).digest('hex'))
  return {
    path: `/proxy/consent?${query}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: randomUUID(),
      visitor: randomUUID(),
      choices: { preferences: true, analytics: true, marketing: false },
      surface: 'banner',
      language: 'fr',
      region: 'FRIDF',
      gpc: false,
      banner: '0123456789abcdef',
    }),
  }
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

try {
  console.log(
    `${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}, fsync on, ${CONNECTIONS} connections`,
  )
  console.log(`median of ${ROUNDS} alternating rounds of ${SECONDS} s\n`)
  for (const [name, call] of [
    ['webhook acknowledgements', webhook],
    ['consent decisions', decision],
  ] as const) {
    const load = (port: number, extra: Partial<Load> = {}) =>
      runLoad({ port, call, connections: CONNECTIONS, seconds: SECONDS, ...extra })
    await load(keptPort, { seconds: 3 })
    await load(barePort, { seconds: 3 })
    const rates: Record<'kept' | 'bare', number[]> = { kept: [], bare: [] }
    for (let round = 0; round < ROUNDS; round += 1) {
      rates.bare.push((await load(barePort)).perSecond)
      rates.kept.push((await load(keptPort)).perSecond)
    }
    const [keptRate, bareRate] = [median(rates.kept), median(rates.bare)]
    const half = await load(keptPort, { perSecond: Math.round(keptRate / 2) })
    console.log(`${name}
  kept ${keptRate.toFixed(0)}/s, bare ${bareRate.toFixed(0)}/s: ratio ${(keptRate / bareRate).toFixed(2)} (aim: 0.5 or more)
  at half load (${half.perSecond.toFixed(0)}/s): p50 ${half.p50.toFixed(1)} ms, p99 ${half.p99.toFixed(1)} ms (aim: under 50)
  rounds: kept ${rates.kept.map((rate) => rate.toFixed(0)).join(' ')}, bare ${rates.bare.map((rate) => rate.toFixed(0)).join(' ')}
`)
  }
} finally {
  kept.kill('SIGTERM')
  bare.kill('SIGTERM')
  await new Promise((resolve) => kept.once('exit', resolve))
  await postgres.stop()
  rmSync(directory, { recursive: true, force: true })
}

async function listening(port: number, at: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const up = await fetch(`http://127.0.0.1:${port}${at}`).then(
      () => true,
      () => false,
    )
    if (up) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`Nothing listens on ${port}`)
}
