/**
 * How much of a bare server's throughput the hot doors keep, on the same PostgreSQL, in one run:
 *
 *   npm run bench
 *
 * The bare server is `node:http` doing one INSERT a request: no signature, no validation, no idempotency. What is
 * printed are medians of alternating rounds, and ratios.
 */
import { decision, webhook } from './calls.ts'
import { alternate, machine, median, startServers } from './servers.ts'

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
    await run('kept', 3)()
    await run('bare', 3)()
    const rates = await alternate(ROUNDS, { bare: run('bare', SECONDS), kept: run('kept', SECONDS) })
    const [kept, bare] = [median(rates.kept), median(rates.bare)]
    const half = { call, connections: CONNECTIONS, seconds: SECONDS, perSecond: Math.round(kept / 2) }
    const { perSecond, p50, p99 } = await servers.load('kept', half)
    const said = (each: number[]) => each.map((rate) => rate.toFixed(0)).join(' ')
    console.log(`${name}
  kept ${kept.toFixed(0)}/s, bare ${bare.toFixed(0)}/s: ratio ${(kept / bare).toFixed(2)} (aim: 0.5 or more)
  at half load (${perSecond.toFixed(0)}/s): p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms (aim: under 50)
  rounds: kept ${said(rates.kept)}, bare ${said(rates.bare)}
`)
  }
} finally {
  await servers.stop()
}
