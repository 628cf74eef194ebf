/**
 * How fast an exported ledger is verified, beside the rate at which one core can merely parse its lines and hash each
 * of them twice, in one run:
 *
 *   npm run bench:verify [-- EVENTS]
 */
import { hash } from 'node:crypto'
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { verifyLedger } from '../../app/consent/verification/index.ts'
import { aLedger } from '../consent/seals/a-ledger.ts'

const EVENTS = Number(process.argv[2] ?? 500_000)
const EVENTS_A_SEAL = 10_000
const ROUNDS = 3
const READ_BYTES = 1024 * 1024

const directory = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
const file = path.join(directory, 'export.jsonl')
await pipeline(
  aLedger({ seals: Array(Math.ceil(EVENTS / EVENTS_A_SEAL)).fill(EVENTS_A_SEAL) }),
  createWriteStream(file),
)
const events = Math.ceil(EVENTS / EVENTS_A_SEAL) * EVENTS_A_SEAL

/** The best of some rounds, in events a second. */
async function rateOf(work: () => Promise<unknown>): Promise<number> {
  let best = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now()
    await work()
    best = Math.max(best, events / ((performance.now() - start) / 1000))
  }
  return best
}

/** What no verifier can do without, on one thread, with the lines already in memory. */
async function parseAndHashTwice(lines: readonly Buffer[]): Promise<void> {
  for (const line of lines) {
    JSON.parse(line.toString())
    hash('sha256', line, 'buffer')
    hash('sha256', line, 'buffer')
  }
}

const verify = (threads: number) => async () => {
  const verdict = await verifyLedger(() => createReadStream(file, { highWaterMark: READ_BYTES }), {
    pinned: null,
    threads,
  })
  if (!verdict.ok || verdict.events !== events) throw new Error(`It was not verified: ${JSON.stringify(verdict)}`)
}

const lines: Buffer[] = []
for await (const line of createInterface({ input: createReadStream(file) })) {
  if (line.startsWith('{"banner":')) lines.push(Buffer.from(line))
}
const bare = await rateOf(() => parseAndHashTwice(lines))
lines.length = 0
const say = (what: string, rate: number) =>
  console.log(
    `${what.padEnd(46)} ${Math.round(rate).toLocaleString('en').padStart(9)} events/s  ${(rate / bare).toFixed(2)}`,
  )
console.log(`${events.toLocaleString('en')} events, ${Math.round(statSync(file).size / 1e6)} MB, best of ${ROUNDS}`)
say('parsed and hashed twice, one thread', bare)
for (const threads of new Set([0, Math.max(1, availableParallelism() - 1), availableParallelism()])) {
  say(
    `verified, ${threads === 0 ? 'one thread' : `${threads} threads besides the reading one`}`,
    await rateOf(verify(threads)),
  )
}
rmSync(directory, { recursive: true, force: true })
