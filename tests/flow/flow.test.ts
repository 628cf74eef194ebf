import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { appendEvent, withdraw } from '../../app/consent/index.ts'
import { noticeWithdrawals } from '../../app/consent/notice-withdrawals.ts'
import { writeBackQueue } from '../../app/consent/queues.ts'
import { workFlowEvent } from '../../app/flow/fire.ts'
import { flowQueue } from '../../app/flow/queues.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { erasePerson, readRequest } from '../../app/requests/index.ts'
import { remindOfDueRequests } from '../../app/requests/reminders/schedule.ts'
import type { AdminApi } from '../../app/shopify/admin.ts'
import { INTERACTIVE, ShopifyUnavailable } from '../../app/shopify/calls.ts'
import type { ShopClientProvider } from '../../app/shopify/shop-client.ts'
import { identifiersOf, identify } from '../../app/subjects/index.ts'
import { anEvent } from '../consent/an-event.ts'
import { newShop } from '../inbox/deliver.ts'
import { file } from '../requests/working-on.ts'
import { SECRET } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'
import { signedWebhook } from '../stand-in/signed.ts'

const doors = withDoors()
afterEach(() => vi.restoreAllMocks())

interface Fired {
  handle: string
  payload: object
}

/** Shopify's Flow, and what it was told. */
function aFlow(userErrors: object[] = []) {
  const fired: Fired[] = []
  const graphql = async (_query: string, { variables }: { variables: Fired }) => {
    fired.push(variables)
    return { json: async () => ({ data: { flowTriggerReceive: { userErrors } } }) }
  }
  const clientOf: ShopClientProvider = async () => ({
    admin: { graphql } as unknown as AdminApi,
    retryPolicy: INTERACTIVE,
  })
  return { fired, clientOf }
}

/** Takes the shop's waiting jobs of Flow. */
async function jobsOf(shop: ShopDomain) {
  const { rows } = await pool.query(`DELETE FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $2 RETURNING data`, [
    flowQueue.name,
    shop,
  ])
  return rows.map(({ data }) => flowQueue.schema.parse(data))
}

async function firedIn(shop: ShopDomain) {
  const { fired, clientOf } = aFlow()
  for (const job of await jobsOf(shop)) await workFlowEvent(job, clientOf)
  return fired
}

/** Works what follows a choice, as the worker does. */
async function noticeChoices(shop: ShopDomain) {
  const { rows } = await pool.query(`SELECT data FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $2`, [
    writeBackQueue.name,
    shop,
  ])
  for (const { data } of rows) await noticeWithdrawals(writeBackQueue.schema.parse(data))
}

const on = (day: string) => vi.spyOn(clock, 'now').mockReturnValue(new Date(`${day}T14:00:00Z`))

describe('a shop with workflows', () => {
  test('is told of a customer’s request once, and again when its time runs out', async () => {
    on('2026-06-10')
    const shop = newShop()
    await file(shop, { kind: 'access', customerId: '7', receivedOn: '2026-06-10' })
    expect(await firedIn(shop)).toEqual([
      {
        handle: 'privacy-request-received',
        payload: { customer_id: 7, 'Request kind': 'access', 'Due date': '2026-07-10' },
      },
    ])
    on('2026-07-08')
    await remindOfDueRequests()
    expect((await firedIn(shop)).map(({ handle }) => handle)).toEqual(['privacy-request-due-soon'])
    on('2026-07-20')
    await remindOfDueRequests()
    await remindOfDueRequests()
    expect((await firedIn(shop)).map(({ handle }) => handle)).toEqual(['privacy-request-overdue'])
  })

  test('is told nothing of whoever is no customer, and nothing any more of whom it has erased', async () => {
    const shop = newShop()
    await file(shop, { email: 'nobody@example.com', customerId: '' })
    expect(await firedIn(shop)).toEqual([])
    await file(shop, { customerId: '8' })
    await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ id: '8' })))
    expect(await firedIn(shop)).toEqual([])
  })

  test('is told once though the job runs twice, and later when Shopify was away', async () => {
    const shop = newShop()
    await file(shop, { customerId: '7' })
    const [job] = await jobsOf(shop)
    if (!job) throw new Error('No job waits')
    const away: ShopClientProvider = () => Promise.reject(new ShopifyUnavailable('no_answer'))
    await expect(workFlowEvent(job, away)).rejects.toThrow(ShopifyUnavailable)
    const { fired, clientOf } = aFlow()
    await workFlowEvent(job, clientOf)
    await workFlowEvent(job, clientOf)
    expect(fired).toHaveLength(1)
  })

  test('that has not released the extension yet is not asked for ever', async () => {
    const shop = newShop()
    await file(shop, { customerId: '7' })
    const { fired, clientOf } = aFlow([{ field: ['handle'], message: 'No such trigger' }])
    for (const job of await jobsOf(shop)) {
      await workFlowEvent(job, clientOf)
      await workFlowEvent(job, clientOf)
    }
    expect(fired).toHaveLength(1)
  })

  test('is told once of a consent that was taken back, in whatever way', async () => {
    const shop = newShop()
    const subject = await forShop(shop, (tx) => identify(tx, identifiersOf({ id: '7' })))
    await appendEvent(shop, anEvent({ subject, choices: { news: true, offers: false } }))
    await forShop(shop, (tx) => withdraw(tx, { subject, purposes: ['offers'], staffId: '42' }))
    await noticeChoices(shop)
    expect(await firedIn(shop)).toEqual([])
    await forShop(shop, (tx) => withdraw(tx, { subject, purposes: ['news'], staffId: '42' }))
    await noticeChoices(shop)
    await noticeChoices(shop)
    expect(await firedIn(shop)).toEqual([
      {
        handle: 'consent-withdrawn',
        payload: { customer_id: 7, Purpose: 'news', 'Withdrawn on': new Date().toISOString().slice(0, 10) },
      },
    ])
  })
})

describe('the action “File a privacy request”', () => {
  const PATH = '/flow/privacy-request'
  const aRun = (shop: string, properties: object = {}, more: object = {}) => ({
    ...{ shop_id: 1, shopify_domain: shop, action_run_id: randomUUID(), action_definition_id: 'file-privacy-request' },
    properties: { customer_id: 7, kind: 'erasure', text: 'Asked in a form', ...properties },
    ...more,
  })
  const run = async (shop: string, body: object, secret = SECRET) => {
    const call = signedWebhook('flow', body, { secret, shop })
    const answer = await doors.post(PATH, call.body, call.headers)
    return { status: answer.status, body: await answer.json() }
  }

  test('files a request of the customer, once for each run of the workflow', async () => {
    const shop = newShop()
    const body = aRun(shop)
    const first = await run(shop, body)
    expect(first.status).toBe(200)
    expect(await run(shop, body)).toEqual(first)
    const detail = await forShop(shop, (tx) => readRequest(tx, first.body.return_value.requestId))
    expect(detail?.row).toMatchObject({ kind: 'erasure', channel: 'email' })
    expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count())).toBe(1)
    const named = aRun(shop, { customer_id: 'gid://shopify/Customer/8', kind: 'Human review', text: null })
    expect((await run(shop, named)).status).toBe(200)
  })

  test('files one request for one run that Flow sends twice at once', async () => {
    const shop = newShop()
    const body = aRun(shop)
    const answers = await Promise.all([run(shop, body), run(shop, body), run(shop, body)])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    for (const { status } of answers) expect([200, 503]).toContain(status)
    expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count())).toBe(1)
  })

  test('takes nothing that Shopify did not sign, for nobody, of no kind, or for a shop without Kept', async () => {
    const shop = newShop()
    expect((await run(shop, aRun(shop), 'another-secret')).status).toBe(401)
    expect((await doors.post(PATH, aRun(shop))).status).toBe(401)
    for (const properties of [
      { customer_id: null },
      { customer_id: 'gid://shopify/Order/1' },
      { kind: 'everything' },
      { text: 'x'.repeat(30_000) },
    ])
      expect((await run(shop, aRun(shop, properties))).status).toBe(400)
    expect((await run(shop, aRun('example.com'))).status).toBe(400)
    expect((await run(shop, aRun('never-installed.myshopify.com'))).status).toBe(410)
    expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count())).toBe(0)
  })
})
