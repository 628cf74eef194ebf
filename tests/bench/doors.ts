/**
 * How much of a bare server's throughput the hot doors keep, on the same PostgreSQL, in one run:
 *
 *   npm run bench
 *
 * The bare server is `node:http` doing one INSERT a request: no signature, no validation, no idempotency. What is
 * printed are medians of alternating rounds, and ratios.
 */
import { decision, webhook } from './calls.ts'
import { attempt } from './failures.ts'
import type { Measured } from './load.ts'
import { alternate, machine, median, rateOf, ratioOf, startServers } from './servers.ts'

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
    for (const server of ['kept', 'bare'] as const) await attempt(`${server}, warming up,`, run(server, 3))
    const { kept, bare } = await alternate(ROUNDS, { bare: run('bare', SECONDS), kept: run('kept', SECONDS) })
    // Both at the same rate, half of what Kept takes: what a caller waits for is compared, not who is busier.
    const perSecond = Math.max(1, Math.round(median(kept) / 2))
    const late: Record<'bare' | 'kept', Measured[]> = { bare: [], kept: [] }
    for (let round = 0; round < LATENCY_ROUNDS; round += 1) {
      for (const server of ['bare', 'kept'] as const) {
        const measured = await attempt(`${server}, at ${perSecond}/s,`, () =>
          servers.load(server, { call, connections: CONNECTIONS, seconds: SECONDS, perSecond }),
        )
        if (measured) late[server].push(measured)
      }
    }
    const ms = (of: 'bare' | 'kept', which: 'p50' | 'p99') => median(late[of].map((each) => each[which]))
    const said = (each: number[]) => each.map((rate) => rate.toFixed(0)).join(' ')
    console.log(`${name}
  kept ${rateOf(kept)}, bare ${rateOf(bare)}: ratio ${ratioOf(kept, bare)} (aim: 0.7 or more)
  at ${perSecond}/s: p99 kept ${ms('kept', 'p99').toFixed(1)} ms, bare ${ms('bare', 'p99').toFixed(1)} ms: ratio ${(ms('kept', 'p99') / ms('bare', 'p99')).toFixed(1)} (aim: 2 or less)
              p50 kept ${ms('kept', 'p50').toFixed(1)} ms, bare ${ms('bare', 'p50').toFixed(1)} ms
  rounds: kept ${said(kept)}, bare ${said(bare)}
`)
  }
} finally {
  await servers.stop()
}
