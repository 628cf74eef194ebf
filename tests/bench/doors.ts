/**
 * How much of a bare server's throughput the hot doors keep, on the same PostgreSQL, in one run:
 *
 *   npm run bench
 *
 * The bare server is `node:http` doing one INSERT a request: no signature, no validation, no idempotency. What is
 * printed are medians of alternating rounds, and ratios.
 */
import { decision, webhook } from './calls.ts'
import type { Measured } from './load.ts'
import { alternate, machine, median, startServers } from './servers.ts'

const ROUNDS = 5
const SECONDS = 6
const CONNECTIONS = 50
const LATENCY_ROUNDS = 3

const servers = await startServers(['kept', 'bare'])
try {
  console.log(`${machine()}, ${CONNECTIONS} connections, median of ${ROUNDS} alternating rounds of ${SECONDS} s\n`)
  for (const [name, call] of [
    ['webhook acknowledgements', webhook],
    ['consent decisions', decision],
  ] as const) {
    const run = (server: 'kept' | 'bare', seconds: number) => () =>
      servers.load(server, { call, connections: CONNECTIONS, seconds })
    await run('kept', 3)()
    await run('bare', 3)()
    const rates = await alternate(ROUNDS, { bare: run('bare', SECONDS), kept: run('kept', SECONDS) })
    const [kept, bare] = [median(rates.kept), median(rates.bare)]
    // Both at the same rate, half of what Kept takes: what a caller waits for is compared, not who is busier.
    const perSecond = Math.round(kept / 2)
    const late: Record<'bare' | 'kept', Measured[]> = { bare: [], kept: [] }
    for (let round = 0; round < LATENCY_ROUNDS; round += 1) {
      for (const server of ['bare', 'kept'] as const) {
        late[server].push(await servers.load(server, { call, connections: CONNECTIONS, seconds: SECONDS, perSecond }))
      }
    }
    const ms = (of: 'bare' | 'kept', which: 'p50' | 'p99') => median(late[of].map((each) => each[which]))
    const said = (each: number[]) => each.map((rate) => rate.toFixed(0)).join(' ')
    console.log(`${name}
  kept ${kept.toFixed(0)}/s, bare ${bare.toFixed(0)}/s: ratio ${(kept / bare).toFixed(2)} (aim: 0.7 or more)
  at ${perSecond}/s: p99 kept ${ms('kept', 'p99').toFixed(1)} ms, bare ${ms('bare', 'p99').toFixed(1)} ms: ratio ${(ms('kept', 'p99') / ms('bare', 'p99')).toFixed(1)} (aim: 2 or less)
              p50 kept ${ms('kept', 'p50').toFixed(1)} ms, bare ${ms('bare', 'p50').toFixed(1)} ms
  rounds: kept ${said(rates.kept)}, bare ${said(rates.bare)}
`)
  }
} finally {
  await servers.stop()
}
