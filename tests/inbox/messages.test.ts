import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, inject, test } from 'vitest'
import { sealNext } from '../../app/consent/seals/index.ts'
import { listMessages, markHandled, readMessageBody, retryMessage } from '../../app/inbox/index.ts'
import { workMessage, workMessages } from '../../app/inbox/jobs.ts'
import { noteGivenUp } from '../../app/inbox/store.ts'
import { TENANT_TABLES } from '../../app/inbox/tenant-tables.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop, pool, prisma } from '../../app/platform/db.ts'
import { forgetJobsOf } from '../../app/platform/queue.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { noteInstalled } from '../../app/shopify/installation.ts'
import { readIdentifiers, type SubjectId } from '../../app/subjects/index.ts'
import { aCustomer, aDecision, aShopWithoutKept } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'
import { about, messageOf, newShop, deliver as send } from './deliver.ts'

const doors = withDoors()

const deliver = (shop: ShopDomain, topic: string, body: unknown) => send(doors, shop, topic, body)
const jobsOf = async (shop: ShopDomain) =>
  (await pool.query(`SELECT data FROM pgboss.job WHERE data ->> 'shop' = $1`, [shop])).rows.map(({ data }) => data)
const aSession = (shop: ShopDomain) =>
  forShop(shop, (tx) => tx.session.create({ data: { id: `offline_${shop}`, shop, state: '', accessToken: '' } }))
const sessionsOf = (shop: ShopDomain) => forShop(shop, (tx) => tx.session.count())

describe('a customer asks for their data', () => {
  test('a request for access is opened, due in time, and says who in sealed form only', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const id = await deliver(shop, 'customers/data_request', {
      ...about(shop, customer),
      orders_requested: [11],
      data_request: { id: 9 },
    })
    await forShop(shop, async (tx) => {
      const request = await tx.dataSubjectRequest.findFirstOrThrow()
      expect(request).toMatchObject({ kind: 'access', state: 'received', externalId: '9' })
      // Whole days, of which the day of receipt is none.
      const [received, due] = [request.receivedAt, request.dueAt].map((at) => Date.parse(at.toISOString().slice(0, 10)))
      expect((due ?? 0) - (received ?? 0)).toBeLessThanOrEqual(30 * 86_400_000)
      expect(await readIdentifiers(tx, request.subjectId as SubjectId)).toEqual([
        { kind: 'customer_id', value: String(customer.id) },
        { kind: 'email', value: customer.email },
      ])
    })
    expect(await messageOf(shop, id)).toMatchObject({ state: 'done', payload: null, attempts: 1 })
  })

  test('worked twice, as after a kill, it opens one request', async () => {
    const shop = newShop()
    const id = await deliver(shop, 'customers/data_request', about(shop, aCustomer()))
    await workMessage(shop, id)
    expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count())).toBe(1)
  })

  test('worked by two workers at once, it opens one request', async () => {
    const shop = newShop()
    const id = randomUUID()
    await doors.webhook('customers/data_request', about(shop, aCustomer()), { shop, id })
    await Promise.all([1, 2, 3, 4].map(() => workMessage(shop, id)))
    expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count())).toBe(1)
  })

  test('two requests of one person are about one subject, even when worked at once', async () => {
    const shop = newShop()
    const customer = aCustomer()
    const ids = [randomUUID(), randomUUID(), randomUUID()]
    for (const id of ids) await doors.webhook('customers/data_request', about(shop, customer), { shop, id })
    await Promise.all(ids.map((messageId) => workMessage(shop, messageId)))
    expect(await forShop(shop, (tx) => tx.subject.count())).toBe(1)
    expect(await forShop(shop, (tx) => tx.dataSubjectRequest.count())).toBe(3)
  })
})

describe('a customer’s data must go', () => {
  test('nothing that tells who they were or what they decided is left, and the ledger keeps its place', async () => {
    const shop = newShop()
    const customer = aCustomer()
    await doors.consent(aDecision(), { shop, customerId: String(customer.id) })
    await deliver(shop, 'customers/data_request', { ...about(shop, customer), data_request: { id: 9 } })
    await deliver(shop, 'customers/redact', { ...about(shop, customer), orders_to_redact: [] })
    await forShop(shop, async (tx) => {
      expect(await tx.subjectIdentifier.count()).toBe(0)
      expect(await tx.subject.count()).toBe(0)
      expect(
        await tx.dataSubjectRequest.findMany({
          select: { state: true, details: true, externalId: true, subjectId: true },
        }),
      ).toEqual([{ state: 'erased', details: null, externalId: null, subjectId: null }])
      expect(await tx.consentEvent.count()).toBe(0)
      expect(await tx.consentErasure.count()).toBe(1)
    })
  })

  test('a neighbour with the same phone keeps their data', async () => {
    const shop = newShop()
    const [one, other] = [aCustomer(), aCustomer()]
    const phone = '+33 1 23 45 67 89'
    await deliver(shop, 'customers/data_request', about(shop, { ...one, phone }))
    await deliver(shop, 'customers/data_request', about(shop, { ...other, phone }))
    await deliver(shop, 'customers/redact', { ...about(shop, { ...one, phone }), orders_to_redact: [] })
    const left = await forShop(shop, (tx) => tx.subject.findMany({}))
    expect(left).toHaveLength(1)
    const identifiers = await forShop(shop, (tx) => readIdentifiers(tx, left[0]?.id as SubjectId))
    expect(identifiers.find(({ kind }) => kind === 'customer_id')?.value).toBe(String(other.id))
  })

  test('a customer who shares an e-mail address with another customer is not erased with them', async () => {
    const shop = newShop()
    const one = aCustomer()
    const other = { ...aCustomer(), email: one.email }
    await deliver(shop, 'customers/data_request', about(shop, one))
    await deliver(shop, 'customers/data_request', about(shop, other))
    await deliver(shop, 'customers/redact', about(shop, one))
    expect(await forShop(shop, (tx) => tx.subject.count())).toBe(1)
  })

  test('however large the ids are, and however many orders are named that Kept does not need', async () => {
    const shop = newShop()
    const [id, neighbour] = ['706405506930370084', '706405506930370085']
    const orders = Array.from({ length: 100_000 }, (_, n) => `7064055069303${70_000 + n}`)
    const asks = (customer: string) =>
      `{"shop_domain": "${shop}", "customer": {"id": ${customer}}, "data_request": {"id": ${customer}}}`
    for (const customer of [id, neighbour]) await deliver(shop, 'customers/data_request', asks(customer))
    const body = `{"shop_domain": "${shop}", "customer": {"id": ${id}}, "orders_to_redact": [null, -1, ${orders}]}`
    expect(body.length).toBeGreaterThan(1024 * 1024)
    const redaction = await deliver(shop, 'customers/redact', body)
    expect(await messageOf(shop, redaction)).toMatchObject({ state: 'done', outcome: { subjects: 1 } })
    const left = await forShop(shop, (tx) => tx.subject.findMany({}))
    expect(left).toHaveLength(1)
    expect(await forShop(shop, (tx) => readIdentifiers(tx, left[0]?.id as SubjectId))).toEqual([
      { kind: 'customer_id', value: neighbour },
    ])
  })

  test('a person of another shop with the same address is not touched', async () => {
    const [mine, theirs] = [newShop(), newShop()]
    const customer = aCustomer()
    await deliver(mine, 'customers/data_request', about(mine, customer))
    await deliver(theirs, 'customers/data_request', about(theirs, customer))
    await deliver(mine, 'customers/redact', about(mine, customer))
    expect(await forShop(theirs, (tx) => tx.subjectIdentifier.count())).toBe(2)
  })
})

describe('everything of a shop must go', () => {
  async function aFullShop(shop: ShopDomain) {
    await aSession(shop)
    await doors.consent(aDecision(), { shop, customerId: '5' })
    await forShop(shop, sealNext)
    await doors.webhook('customers/redact', 'not json', { shop })
    await deliver(shop, 'customers/data_request', about(shop, aCustomer()))
  }

  const rowsOf = (shop: ShopDomain) =>
    sqlForShop(shop, async (client) => {
      const counts: Record<string, number> = {}
      for (const table of TENANT_TABLES) {
        const { rowCount } = await client.query(`SELECT FROM "${table}"`)
        if (rowCount) counts[table] = rowCount
      }
      return counts
    })

  test('no row of it is left, one receipt without its name is, and other shops keep theirs', async () => {
    const [shop, other] = [newShop(), newShop()]
    await aFullShop(shop)
    await aFullShop(other)
    await deliver(shop, 'app/uninstalled', { id: 1, myshopify_domain: shop })
    const before = await prisma.redactionReceipt.count()
    await deliver(shop, 'shop/redact', { shop_id: 1, shop_domain: shop })
    expect(await rowsOf(shop)).toEqual({})
    expect(await sessionsOf(shop)).toBe(0)
    expect(await rowsOf(other)).toMatchObject({ installations: 1, consent_events: 1, inbox_messages: 2 })

    const receipts = await prisma.redactionReceipt.findMany({ orderBy: { completedAt: 'desc' } })
    expect(receipts).toHaveLength(before + 1)
    expect(receipts[0]).toMatchObject({
      topic: 'shop/redact',
      counts: {
        consent_events: 1,
        data_subject_request_events: 1,
        data_subject_requests: 1,
        inbox_messages: 4,
        installations: 1,
      },
    })
    expect(JSON.stringify(receipts)).not.toContain(shop.split('.')[0])
    expect(await jobsOf(shop)).toEqual([])
  })

  test('delivered again after it was done, it leaves no second receipt and no trace', async () => {
    const shop = shopDomain.parse(aShopWithoutKept())
    const id = await deliver(shop, 'shop/redact', { shop_id: 1, shop_domain: shop })
    const receipts = await prisma.redactionReceipt.count()
    await doors.webhook('shop/redact', { shop_id: 1, shop_domain: shop }, { shop, id })
    await workMessage(shop, id)
    expect(await prisma.redactionReceipt.count()).toBe(receipts)
    expect(await rowsOf(shop)).toEqual({})
    expect(await jobsOf(shop)).toEqual([])
  })
})

describe('the app is removed', () => {
  test('its tokens go', async () => {
    const shop = newShop()
    await aSession(shop)
    await deliver(shop, 'app/uninstalled', { id: 1, myshopify_domain: shop })
    expect(await sessionsOf(shop)).toBe(0)
  })

  test('a late webhook about an earlier removal does not lock out a shop that came back', async () => {
    const shop = shopDomain.parse(aShopWithoutKept())
    const id = randomUUID()
    await aSession(shop)
    clock.shift(60_000)
    await forShop(shop, noteInstalled)
    clock.shift(0)
    await doors.webhook('app/uninstalled', { id: 1, myshopify_domain: shop }, { shop, id })
    await workMessage(shop, id)
    expect(await sessionsOf(shop)).toBe(1)
  })
})

describe('what Kept does not understand', () => {
  test('is kept sealed, shown to staff on request, and its body goes when they dealt with it', async () => {
    const shop = newShop()
    const id = randomUUID()
    await doors.webhook('customers/redact', 'please forget jeanne@example.com', { shop, id })
    const stored = await messageOf(shop, id)
    expect(stored).toMatchObject({ state: 'needs_person', error: 'not_json' })
    expect(Buffer.from(stored.payload ?? []).includes('jeanne')).toBe(false)
    await forShop(shop, async (tx) => {
      expect((await listMessages(tx, { size: 5, after: null, filter: 'staff' })).entries).toHaveLength(1)
      expect(await readMessageBody(tx, id)).toBe('please forget jeanne@example.com')
      expect(await markHandled(tx, id, '42')).toBe(true)
      expect(await readMessageBody(tx, id)).toBe(null)
      expect(await markHandled(tx, id, '42')).toBe(false)
    })
    expect(await messageOf(shop, id)).toMatchObject({ state: 'done', payload: null, outcome: { handledBy: '42' } })
  })

  test('a message that failed for good can be tried again by staff', async () => {
    const shop = newShop()
    const id = randomUUID()
    await doors.webhook('customers/redact', about(shop, aCustomer()), { shop, id })
    await forShop(shop, (tx) => noteGivenUp(tx, [id]))
    expect(await messageOf(shop, id)).toMatchObject({ state: 'failed' })
    expect(await forShop(shop, (tx) => retryMessage(tx, id))).toBe(true)
    expect(await forShop(shop, (tx) => retryMessage(tx, id))).toBe(false)
    await workMessage(shop, id)
    expect(await messageOf(shop, id)).toMatchObject({ state: 'done' })
  })

  const everyField = {
    id: 7_006_005_004,
    email: 'jeanne.secret@example.com',
    phone: '+33 6 98 76 54 32',
    name: 'Jeanne Secret',
  }
  const TRACES = ['7006005004', 'secret', 'Jeanne', '98 76 54 32', '0698765432', 'orders-secret']
  const FAULTS: [string, string][] = [
    [
      'the database refuses a row and quotes it',
      'ALTER TABLE subject_identifiers ADD CONSTRAINT fault CHECK (false) NOT VALID',
    ],
    ['a row is not to be deleted', 'REVOKE DELETE ON subject_identifiers FROM kept_app'],
  ]
  test.each(FAULTS)('a job that fails leaves the kind of the fault and nobody’s data: %s', async (_what, fault) => {
    const shop = newShop()
    const owner = new pg.Client({ connectionString: inject('databaseOwnerUrl') })
    await owner.connect()
    const failed: string[] = []
    try {
      await owner.query(fault)
      for (const [topic, more] of [
        ['customers/data_request', { orders_requested: ['orders-secret'], data_request: { id: 9 } }],
        ['customers/redact', { orders_to_redact: ['orders-secret'] }],
      ] as const) {
        const id = randomUUID()
        await doors.webhook(topic, { ...about(shop, everyField), ...more }, { shop, id })
        await workMessage(shop, id).catch(() => failed.push(id))
        if (failed.length > 0) break
      }
    } finally {
      await owner.query('ALTER TABLE subject_identifiers DROP CONSTRAINT IF EXISTS fault')
      await owner.query('GRANT DELETE ON subject_identifiers TO kept_app')
      await owner.end()
    }
    expect(failed).toHaveLength(1)
    for (const id of failed) {
      const { payload, named, ...stored } = await messageOf(shop, id)
      expect(stored).toMatchObject({ state: 'retrying', attempts: 1, error: expect.stringMatching(/^\w+/) })
      const left = JSON.stringify(stored) + Buffer.from(payload ?? []).toString('latin1') + named.join()
      for (const trace of TRACES) expect(left.toLowerCase()).not.toContain(trace.toLowerCase())
    }
  })

  test('a body that cannot be opened is tried again, and says why', async () => {
    const shop = newShop()
    const id = randomUUID()
    await doors.webhook('customers/redact', about(shop, everyField), { shop, id })
    await sqlForShop(shop, (client) =>
      client.query(`UPDATE inbox_messages SET payload = '\\x0000' WHERE id = $1`, [id]),
    )
    await expect(workMessage(shop, id)).rejects.toThrow()
    expect(await messageOf(shop, id)).toMatchObject({ state: 'retrying', attempts: 1, error: 'Unsealable' })
  })

  test('one that fails holds up no other of its job, and is tried again alone', async () => {
    const shop = newShop()
    const messageIds = [randomUUID(), randomUUID(), randomUUID()]
    for (const id of messageIds) {
      await doors.webhook('customers/data_request', about(shop, aCustomer()), { shop, id })
    }
    await sqlForShop(shop, (client) =>
      client.query(`UPDATE inbox_messages SET payload = '\\x0000' WHERE id = $1`, [messageIds[1]]),
    )
    await forgetJobsOf(shop, { executeSql: (text, values) => pool.query(text, values) })
    await workMessages({ shop, messageIds, receivedAt: Date.now() })
    const states = await Promise.all(messageIds.map(async (id) => (await messageOf(shop, id)).state))
    expect(states).toEqual(['done', 'retrying', 'done'])
    // A request that was opened has jobs of its own.
    expect((await jobsOf(shop)).flatMap((data) => data.messageIds ?? [])).toEqual([messageIds[1]])
  })
})
