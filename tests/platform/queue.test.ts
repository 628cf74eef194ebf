import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { pool } from '../../app/platform/db.ts'
import { enqueue, startQueue, stopQueue, work } from '../../app/platform/queue.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { linksQueue as queue } from '../../app/policy/queues.ts'
import { aShop } from '../setup/shopify-calls.ts'

beforeAll(async () => {
  await startQueue()
  // What other files left there would take places.
  await pool.query('DELETE FROM pgboss.job WHERE name = $1', [queue.name])
})
afterAll(() => stopQueue(0))

const aGate = () => {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { passed, open: () => open() }
}

const add = (shop: ShopDomain, ...times: number[]) =>
  enqueue(
    queue,
    times.map((receivedAt) => ({ shop, receivedAt })),
    { executeSql: (text, values) => pool.query(text, values) },
  )

const statesOf = async (shop: ShopDomain): Promise<Record<string, number>> => {
  const { rows } = await pool.query(
    `SELECT state, count(*)::int FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $2 GROUP BY state`,
    [queue.name, shop],
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

test('a shop whose jobs take long holds up nobody else’s, and gets its own done in their order; what a process that stops cannot end, another takes', async () => {
  const [slow, early, late] = [1, 2, 3].map(() => shopDomain.parse(aShop()))
  if (!slow || !early || !late) throw new Error('There are three shops')
  const gate = aGate()
  const done = new Map<ShopDomain, number[]>()
  let [atOnce, most] = [0, 0]
  // More than a process takes at once, and more behind it.
  const many = Array.from({ length: 250 }, (_, n) => n)
  await add(slow, ...many.toReversed())
  await add(early, 1)
  await work(queue, async ({ shop, receivedAt }) => {
    if (shop === slow) {
      atOnce += 1
      most = Math.max(most, atOnce)
      await gate.passed
      atOnce -= 1
    }
    done.set(shop, [...(done.get(shop) ?? []), receivedAt])
  })
  await vi.waitUntil(() => done.has(early))
  await add(late, 2, 1)
  await vi.waitUntil(async () => (await statesOf(late)).completed === 2)
  expect(done.get(late)).toEqual([1, 2])
  expect(done.has(slow)).toBe(false)
  // Of the slow shop, so many as a process takes at once.
  expect(await statesOf(slow)).toEqual({ active: 100, created: 150 })

  gate.open()
  await vi.waitUntil(async () => (await statesOf(slow)).completed === 250)
  expect(most).toBe(1)
  const order = done.get(slow) ?? []
  for (const taken of [order.slice(0, 100), order.slice(100, 200)]) {
    expect(taken).toEqual(taken.toSorted((a, b) => a - b))
  }
  expect(order.toSorted((a, b) => a - b)).toEqual(many)

  const stuck = aGate()
  await stopQueue(0)
  await startQueue()
  await add(slow, 1, 2)
  await work(queue, () => stuck.passed)
  await vi.waitUntil(async () => (await statesOf(slow)).active === 2)
  await stopQueue(0)
  stuck.open()
  expect(await statesOf(slow)).toEqual({ completed: 250, retry: 2 })
  await startQueue()
})
