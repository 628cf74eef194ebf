/**
 * Access from a proven identity to the finished file, in the app's own processes: what a worker reads of the stand-in, seals,
 * unseals and writes, for somebody with 10,000 orders and somebody with 100. The stand-in answers as fast as it can; its own
 * time is taken off, as the Admin API's rate would be.
 *
 *   npm run bench:export-whole [-- ORDERS]
 */
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { startNode } from '../../scripts/local/processes.ts'
import { type BegunStack, OPTIONAL_SCOPES, removeStack, SCOPES, startStack } from '../../scripts/local/stack.ts'

const told = z.object({ collecting: z.number(), writing: z.number(), rows: z.number(), bytes: z.number() })

/** With much memory around, V8 lets garbage lie: this way the process shows what it needs. */
const LITTLE_MEMORY = '--max-old-space-size=128 --max-semi-space-size=4'
const routed = `--import=${pathToFileURL(path.resolve('tests/stand-in/route-shopify.mjs'))}`

const directory = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
let begun: BegunStack | undefined
const stack = await startStack({
  directory,
  env: { NODE_OPTIONS: `${routed} ${LITTLE_MEMORY}` },
  onOutput: (text) => process.stderr.write(text),
  onUnexpectedEnd: (name, code) => {
    throw new Error(`${name} ended with ${code}`)
  },
  prepare: async (stack) => {
    begun = stack
    await stack.isReady
  },
})

try {
  const [least, many] = [100, Number(process.argv[2] ?? 10_000)]
  const asked = [await answered(least), await answered(many)]
  const [small, large] = asked
  for (const { orders, standIn, collecting, writing, rows, bytes, before, megabytes } of asked) {
    console.log(
      `${orders.toLocaleString('en')} orders, ${rows.toLocaleString('en')} rows, ${(bytes / 1e6).toFixed(1)} MB: ` +
        `${collecting.toFixed(1)} s to collect, ${writing.toFixed(1)} s to write, of which the stand-in worked ${standIn.toFixed(1)} s: ` +
        `${(collecting + writing - standIn).toFixed(1)} s beyond it; the worker had ${megabytes} MB at most, ${before} before`,
    )
  }
  if (small && large)
    console.log(`memory: ${(large.megabytes / small.megabytes).toFixed(2)} times that of ${least} orders`)
} finally {
  await stack.stop()
  await removeStack(directory)
}

async function answered(orders: number) {
  if (!begun) throw new Error('The stack has not begun')
  const { env, standIn } = begun
  for (const token of standIn.state.shop.tokens) token.scopes = [...SCOPES, ...OPTIONAL_SCOPES]
  const used = new Set(standIn.state.shop.manyOrders.map(({ customerId }) => customerId))
  const customer = standIn.state.shop.customers.find(({ id, email }) => email && !used.has(id))
  if (!customer?.email) throw new Error('The stand-in has nobody with an address')
  standIn.state.giveManyOrders(customer.id, orders)
  const worker = workerPid()
  const memoryBefore = memoryOf(worker, 'VmRSS')
  const before = process.cpuUsage()
  const child = startNode(['tests/bench/export-request.ts', String(customer.id), customer.email], env, {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`The request ended with ${code}`)
  const { user, system } = process.cpuUsage(before)
  return {
    orders,
    standIn: (user + system) / 1e6,
    before: memoryBefore,
    megabytes: memoryOf(worker, 'VmHWM'),
    ...told.parse(JSON.parse(output)),
  }
}

/** The worker is a child of this process, like the app. */
function workerPid(): string {
  const found = readdirSync('/proc').find((pid) => /^\d+$/.test(pid) && isWorker(pid))
  if (!found) throw new Error('No worker runs')
  return found
}

function isWorker(pid: string): boolean {
  try {
    const isMine = readFileSync(`/proc/${pid}/status`, 'utf8').includes(`PPid:\t${process.pid}\n`)
    return isMine && readFileSync(`/proc/${pid}/environ`, 'utf8').includes('KEPT_ROLE=worker')
  } catch {
    return false
  }
}

function memoryOf(pid: string, name: 'VmHWM' | 'VmRSS'): number {
  const [, kilobytes] = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
