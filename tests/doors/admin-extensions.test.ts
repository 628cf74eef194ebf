import { describe, expect, test } from 'vitest'
import { listAccesses } from '../../app/platform/access-log.ts'
import { forShop } from '../../app/platform/db.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'
import { monthsAfter } from '../../app/register/index.ts'
import { readRequest, whoAsks } from '../../app/requests/index.ts'
import { markRestricted } from '../../app/subjects/index.ts'
import { aCentreShop } from '../centre/a-centre.ts'
import { aRetentionRule } from '../register/a-register.ts'
import { aToken, hostile, ofCustomer, ofStaff } from '../setup/session-tokens.ts'
import { aShop, aShopWithoutKept } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

async function called(token: string | null, path: string, body?: object) {
  const answer = await fetch(`${doors.url}/admin-extensions${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, headers: answer.headers, body: await answer.json() }
}

const today = () => new Date().toISOString().slice(0, 10)
const started = { customer: '7', kind: 'access', channel: 'phone', receivedOn: today(), text: 'She called' }

describe('a member of staff on a customer’s page in Shopify', () => {
  test('starts a request for a caller, and sees it there with its last day', async () => {
    const shop = await aCentreShop()
    const token = aToken(ofStaff(shop))
    const filed = await called(token, '/requests', started)
    expect(filed.status).toBe(201)
    const detail = await forShop(shop, (tx) => readRequest(tx, filed.body.id))
    expect(detail?.row).toMatchObject({ kind: 'access', channel: 'phone', asker: 'person' })
    expect(detail?.events[0]).toMatchObject({ actor: 'staff', actorId: '42' })

    const { status, body, headers } = await called(token, '/customer?customer=7&language=fr')
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(body).toMatchObject({ openTotal: 1, total: 1, restriction: null, lastContact: null, holds: [] })
    expect(body.open).toMatchObject([{ id: filed.body.id, kind: 'access', state: 'received', urgency: 'later' }])
    expect(body.purposes.map((one: { id: string }) => one.id)).toContain('news')
    expect(body.purposes[0]).toMatchObject({ state: 'not asked', since: null })
  })

  test('sees that the customer’s data may only be stored', async () => {
    const shop = await aCentreShop()
    const token = aToken(ofStaff(shop))
    const { body: filed } = await called(token, '/requests', { ...started, kind: 'restriction' })
    const since = new Date('2026-10-01T00:00:00Z')
    await forShop(shop, async (tx) => {
      const [subjectId] = await whoAsks(tx, [filed.id])
      if (subjectId) await markRestricted(tx, { id: filed.id, subjectId, ground: 'accuracy_contested', since })
    })
    const { body } = await called(token, '/customer?customer=7')
    expect(body.restriction).toEqual({ ground: 'accuracy_contested', since: since.toISOString(), liftOn: null })
  })

  test('sees on an order’s page how long a law keeps it', async () => {
    const hold = { keeps: { fr: 'Les factures', en: 'Invoices' }, reason: { fr: 'Code de commerce' }, months: 120 }
    const shop = await aCentreShop({ retentionRules: [aRetentionRule({ legalHolds: [hold] })] })
    const { body } = await called(aToken(ofStaff(shop)), `/customer?customer=7&orderedOn=${today()}`)
    expect(body.holds).toEqual([{ keeps: 'Invoices', law: 'Code de commerce', until: monthsAfter(today(), 120) }])
  })

  test('has what is held read, which a customer without anything can see too', async () => {
    const shop = await aCentreShop()
    const { status, body } = await called(aToken(ofStaff(shop)), '/held?customer=7')
    expect(status).toBe(200)
    expect(body).toMatchObject({ state: 'reading', groups: [] })
  })

  test('leaves a line in the access log for each look, with whom they looked at and never a customer’s number', async () => {
    const shop = await aCentreShop()
    const token = aToken(ofStaff(shop, '44'))
    const { body: filed } = await called(token, '/requests', started)
    await called(token, '/customer?customer=7')
    const lines = await forShop(shop, (tx) => listAccesses(tx, 10))
    expect(lines).toMatchObject([
      { staffId: '44', method: 'GET', route: '/admin-extensions/customer', status: 200 },
      { staffId: '44', method: 'POST', route: '/admin-extensions/requests', status: 201 },
    ])
    const named = await forShop(shop, async (tx) => ({
      people: await tx.accessLogPerson.findMany({ where: { accessId: { in: lines.map(({ id }) => id) } } }),
      subjects: await whoAsks(tx, [filed.id]),
    }))
    expect(named.people.map(({ subjectId }) => subjectId)).toEqual([...named.subjects, ...named.subjects])
  })

  test('files nothing of tomorrow, of no kind, or of nobody', async () => {
    const token = aToken(ofStaff(await aCentreShop()))
    expect(await called(token, '/requests', { ...started, receivedOn: '2999-01-01' })).toMatchObject({ status: 422 })
    for (const wrong of [
      { kind: 'all' },
      { channel: 'storefront' },
      { customer: 'x' },
      { text: 1 },
      { email: 'a@b.c' },
    ])
      expect((await called(token, '/requests', { ...started, ...wrong })).status).toBe(400)
    expect((await called(token, '/customer?customer=gid')).status).toBe(400)
    expect((await called(token, '/everybody')).status).toBe(404)
    expect((await called(token, '/requests', { ...started, text: 'x'.repeat(70_000) })).status).toBe(413)
  })
})

describe('nobody else gets in at the doors of the admin', () => {
  const shop = 'a-shop.myshopify.com'
  test.each([
    ...hostile(ofStaff(shop)),
    ['with a token of a customer', aToken(ofCustomer(shop, 7))] as const,
    [
      'with one that another shop’s admin gave',
      aToken({ ...ofStaff(shop), iss: 'https://other.myshopify.com/admin' }),
    ] as const,
    ['with one that no admin gave', aToken({ ...ofStaff(shop), iss: undefined })] as const,
  ])('%s', async (_name, token) => {
    for (const path of ['/customer?customer=7', '/held?customer=7', '/requests'])
      expect((await called(token, path)).status).toBe(401)
  })

  test('where Kept is not installed', async () => {
    expect((await called(aToken(ofStaff(aShopWithoutKept())), '/customer?customer=7')).status).toBe(410)
    expect((await called(aToken(ofStaff(aShopWithoutKept())), '/requests', started)).status).toBe(410)
  })

  test('staff of one shop see and start nothing in another', async () => {
    const [shop, other] = [await aCentreShop(), shopDomain.parse(aShop())]
    const { body: filed } = await called(aToken(ofStaff(shop)), '/requests', started)
    const { body } = await called(aToken(ofStaff(other)), '/customer?customer=7')
    expect(body).toMatchObject({ open: [], total: 0 })
    expect(await forShop(other, (tx) => readRequest(tx, filed.id))).toBeNull()
  })
})
