import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { eraseInstalledShop, getMessage, markHandled } from '../../app/inbox/index.ts'
import { workMessage, workMessages } from '../../app/inbox/jobs.ts'
import { webhookQueue } from '../../app/inbox/queues.ts'
import { forShop, pool, prisma } from '../../app/platform/db.ts'
import { work } from '../../app/platform/queue.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { noteInstalled } from '../../app/shopify/installation.ts'
import { aDecision, aShopWithoutKept, signedProxyPath } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'
import { about, messageOf, newShop, secondsAgo, deliver as send, triggeredAt } from './deliver.ts'

const doors = withDoors()

const deliver = (shop: ShopDomain, topic: string, body: object, options = {}) => send(doors, shop, topic, body, options)
const uninstall = (shop: ShopDomain) => deliver(shop, 'app/uninstalled', { id: 1, myshopify_domain: shop })
const redactShop = (shop: ShopDomain, options = {}) =>
  deliver(shop, 'shop/redact', { shop_id: 1, shop_domain: shop }, options)
const decisions = (shop: ShopDomain) => forShop(shop, (tx) => tx.consentEvent.count())
const rowsAbout = async (shop: ShopDomain) =>
  (await pool.query('SELECT 1 FROM pgboss.job WHERE data::text LIKE $1', [`%${shop}%`])).rowCount

/** A shop that removed Kept, and opened it again before Shopify's shop/redact came. */
async function aShopThatCameBack(): Promise<ShopDomain> {
  const shop = newShop()
  await doors.consent(aDecision(), { shop })
  await uninstall(shop)
  await forShop(shop, noteInstalled)
  return shop
}

describe('the erasure of a shop that has installed Kept again', () => {
  test('waits for staff, and erases nothing by itself, however often it is worked', async () => {
    const shop = await aShopThatCameBack()
    const id = await redactShop(shop)
    await workMessage(shop, id)
    expect(await decisions(shop)).toBe(1)
    const message = await forShop(shop, (tx) => getMessage(tx, id))
    expect(message).toMatchObject({ state: 'needs_person', error: 'installed_again', expiresAt: null })
  })

  test('is done when staff decide so, and leaves nothing of the shop', async () => {
    const shop = await aShopThatCameBack()
    const id = await redactShop(shop)
    expect(await forShop(shop, (tx) => eraseInstalledShop(tx, id, '42'))).toBe(true)
    expect(await forShop(shop, (tx) => eraseInstalledShop(tx, id, '42'))).toBe(false)
    expect(await messageOf(shop, id)).toMatchObject({ state: 'received', decidedBy: '42' })
    await workMessage(shop, id)
    expect(await decisions(shop)).toBe(0)
    expect(await forShop(shop, (tx) => tx.inboxMessage.count())).toBe(0)
    expect(await rowsAbout(shop)).toBe(0)
  })

  test('is dropped when staff keep the data, and who decided stays', async () => {
    const shop = await aShopThatCameBack()
    const id = await redactShop(shop)
    expect(await forShop(shop, (tx) => markHandled(tx, id, '42'))).toBe(true)
    expect(await messageOf(shop, id)).toMatchObject({ state: 'done', payload: null, outcome: { keptBy: '42' } })
    await workMessage(shop, id)
    expect(await decisions(shop)).toBe(1)
  })

  test('that waits when the shop removes Kept again, is done by the next one', async () => {
    const shop = await aShopThatCameBack()
    await redactShop(shop)
    await uninstall(shop)
    await redactShop(shop)
    expect(await decisions(shop)).toBe(0)
    expect(await forShop(shop, (tx) => tx.inboxMessage.count())).toBe(0)
  })

  test('is done where the installation is much older than the call: its removal was never heard of', async () => {
    const shop = newShop()
    await doors.consent(aDecision(), { shop })
    await sqlForShop(shop, (client) =>
      client.query(`UPDATE installations SET installed_at = now() - interval '8 days'`),
    )
    await redactShop(shop)
    expect(await decisions(shop)).toBe(0)
  })

  test('is done by a time that the call says, not by when it arrives', async () => {
    const shop = newShop()
    await doors.consent(aDecision(), { shop })
    await redactShop(shop, triggeredAt(secondsAgo(3_600)))
    expect(await decisions(shop)).toBe(1)
  })
})

describe('the job that erases a shop', () => {
  test('goes with it, while it is being worked, and the worker goes on', async () => {
    const [shop, other] = [shopDomain.parse(aShopWithoutKept()), newShop()]
    await work(webhookQueue, workMessages)
    await doors.webhook('shop/redact', { shop_id: 1, shop_domain: shop }, { shop })
    await expect.poll(() => rowsAbout(shop), { timeout: 20_000 }).toBe(0)
    expect(await forShop(shop, (tx) => tx.inboxMessage.count())).toBe(0)
    await doors.webhook('customers/data_request', about(other, { id: 7 }), { shop: other })
    const done = () => forShop(other, (tx) => tx.inboxMessage.count({ where: { state: 'done' } }))
    await expect.poll(done, { timeout: 20_000 }).toBe(1)
    // It was settled after its row had gone: nothing brings it back.
    expect(await rowsAbout(shop)).toBe(0)
  })

  test('killed in the middle, it goes on where it was, and leaves no job either', async () => {
    const shop = newShop()
    await doors.consent(aDecision(), { shop })
    await doors.consent(aDecision(), { shop, customerId: '7' })
    await uninstall(shop)
    const id = randomUUID()
    await doors.webhook('shop/redact', { shop_id: 1, shop_domain: shop }, { shop, id })
    await pool.query(`UPDATE pgboss.job SET state = 'active' WHERE data ->> 'shop' = $1 AND name = 'webhook'`, [shop])
    const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
    await owner.connect()
    // The database refuses one of the tables that are emptied later.
    await owner.query(`CREATE TRIGGER fault BEFORE DELETE ON register_drafts EXECUTE FUNCTION consent_refuse_change()`)
    await expect(workMessage(shop, id)).rejects.toThrow()
    expect(await decisions(shop)).toBe(0)
    expect(await rowsAbout(shop)).toBeGreaterThan(0)
    await owner.query('DROP TRIGGER fault ON register_drafts')
    await owner.end()
    await workMessage(shop, id)
    expect(await rowsAbout(shop)).toBe(0)
    expect(await forShop(shop, (tx) => tx.inboxMessage.count())).toBe(0)
    const [receipt] = await prisma.redactionReceipt.findMany({ orderBy: { completedAt: 'desc' }, take: 1 })
    expect(receipt?.counts).toMatchObject({ consent_events: 2, installations: 1 })
  })
})

describe('a shop that was erased stays erased', () => {
  async function anErasedShop(): Promise<ShopDomain> {
    const shop = newShop()
    await doors.consent(aDecision(), { shop })
    await uninstall(shop)
    await redactShop(shop)
    return shop
  }

  test.each<[string, object]>([
    ['customers/data_request', { customer: { id: 7, email: 'late@example.com' } }],
    ['customers/redact', { customer: { id: 7, email: 'late@example.com' } }],
    ['app/uninstalled', {}],
    ['customers_marketing_consent/update', { id: 7, phone: '+33', sms_marketing_consent: { state: 'subscribed' } }],
  ])('a %s that comes late leaves no row and no job', async (topic, body) => {
    const shop = await anErasedShop()
    await deliver(shop, topic, { shop_domain: shop, myshopify_domain: shop, ...body })
    expect(await forShop(shop, (tx) => tx.inboxMessage.count())).toBe(0)
    expect(await forShop(shop, (tx) => tx.subject.count())).toBe(0)
    expect(await forShop(shop, (tx) => tx.rememberedErasure.count())).toBe(0)
    expect(await rowsAbout(shop)).toBe(0)
  })

  test('and takes messages again once it has installed Kept again', async () => {
    const shop = await anErasedShop()
    await forShop(shop, noteInstalled)
    const id = await deliver(shop, 'customers/data_request', about(shop, { id: 7 }))
    expect(await messageOf(shop, id)).toMatchObject({ state: 'done' })
  })
})

describe('the storefront of a shop that has not installed Kept', () => {
  const shops: [string, () => Promise<ShopDomain>][] = [
    ['and never had', async () => shopDomain.parse(aShopWithoutKept())],
    [
      'any more',
      async () => {
        const shop = newShop()
        await uninstall(shop)
        return shop
      },
    ],
  ]
  const calls: [string, string, object][] = [
    ['a decision', '/proxy/consent', aDecision()],
    ['an introduction', '/proxy/visitor', { visitor: randomUUID() }],
    ['names of trackers', '/proxy/trackers', { names: ['_ga'] }],
    ['a check', '/proxy/check', { token: 'x'.repeat(43) }],
  ]
  test.each(shops.flatMap(([which, make]) => calls.map(([what, path, body]) => ({ which, what, make, path, body }))))(
    '$which: $what is refused with 410, and nothing is stored',
    async ({ make, path, body }) => {
      const shop = await make()
      for (const customerId of path === '/proxy/visitor' ? ['7'] : ['', '7']) {
        const signed = signedProxyPath(path, { shop, ...(customerId && { customerId }) })
        expect((await doors.post(signed, { ...body })).status).toBe(410)
      }
      await forShop(shop, async (tx) => {
        expect(await tx.consentLedger.count()).toBe(0)
        expect(await tx.subject.count()).toBe(0)
        expect(await tx.seenTracker.count()).toBe(0)
      })
    },
  )

  test('is taken again at once when it installs Kept', async () => {
    const shop = shopDomain.parse(aShopWithoutKept())
    expect((await doors.consent(aDecision(), { shop })).status).toBe(410)
    await forShop(shop, noteInstalled)
    expect((await doors.consent(aDecision(), { shop })).status).toBe(200)
    await uninstall(shop)
    expect((await doors.consent(aDecision(), { shop })).status).toBe(410)
  })

  test('no decision that is under way outlives the erasure of its shop', async () => {
    const shop = newShop()
    await uninstall(shop)
    await forShop(shop, noteInstalled)
    const id = await redactShop(shop)
    await forShop(shop, (tx) => eraseInstalledShop(tx, id, '42'))
    let erased = false
    const deciding = Array.from({ length: 8 }, async () => {
      while (!erased) await doors.consent(aDecision(), { shop })
    })
    await workMessage(shop, id)
    erased = true
    await Promise.all(deciding)
    expect(await decisions(shop)).toBe(0)
    expect(await forShop(shop, (tx) => tx.consentLedger.count())).toBe(0)
  })
})
