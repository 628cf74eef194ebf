/**
 * What the file of an answer costs, from the rows that were collected to sealed portions, for somebody with 10,000 orders:
 * beside a bare ZIP of the same files, and beside somebody with 100 orders, in one run. Each in a process of its own:
 *
 *   npm run bench:export [-- ORDERS]
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { faker } from '@faker-js/faker'
import { ZipFile } from 'yazl'
import { z } from 'zod'
import { Vault } from '../../app/platform/crypto.ts'
import { archiveOf } from '../../app/requests/answer/file/archive.ts'
import type { OpenRows } from '../../app/requests/answer/file/model.ts'
import { survey } from '../../app/requests/answer/file/survey.ts'
import { zipOf } from '../../app/requests/answer/file/zip.ts'
import { PORTION_BYTES } from '../../app/requests/answer/limits.ts'
import type { AnsweredRow, HeldValue } from '../../app/requests/held/model.ts'
import { theFacts } from '../requests/answer/an-answer.ts'

const AT = new Date('2026-11-27T12:00:00Z')
const DIFFERENT_ORDERS = 300
const LINES_AN_ORDER = 3

faker.seed(7)

const place = (name: string): Record<string, HeldValue> => ({
  [`${name}.address1`]: faker.location.streetAddress(),
  [`${name}.zip`]: faker.location.zipCode(),
  [`${name}.city`]: faker.location.city(),
  [`${name}.country`]: faker.location.country(),
})

const orders = Array.from({ length: DIFFERENT_ORDERS }, () => ({
  order: {
    createdAt: faker.date.past({ years: 8 }).toISOString(),
    email: faker.internet.email(),
    phone: faker.phone.number(),
    ...place('billingAddress'),
    ...place('shippingAddress'),
    totalPrice: Number(faker.commerce.price()),
    currency: 'EUR',
    clientIp: faker.internet.ip(),
    note: faker.lorem.sentence(),
    customAttributes: `${faker.lorem.word()}: ${faker.lorem.words(4)}`,
    discountCode: null,
    isGift: faker.datatype.boolean(),
  },
  lines: Array.from({ length: LINES_AN_ORDER }, () => ({
    title: faker.commerce.productName(),
    sku: faker.string.alphanumeric(8),
    quantity: faker.number.int({ min: 1, max: 5 }),
    price: Number(faker.commerce.price()),
    description: faker.commerce.productDescription(),
  })),
  payment: { gateway: 'shopify_payments', amount: Number(faker.commerce.price()), lastDigits: faker.string.numeric(4) },
  delivery: {
    trackingCompany: faker.company.name(),
    trackingNumber: faker.string.numeric(14),
    url: faker.internet.url(),
  },
  visit: {
    occurredAt: faker.date.past().toISOString(),
    landingPage: faker.internet.url(),
    referrerUrl: faker.internet.url(),
  },
}))

const row = (table: AnsweredRow['table'], id: string, parent: string | null, values: AnsweredRow['values']) =>
  // As they come out of the database: parsed anew each time.
  JSON.parse(JSON.stringify({ table, id, parent, values, masked: {} })) as AnsweredRow

const rowsOf = (count: number): OpenRows =>
  async function* () {
    function* each(write: (gid: string, of: (typeof orders)[number]) => AnsweredRow[]) {
      for (let index = 0; index < count; index += 1) {
        const of = orders[index % orders.length]
        if (of) yield* write(`gid://shopify/Order/${index}`, of)
      }
    }
    yield row('customer', '1', null, { firstName: 'Anne', lastName: 'Durand', numberOfOrders: count })
    yield* each((gid, { order }) => [row('orders', gid, null, { name: gid.split('/').at(-1) ?? '', ...order })])
    yield* each((gid, { lines }) => lines.map((line, at) => row('order_lines', `${gid}/${at}`, gid, line)))
    yield* each((gid, { payment }) => [row('order_transactions', `${gid}/p`, gid, payment)])
    yield* each((gid, { delivery }) => [row('order_fulfillments', `${gid}/f`, gid, delivery)])
    yield* each((gid, { visit }) => [row('order_visits', `${gid}/v`, gid, visit)])
  }

async function filesOf(count: number) {
  const open = rowsOf(count)
  const found = await survey(open, () => undefined)
  return { rows: found.rows, files: archiveOf(theFacts(), found, { open, onRow: () => undefined }) }
}

interface Measured {
  seconds: number
  megabytes: number
  rows: number
  bytes: number
  longestWaitMs: number
}

/** Runs a work and measures it: seconds, the most memory of the process, and how long other work had to wait. */
async function measured(work: () => Promise<{ rows: number; bytes: number }>): Promise<Measured> {
  const waiting = monitorEventLoopDelay({ resolution: 5 })
  waiting.enable()
  const start = performance.now()
  const done = await work()
  const seconds = (performance.now() - start) / 1000
  return { ...done, seconds, megabytes: process.resourceUsage().maxRSS / 1000, longestWaitMs: waiting.max / 1e6 }
}

const answer = (count: number) => async () => {
  const vault = new Vault('00'.repeat(32))
  const key = vault.newDataKey()
  const hash = createHash('sha256')
  const { files, rows } = await filesOf(count)
  let [bytes, portion] = [0, 0]
  for await (const chunk of zipOf(files, AT)) {
    hash.update(chunk)
    bytes += chunk.length
    portion += chunk.length
    if (portion < PORTION_BYTES) continue
    vault.seal(key, Buffer.alloc(portion), 'bench')
    portion = 0
  }
  return { rows, bytes }
}

async function unpack(count: number, folder: string) {
  const { files, rows } = await filesOf(count)
  for (const { name, open } of files) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    await writeFile(file, open())
  }
  return { rows, bytes: 0 }
}

const bare = (folder: string) => async () => {
  const zip = new ZipFile()
  for (const name of globSync('**/*.*', { cwd: folder })) zip.addFile(path.join(folder, name), name)
  zip.end()
  let bytes = 0
  for await (const chunk of zip.outputStream) bytes += chunk.length
  return { rows: 0, bytes }
}

const [mode, ...given] = process.argv.slice(2)
const folderOf = () => z.string().parse(given[1])
const MODES: Record<string, () => Promise<Measured>> = {
  answer: () => measured(answer(Number(given[0]))),
  unpack: () => measured(() => unpack(Number(given[0]), folderOf())),
  bare: () => measured(bare(folderOf())),
}

function inOwnProcess(...args: string[]): Measured {
  const output = execFileSync(process.execPath, [fileURLToPath(import.meta.url), ...args], { encoding: 'utf8' })
  return JSON.parse(output)
}

function compare(count: number) {
  const folder = mkdtempSync(path.join(tmpdir(), 'kept-bench-'))
  inOwnProcess('unpack', String(count), folder)
  const unpacked = globSync('**/*.*', { cwd: folder }).reduce(
    (sum, name) => sum + statSync(path.join(folder, name)).size,
    0,
  )
  const [large, small] = [inOwnProcess('answer', String(count)), inOwnProcess('answer', '100')]
  const plain = inOwnProcess('bare', '0', folder)
  rmSync(folder, { recursive: true, force: true })
  const say = (what: string, { seconds, megabytes, longestWaitMs }: Measured) =>
    console.log(
      `${what.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s ${Math.round(megabytes).toString().padStart(5)} MB   others waited at most ${Math.round(longestWaitMs)} ms`,
    )
  console.log(
    `${count.toLocaleString('en')} orders, ${large.rows.toLocaleString('en')} rows, ${Math.round(unpacked / 1e6)} MB of files, ${(large.bytes / 1e6).toFixed(1)} MB as ZIP`,
  )
  say(`the answer, ${count} orders`, large)
  say('the answer, 100 orders', small)
  say('a bare ZIP of the same files', plain)
  console.log(`time: ${(large.seconds / plain.seconds).toFixed(1)} times the bare ZIP`)
  console.log(`memory: ${(large.megabytes / small.megabytes).toFixed(2)} times that of 100 orders`)
}

const run = mode === undefined ? undefined : MODES[mode]
if (run) console.log(JSON.stringify(await run()))
else compare(Number(mode ?? 10_000))
