import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { databaseFaultOf } from '../../app/platform/database-fault.ts'
import { forShop, pool, type ShopTransaction } from '../../app/platform/db.ts'
import { withDeadline } from '../../app/platform/deadline.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { aShop, openDoors } from '../setup/shopify-calls.ts'

const shop = shopDomain.parse(aShop())
/** More than the pool has connections. */
const TIMES = 15

let owner: pg.Client
beforeAll(async () => {
  owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
  await owner.connect()
})
afterAll(() => owner?.end())

const terminate = (pid: number) => owner.query('SELECT pg_terminate_backend($1::int)', [pid])
const pidOf = async (tx: ShopTransaction) => {
  const [row] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  return row?.pid ?? 0
}
const faultOf = (work: Promise<unknown>) => work.then(() => 'none', databaseFaultOf)

describe('a process that has lost more connections than its pool has', () => {
  test.each([
    [
      'between two queries of a transaction',
      () =>
        forShop(shop, async (tx) => {
          await terminate(await pidOf(tx))
          await tx.$queryRaw`SELECT 1 AS one`
        }),
    ],
    ['just before COMMIT', () => forShop(shop, async (tx) => terminate(await pidOf(tx)))],
    [
      'between two queries of a hot door',
      () =>
        sqlForShop(shop, async (client) => {
          const { rows } = await client.query('SELECT pg_backend_pid() AS pid')
          await terminate(rows[0].pid)
          await client.query('SELECT 1')
        }),
    ],
  ])('%s: still has all of them', async (_when, work) => {
    for (let time = 0; time < TIMES; time += 1) expect(await faultOf(work())).toBe('away')
    expect([pool.totalCount - pool.idleCount, pool.waitingCount]).toEqual([0, 0])
    await forShop(shop, (tx) => tx.$queryRaw`SELECT 1 AS one`)
  })
})

describe('what hangs', () => {
  test('at a door ends with its answer: PostgreSQL itself stops the statement', async () => {
    const work = withDeadline(400, () => forShop(shop, (tx) => tx.$queryRaw`SELECT pg_sleep(30)::text`))
    await expect(work).rejects.toThrow('It took more than 400 ms')
    const sleeping = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND state = 'active' AND pid <> pg_backend_pid()`
    await expect.poll(async () => (await owner.query(sleeping)).rows[0].n, { timeout: 5_000 }).toBe(0)
    await expect.poll(() => pool.totalCount - pool.idleCount, { timeout: 5_000 }).toBe(0)
  })

  test('in a transaction of many decisions is ended before Shopify stops waiting', async () => {
    const before = Date.now()
    expect(await faultOf(sqlForShop(shop, (client) => client.query('SELECT pg_sleep(30)')))).toBe('overdue')
    expect(Date.now() - before).toBeLessThan(4_500)
  })
})

test('a transaction in which a statement failed unheard is not acknowledged', async () => {
  const work = sqlForShop(shop, (client) => client.query('SELECT 1/0').catch(() => 'unheard'))
  await expect(work).rejects.toThrow('cannot be committed')
})

test('a transaction leaves nothing on its connection for the next one', async () => {
  await sqlForShop(shop, (client) => client.query('SELECT 1'))
  const { rows } = await pool.query(
    `SELECT current_setting('statement_timeout') AS timeout, current_setting('kept.shop', true) AS shop, (SELECT count(*)::int FROM pg_prepared_statements) AS prepared`,
  )
  expect(rows).toEqual([{ timeout: '0', shop: '', prepared: 0 }])
})

test('a health check gets 503 in time when all connections are in use', async () => {
  const doors = await openDoors()
  const held = await Promise.all(Array.from({ length: 10 }, () => pool.connect()))
  try {
    const before = Date.now()
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${doors.url}/readyz`)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]))
    expect(Date.now() - before).toBeLessThan(3_000)
  } finally {
    for (const client of held) client.release()
  }
  await expect.poll(async () => (await fetch(`${doors.url}/readyz`)).status, { timeout: 5_000 }).toBe(200)
  await doors.close()
})
