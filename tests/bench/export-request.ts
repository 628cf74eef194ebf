/** One request of export-whole.ts, in a process with the app's settings: it asks, and waits until workers have answered. */
import { setTimeout } from 'node:timers/promises'
import { openVault } from '../../app/encryption-keys.ts'
import { forShop, pool, prisma } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { readDraft, settleVersion, writeDraft } from '../../app/register/index.ts'
import {
  actOnRequest,
  fileRequest,
  makeAnswer,
  noteLookedAt,
  readAnswer,
  readCollection,
  staffAct,
  startCollecting,
} from '../../app/requests/index.ts'
import { theTemplate } from '../register/a-register.ts'
import { freezeJudged } from '../register/freeze.ts'
import { aFiling } from '../requests/a-filing.ts'
import { DEMO_SHOP } from '../stand-in/shop/seed.ts'

const STAFF = '42'
const [customerId = '', email = ''] = process.argv.slice(2)
const inShop = <T>(work: Parameters<typeof forShop<T>>[1]) => forShop(DEMO_SHOP as ShopDomain, work)

await openVault()
await startQueue()
await inShop(async (tx) => {
  if (await readDraft(tx)) return
  const revision = await writeDraft(tx, { register: theTemplate(), updatedAt: new Date(), updatedBy: STAFF })
  await freezeJudged(tx, { revision, author: STAFF })
  await settleVersion(tx, 1, { state: 'published', at: new Date() })
})
const filed = await inShop((tx) =>
  fileRequest(tx, aFiling({ email, customerId }), { staffId: STAFF, timeZone: 'Europe/Paris' }),
)
if (!filed.ok) throw new Error(filed.reason)
const { requestId } = filed.opened
const known = staffAct.parse({ seen: 1, note: 'known', move: 'confirm_identity', facts: { method: 'attested' } })
await inShop((tx) => actOnRequest(tx, requestId, known, STAFF))

const start = performance.now()
await inShop((tx) => startCollecting(tx, requestId))
const collection = await until('collected', () => inShop((tx) => readCollection(tx, requestId)))
const collected = performance.now()
await inShop((tx) => noteLookedAt(tx, requestId, STAFF))
const made = await inShop((tx) => makeAnswer(tx, requestId))
if (!made.ok) throw new Error(made.reason)
const answer = await until('ready', () => inShop((tx) => readAnswer(tx, requestId)))
console.log(
  JSON.stringify({
    collecting: (collected - start) / 1000,
    writing: (performance.now() - collected) / 1000,
    rows: Object.values(collection.rowsByTable).reduce((sum, count) => sum + count, 0),
    bytes: answer.bytes,
  }),
)
await stopQueue(0)
await prisma.$disconnect()
await pool.end()

async function until<Found extends { state: string }>(
  state: string,
  read: () => Promise<Found | null>,
): Promise<Found> {
  for (;;) {
    const found = await read()
    if (found?.state === state) return found
    if (found?.state === 'failed') throw new Error(`It failed instead of being ${state}`)
    await setTimeout(250)
  }
}
