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
import { alternate, machine, median, rateOf, ratioOf, startServers } from './servers.ts'

const ROUNDS = 5
const SECONDS = 6
const CONNECTIONS = 50

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
    const perSecond = Math.max(1, Math.round(median(kept) / 2))
    const half = await attempt('kept, at half load,', () =>
      servers.load('kept', { call, connections: CONNECTIONS, seconds: SECONDS, perSecond }),
    )
    const said = (each: number[]) => each.map((rate) => rate.toFixed(0)).join(' ')
    console.log(`${name}
  kept ${rateOf(kept)}, bare ${rateOf(bare)}: ratio ${ratioOf(kept, bare)} (aim: 0.5 or more)
  rounds: kept ${said(kept)}, bare ${said(bare)}`)
    if (half) {
      const { perSecond, p50, p99 } = half
      console.log(
        `  at half load (${perSecond.toFixed(0)}/s): p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (aim: under 50)\n`,
      )
    }
  }
} finally {
  await servers.stop()
}
