import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { linkToCustomer, readRecord, recordDecision, suppressContacts } from '../../app/consent/index.ts'
import { writeBackQueue } from '../../app/consent/queues.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { erasePerson, readRequest } from '../../app/requests/index.ts'
import { readApiKeys, revokeKey } from '../../app/shop-api/index.ts'
import { findSubjects, identifiersOf, identify, type VisitorId } from '../../app/subjects/index.ts'
import { takeJobs } from '../../scripts/history/worker.ts'
import { aShopThatAsks, newShop } from '../inbox/deliver.ts'
import { aCustomer, aDecision, sendRaw, statusOf } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'
import { aClient, aKey } from './a-key.ts'

const doors = withDoors()
let shop: ShopDomain
let key: string
beforeAll(async () => {
  shop = await aShopThatAsks()
  key = (await aKey(shop)).key
})
afterEach(() => void vi.restoreAllMocks())

const client = (of = key) => aClient(doors.url, of)
const anId = () => String(aCustomer().id + 1_000)
const named = (name: string = randomUUID()) => ({ header: { 'Idempotency-Key': name } })
const DAY = 86_400_000
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString()

const aConsent = (given: object = {}) => ({
  person: { customerId: anId() },
  choices: { 'email-offers': true },
  decidedAt: daysAgo(0),
  where: 'till' as const,
  ...given,
})

const record = async (given: object = {}, name?: string, of = key) =>
  client(of).POST('/consents', { params: named(name), body: aConsent(given) })

const stateOf = async (customerId: string) =>
  (await client().GET('/customers/{customerId}/consents', { params: { path: { customerId } } })).data

describe('a till records what a customer agreed to, with a client that is generated from the document', () => {
  test('and reads it back, by the customer’s id and by their address', async () => {
    const { id, email } = aCustomer()
    const person = { customerId: String(id), email }
    const wording = { language: 'fr', text: 'J’accepte de recevoir vos offres par e-mail.' }
    const { data, response } = await record({ person, wording, askedBy: 'Caisse 2', reference: 'T-1' })
    expect(response.status).toBe(201)
    const state = await stateOf(String(id))
    expect(state).toMatchObject({
      person: data?.person,
      customer: String(id),
      restricted: false,
      purposes: [{ purpose: 'email-offers', granted: true, record: data?.id }],
    })
    const found = await client().POST('/consents/find', { body: { person: { email: email.toUpperCase() } } })
    expect(found.data).toEqual(state)
    const view = await forShop(shop, (tx) => readRecord(tx, data?.id ?? ''))
    expect(view?.event.source).toBe('api')
    expect(view?.evidence).toMatchObject({ where: 'till', wording, askedBy: 'Caisse 2', reference: 'T-1' })
  })

  test('sent again under its name it is recorded once; the name is taken for nothing else', async () => {
    const [name, consent] = [randomUUID(), aConsent()]
    const send = (body = consent) => client().POST('/consents', { params: named(name), body })
    const both = await Promise.all([send(), send()])
    expect(both.map(({ response }) => response.status)).toEqual([201, 201])
    expect(both[0].data).toEqual(both[1].data)
    expect(both.map(({ response }) => response.headers.get('idempotency-replayed')).toSorted()).toEqual([null, 'true'])
    const other = await send({ ...consent, choices: { 'email-offers': false } })
    expect(other.error).toMatchObject({ type: 'urn:kept:problem:idempotency-key-reused', status: 422 })
    const { rows } = await sqlForShop(shop, (sql) =>
      sql.query('SELECT count(*)::int AS events FROM consent_events WHERE shop = $1 AND id = $2', [
        shop,
        both[0].data?.id,
      ]),
    )
    expect(rows).toEqual([{ events: 1 }])
  })

  test('a refusal is followed up at Shopify, a consent subscribes nobody there', async () => {
    await takeJobs(shop, [writeBackQueue.name])
    const { data } = await record({ choices: { 'email-offers': false } })
    expect((await takeJobs(shop, [writeBackQueue.name])).map(({ data: job }) => job)).toMatchObject([
      { subject: data?.person },
    ])
  })

  test('what is older than the customer’s own choice does not replace it, however long ago, and is kept as evidence', async () => {
    const customerId = anId()
    const visitor = randomUUID() as VisitorId
    const decision = { ...aDecision({ choices: { 'email-offers': false, profiling: true } }), visitor }
    await recordDecision(
      shop,
      { ...decision, surface: 'preferences' } as Parameters<typeof recordDecision>[1],
      customerId,
    )
    for (const decidedAt of [daysAgo(400), daysAgo(2), '2004-02-29T12:00:00+02:00']) {
      expect((await record({ person: { customerId }, decidedAt })).response.status).toBe(201)
    }
    expect((await stateOf(customerId))?.purposes).toMatchObject([
      { purpose: 'email-offers', granted: false },
      { purpose: 'profiling', granted: true },
    ])
    // Among themselves the newest counts, in whatever order they were told.
    const other = anId()
    await record({ person: { customerId: other }, decidedAt: daysAgo(300), choices: { 'email-offers': false } })
    await record({ person: { customerId: other }, decidedAt: daysAgo(400) })
    expect((await stateOf(other))?.purposes).toMatchObject([{ granted: false }])
  })

  test('a newer consent of somebody who had objected ends the objection’s mark, an older one does not', async () => {
    const customer = aCustomer()
    const person = { customerId: String(customer.id), email: customer.email }
    const since = new Date(Date.now() - 10 * DAY)
    const marks = () => forShop(shop, (tx) => tx.contactSuppression.count({ where: { since } }))
    await forShop(shop, (tx) => suppressContacts(tx, identifiersOf(customer), { channels: ['email'], since }))
    await record({ person, decidedAt: daysAgo(11) })
    expect(await marks()).toBe(1)
    await record({ person, decidedAt: daysAgo(9) })
    expect(await marks()).toBe(0)
  })

  test.each([
    ['a purpose that nobody is asked about', { choices: { nothing: true } }, '/choices/nothing'],
    ['no choice', { choices: {} }, '/choices'],
    ['nobody', { person: {} }, '/person'],
    ['a choice of tomorrow', { decidedAt: daysAgo(-1) }, '/decidedAt'],
    ['a choice before the shop’s time', { decidedAt: '1999-01-01T00:00:00Z' }, '/decidedAt'],
    ['a customer’s gid', { person: { customerId: 'gid://shopify/Customer/1' } }, '/person/customerId'],
    ['an address that is none', { person: { email: 'nobody' } }, '/person/email'],
    ['a key of JavaScript’s', { choices: { constructor: true } }, ''],
    ['something unknown', { more: 1 }, ''],
  ])('%s is refused with the place of the fault, and nothing of it is kept', async (_name, given, pointer) => {
    const { error } = await record(given)
    expect(error?.status).toBeGreaterThanOrEqual(400)
    if (error?.status === 422) expect(error.errors?.map((one) => one.pointer)).toContain(pointer)
  })
})

describe('nobody learns or changes what a key is not for', () => {
  test('another shop’s key sees the same customer as unknown, and their request not at all', async () => {
    const customerId = anId()
    await record({ person: { customerId } })
    const filed = await client().POST('/requests', {
      params: named(),
      body: { kind: 'access', channel: 'phone', person: { customerId } },
    })
    expect(filed.response.status).toBe(201)
    const stranger = client((await aKey(await aShopThatAsks())).key)
    const seen = await stranger.GET('/customers/{customerId}/consents', { params: { path: { customerId } } })
    expect(seen.data).toEqual({ person: null, customer: null, restricted: false, purposes: [] })
    expect((await stranger.GET('/requests')).data).toEqual({ requests: [], next: null })
    const requestId = filed.data?.id ?? ''
    expect((await stranger.GET('/requests/{requestId}', { params: { path: { requestId } } })).response.status).toBe(404)
  })

  test('a revoked key, an expired one, a changed one, none and nonsense are answered alike', async () => {
    const revoked = await aKey(shop)
    expect((await client(revoked.key).GET('/purposes')).response.status).toBe(200)
    expect(await forShop(shop, (tx) => revokeKey(tx, revoked.id, '42'))).toBe(true)
    expect(await forShop(shop, (tx) => revokeKey(tx, revoked.id, '42'))).toBe(false)
    const short = await aKey(shop, { lastDay: new Date().toISOString().slice(0, 10) })
    expect((await client(short.key).GET('/purposes')).response.status).toBe(200)
    const changed = `${key.slice(0, -2)}${key.endsWith('AA') ? 'BB' : 'AA'}`
    const answers = [
      await client(revoked.key).GET('/purposes'),
      await client(changed).GET('/purposes'),
      await aClient(doors.url, null).GET('/purposes'),
      await client('kept_x').GET('/purposes'),
    ]
    vi.spyOn(clock, 'now').mockReturnValue(new Date(Date.now() + DAY))
    answers.push(await client(short.key).GET('/purposes'))
    for (const { response, error } of answers) {
      expect(response.status).toBe(401)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect(response.headers.get('www-authenticate')).toBe('Bearer')
      expect(error).toEqual(answers[0]?.error)
    }
    const listed = await forShop(shop, readApiKeys)
    expect(listed.find(({ id }) => id === revoked.id)?.state).toBe('revoked')
    expect(listed.find(({ id }) => id === short.id)?.state).toBe('expired')
    expect(listed.find(({ id }) => id === short.id)?.lastUsedAt).not.toBeNull()
  })

  test('a key does what its scopes say, and nothing else', async () => {
    const reader = client((await aKey(shop, { scopes: ['consents:read'] })).key)
    expect((await reader.GET('/purposes')).response.status).toBe(200)
    const refused = [
      await reader.POST('/consents', { params: named(), body: aConsent() }),
      await reader.GET('/requests'),
      await reader.POST('/requests', {
        params: named(),
        body: { kind: 'access', channel: 'post', person: { customerId: anId() } },
      }),
    ]
    expect(refused.map(({ response }) => response.status)).toEqual([403, 403, 403])
  })

  test('only a hash of a key is stored, and a shop has no more than twenty that open something', async () => {
    const of = await aShopThatAsks()
    const made = await aKey(of)
    const secret = made.key.slice(-43)
    const { rows } = await sqlForShop(of, (sql) => sql.query('SELECT to_jsonb(k)::text AS row FROM api_keys k'))
    expect(JSON.stringify(rows)).not.toContain(secret)
    for (let n = 1; n < 20; n += 1) await aKey(of)
    await expect(aKey(of)).rejects.toThrow('too_many')
    await forShop(of, (tx) => revokeKey(tx, made.id, '42'))
    expect((await Promise.allSettled([aKey(of), aKey(of)])).map(({ status }) => status).toSorted()).toEqual([
      'fulfilled',
      'rejected',
    ])
  })

  test('who looked is in the access log, by the key', async () => {
    const { data } = await record()
    await stateOf(data?.customer ?? '')
    const { rows } = await sqlForShop(shop, (sql) =>
      sql.query(
        `SELECT l.method, l.route, l.staff_id AS "staffId" FROM access_log l JOIN access_log_people p
         ON p.shop = l.shop AND p.access_id = l.id WHERE l.shop = $1 AND p.subject_id = $2 ORDER BY l.id`,
        [shop, data?.person],
      ),
    )
    expect(rows).toMatchObject([
      { method: 'POST', route: '/api/v1/consents' },
      { method: 'GET', route: '/api/v1/customers/{customerId}/consents' },
    ])
    expect(rows[0].staffId).toMatch(/^api-key:[0-9a-f-]{36}$/)
  })
})

describe('an erased person stays erased', () => {
  test('what they agreed to before is not taken, and of what was recorded nothing is left', async () => {
    const customer = aCustomer()
    const person = { customerId: String(customer.id), email: customer.email }
    const name = randomUUID()
    const consent = aConsent({ person, askedBy: 'Caisse 2', decidedAt: daysAgo(1) })
    const { data } = await client().POST('/consents', { params: named(name), body: consent })
    const [subject] = await forShop(shop, (tx) => findSubjects(tx, identifiersOf(customer)))
    await forShop(shop, (tx) => erasePerson(tx, identifiersOf(customer)))
    const { rows } = await sqlForShop(shop, (sql) =>
      sql.query(
        `SELECT (SELECT count(*)::int FROM consent_evidence WHERE shop = $1 AND event_id = $2) AS evidence,
                (SELECT count(*)::int FROM api_calls WHERE shop = $1 AND result_id = $2) AS calls`,
        [shop, data?.id],
      ),
    )
    expect(rows).toEqual([{ evidence: 0, calls: 0 }])
    const again = await client().POST('/consents', { params: named(name), body: consent })
    expect(again.error).toMatchObject({ type: 'urn:kept:problem:erased', status: 409 })
    expect(await forShop(shop, (tx) => findSubjects(tx, identifiersOf(customer)))).toEqual([])
    expect(await stateOf(person.customerId)).toMatchObject({ person: null, purposes: [] })
    // Somebody new who has the address.
    const later = await record({ person, decidedAt: new Date(Date.now() - 1).toISOString() })
    expect(later.response.status).toBe(201)
    expect(later.data?.person).not.toBe(subject)
  })
})

test('an address of two customers names neither, a browser’s choices count with its customer’s', async () => {
  const email = `${randomUUID()}@example.com`
  const [one, other] = [anId(), anId()]
  await forShop(shop, async (tx) => {
    await identify(tx, identifiersOf({ id: one, email }))
    await identify(tx, identifiersOf({ id: other, email }))
  })
  const found = await client().POST('/consents/find', { body: { person: { email } } })
  expect(found.error).toMatchObject({ type: 'urn:kept:problem:several-people', status: 409 })
  expect((await record({ person: { email } })).error?.status).toBe(409)
  const visitor = randomUUID() as VisitorId
  await doors.consent(aDecision({ visitor, choices: { analytics: true } }), { shop })
  await linkToCustomer(shop, visitor, one)
  expect((await stateOf(one))?.purposes).toMatchObject([{ purpose: 'analytics', granted: true }])
})

describe('a call centre files what it was told', () => {
  test('follows it to its end, and finds it in the list, page by page', async () => {
    const of = await aShopThatAsks()
    const made = await aKey(of)
    const api = client(made.key)
    const body = {
      kind: 'access',
      channel: 'phone',
      person: { email: 'lea@example.com' },
      country: 'FR',
      language: 'fr',
      text: 'Alles',
    } as const
    const name = randomUUID()
    const filed = await api.POST('/requests', { params: named(name), body })
    expect(filed.data).toMatchObject({ kind: 'access', state: 'received', channel: 'phone', customer: null })
    const again = await api.POST('/requests', { params: named(name), body })
    expect(again.data).toEqual(filed.data)
    expect(again.response.headers.get('idempotency-replayed')).toBe('true')
    const requestId = filed.data?.id ?? ''
    const detail = await forShop(of, (tx) => readRequest(tx, requestId))
    expect(detail?.details?.text).toBe('Alles')
    expect(detail?.events[0]).toMatchObject({ actor: 'staff', actorId: `api-key:${made.id}` })
    for (const kind of ['rectification', 'portability'] as const)
      await api.POST('/requests', { params: named(), body: { ...body, kind } })
    const first = await api.GET('/requests', { params: { query: { limit: 2 } } })
    expect(first.data?.requests).toHaveLength(2)
    const second = await api.GET('/requests', { params: { query: { limit: 2, after: first.data?.next ?? '' } } })
    expect(second.data).toMatchObject({ requests: [{}], next: null })
    expect(JSON.stringify([first.data, second.data])).not.toContain('lea@')
    const one = await api.GET('/requests/{requestId}', { params: { path: { requestId } } })
    expect(one.data?.id).toBe(requestId)
  })

  test.each([
    ['of the next week', { receivedOn: daysAgo(-7).slice(0, 10) }, '/receivedOn'],
    ['of nobody', { person: {} }, '/person'],
    ['of an unknown kind', { kind: 'nonsense' as never }, '/kind'],
  ])('a request %s is refused', async (_name, given, pointer) => {
    const { error } = await client().POST('/requests', {
      params: named(),
      body: { kind: 'access', channel: 'email', person: { email: 'lea@example.com' }, ...given },
    })
    expect(error?.status).toBe(422)
    expect(error?.errors?.[0]?.pointer).toBe(pointer)
  })
})

describe('whatever is sent is answered as a problem that a program can read', () => {
  const raw = async (method: string, path: string, init: RequestInit = {}) => {
    const response = await fetch(`${doors.url}${path}`, {
      method,
      ...init,
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': 'x',
        ...init.headers,
      },
    })
    const { type, status } = await response.json()
    return { status: response.status, type, isSame: status === response.status }
  }
  test.each<[string, number, string, string, RequestInit?]>([
    ['no such address', 404, 'GET', '/api/v1/nothing'],
    ['no such version', 404, 'GET', '/api/v1'],
    ['a path in another spelling', 404, 'GET', '/api/v1/customers/1/consents/'],
    ['a wrong method', 405, 'DELETE', '/api/v1/consents'],
    ['no JSON', 400, 'POST', '/api/v1/consents', { body: '{' }],
    ['another type', 415, 'POST', '/api/v1/consents', { body: 'a=b', headers: { 'content-type': 'text/plain' } }],
    ['a call without a name', 400, 'POST', '/api/v1/consents', { body: '{}', headers: { 'idempotency-key': '' } }],
    [
      'a name of a kilobyte',
      400,
      'POST',
      '/api/v1/consents',
      { body: '{}', headers: { 'idempotency-key': 'x'.repeat(1_024) } },
    ],
    ['more than a request holds', 413, 'POST', '/api/v1/requests', { body: 'x'.repeat(200_000) }],
    ['a page of a million', 422, 'GET', '/api/v1/requests?limit=1000000'],
    ['an unknown parameter', 422, 'GET', '/api/v1/requests?state=open'],
    ['a customer who is none', 422, 'GET', "/api/v1/customers/1'--/consents"],
    ['a request that is none', 422, 'GET', '/api/v1/requests/%00'],
  ])('%s: %i', async (_name, status, method, path, init) => {
    expect(await raw(method, path, init)).toMatchObject({ status, isSame: true })
  })

  test.each(['/api/v2/x', '/API/v1/purposes', '/api/v1/../../app', '/%61pi/v1/purposes', '/api/v1/%2e%2e/x'])(
    'an address beside the API (%s) reaches no page',
    async (path) => {
      const answered = await sendRaw(doors.url, `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
      expect([401, 404]).toContain(statusOf(answered))
    },
  )

  test('a system that calls too often is told when to come back, and no other key of the shop is', async () => {
    const [busy, other] = [await aKey(shop), await aKey(shop)]
    const call = (of: string) => fetch(`${doors.url}/api/v1/nothing`, { headers: { authorization: `Bearer ${of}` } })
    for (let n = 0; n < 300; n += 1) await (await call(busy.key)).arrayBuffer()
    const refused = await call(busy.key)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ type: 'urn:kept:problem:too-many-calls' })
    expect((await call(other.key)).status).toBe(404)
  })

  test('a shop that has removed Kept is told so', async () => {
    const of = newShop()
    const made = await aKey(of)
    await sqlForShop(of, (sql) => sql.query('UPDATE installations SET uninstalled_at = now() WHERE shop = $1', [of]))
    const { error } = await record({}, undefined, made.key)
    expect(error).toMatchObject({ type: 'urn:kept:problem:not-installed', status: 403 })
  })

  test('the document is there for everybody', async () => {
    const answered = await fetch(`${doors.url}/api/v1/openapi.json`)
    expect(await answered.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/api/v1' }] })
  })
})
