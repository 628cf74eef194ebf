import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPayload } from '../../app/inbox/read.ts'
import { TOPICS as TABLE, type Topic } from '../../app/inbox/topics/index.ts'
import { shopDomain } from '../../app/platform/shop-domain.ts'

const TOPICS = Object.keys(TABLE) as Topic[]
const shop = shopDomain.parse('mine.myshopify.com')
const person = { shop_id: 1, shop_domain: shop, customer: { id: 7, email: 'a@example.com', phone: null } }
const EMAIL = 'customers_email_marketing_consent/update'
const SMS = 'customers_marketing_consent/update'
const email = (email_marketing_consent: object) => ({
  customer_id: 706405506930370,
  email_address: 'bob@example.com',
  email_marketing_consent,
})
const sms = (sms_marketing_consent: object) => ({ id: 706405506930370, phone: null, sms_marketing_consent })
const read = (topic: Topic, body: unknown) =>
  readPayload(topic, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), shop)

describe('what Shopify documents is understood', () => {
  test.each<[Topic, object]>([
    ['customers/data_request', { ...person, orders_requested: [1, 2], data_request: { id: 9 } }],
    ['customers/data_request', { ...person, orders_requested: [], data_request: { id: 9 } }],
    ['customers/redact', { ...person, orders_to_redact: [1] }],
    ['customers/redact', { ...person, customer: { email: 'only@example.com' }, orders_to_redact: [] }],
    ['customers/redact', { ...person, customer: { id: 7, email: null, phone: null } }],
    ['shop/redact', { shop_id: 1, shop_domain: shop }],
    ['app/uninstalled', { id: 1, name: 'Shop', email: 'owner@example.com', myshopify_domain: shop }],
    ['app/scopes_update', { id: 1, previous: [], current: ['read_customers'] }],
    [
      EMAIL,
      email({ state: 'subscribed', opt_in_level: 'single_opt_in', consent_updated_at: '2026-11-24T09:00:00-05:00' }),
    ],
    [EMAIL, { ...email({ state: 'not_subscribed', opt_in_level: null, consent_updated_at: null }), email_address: '' }],
    [SMS, sms({ state: null, opt_in_level: null, consent_updated_at: null, consent_collected_from: 'other' })],
    [
      SMS,
      sms({ state: 'unsubscribed', consent_updated_at: '2026-11-24T14:00:00Z', consent_collected_from: 'SHOPIFY' }),
    ],
  ])('%s %j', (topic, body) => {
    expect(read(topic, body)).toMatchObject({ understood: true })
  })
})

const LARGE = '706405506930370084'

describe('what Kept does not need keeps nobody’s right from being done', () => {
  const orders: [string, string][] = [
    ['null', 'null'],
    ['no list', '"all"'],
    ['null in the list', '[null]'],
    ['a negative one', '[-1]'],
    ['a text', '["gid://shopify/Order/1"]'],
    ['an empty text', '[""]'],
    ['a fraction', '[1.5]'],
    ['one beyond 2^53', `[${LARGE}]`],
    ['one beyond every number', '[1e999]'],
    ['lists and objects', '[[], {}, true]'],
  ]
  test.each(orders)('orders that are odd: %s', (_what, list) => {
    const start = `{"shop_id": ${LARGE}, "shop_domain": "${shop}", "customer": {"id": 7}, `
    expect(read('customers/redact', `${start}"orders_to_redact": ${list}}`)).toMatchObject({ understood: true })
    const request = read('customers/data_request', `${start}"orders_requested": ${list}, "data_request": {"id": 9}}`)
    expect(request).toMatchObject({ understood: true, payload: { data_request: { id: '9' } } })
  })

  test('a data request whose own number is odd is opened without it', () => {
    for (const id of ['null', '-1', '1.5', '{}']) {
      const body = `{"shop_domain": "${shop}", "customer": {"id": 7}, "data_request": {"id": ${id}}}`
      expect(read('customers/data_request', body)).toMatchObject({ understood: true, payload: { data_request: null } })
    }
  })

  test('100,000 orders are read, none of them rounded, in a moment', () => {
    const ids = Array.from({ length: 100_000 }, (_, n) => String(BigInt(LARGE) + BigInt(n)))
    const body = `{"shop_domain": "${shop}", "customer": {"id": ${LARGE}}, "orders_requested": [${ids}]}`
    expect(read('customers/data_request', body)).toMatchObject({
      understood: true,
      payload: { customer: { id: LARGE }, orders_requested: ids },
    })
  })

  test.each<[Topic, string]>([
    ['customers/redact', `{"shop_domain": "${shop}", "customer": {"id": ${LARGE}}}`],
    ['customers/data_request', `{"shop_domain": "${shop}", "customer": {"id": ${LARGE}}}`],
    [EMAIL, `{"customer_id": ${LARGE}, "email_marketing_consent": {"state": "subscribed", "opt_in_level": 7}}`],
    [SMS, `{"id": ${LARGE}, "sms_marketing_consent": {"state": "subscribed", "consent_collected_from": {}}}`],
  ])('%s: a customer whose id is beyond 2^53 is that customer', (topic, body) => {
    expect(JSON.stringify(read(topic, body))).toContain(`"${LARGE}"`)
  })
})

describe('a merge', () => {
  const merge = {
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${LARGE}`,
    admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/2',
    admin_graphql_api_job_id: null,
    status: 'failed',
    errors: [{ customer_ids: [1], field: 'merge_in_progress', message: 'John Doe is currently being merged.' }],
  }
  test('is understood as Shopify documents it', () => {
    expect(read('customers/merge', merge)).toMatchObject({
      understood: true,
      payload: { admin_graphql_api_customer_kept_id: LARGE, admin_graphql_api_customer_deleted_id: '2' },
    })
  })
  test.each(TOPICS.filter((topic) => topic !== 'customers/merge' && topic !== 'app/uninstalled'))(
    'replayed as %s is not',
    (topic) => {
      expect(read(topic, merge)).toMatchObject({ understood: false })
    },
  )
  test.each([person, email({ state: 'subscribed' }), sms({ state: 'subscribed' })])('is not what %j is', (body) => {
    expect(read('customers/merge', body)).toMatchObject({ understood: false })
  })
})

describe('what is not understood waits for a person, and no job acts on it', () => {
  test.each<[string, Topic, unknown, string]>([
    ['no JSON', 'customers/redact', 'nope{', 'not_json'],
    ['nothing', 'customers/redact', '', 'not_json'],
    ['a list', 'customers/redact', [], 'unexpected_content'],
    ['null', 'shop/redact', null, 'unexpected_content'],
    [
      'a person who is nobody',
      'customers/redact',
      { ...person, customer: { id: null, email: '' } },
      'unexpected_content',
    ],
    ['no person', 'customers/data_request', { shop_domain: shop }, 'unexpected_content'],
    ['a person with a negative id', 'customers/redact', { ...person, customer: { id: -7 } }, 'unexpected_content'],
    ['a person with half an id', 'customers/redact', { ...person, customer: { id: 7.5 } }, 'unexpected_content'],
    [
      'a person whose address is none',
      'customers/redact',
      { ...person, customer: { email: {} } },
      'unexpected_content',
    ],
    [
      'an export replayed as an erasure',
      'customers/redact',
      { ...person, data_request: { id: 9 } },
      'unexpected_content',
    ],
    [
      'an erasure replayed as an export',
      'customers/data_request',
      { ...person, orders_to_redact: [] },
      'unexpected_content',
    ],
    ['a consent replayed as another channel’s', SMS, email({ state: 'subscribed' }), 'unexpected_content'],
    ['a consent replayed as an erasure', 'customers/redact', email({ state: 'subscribed' }), 'unexpected_content'],
    ['a consent without a customer', EMAIL, { email_marketing_consent: {} }, 'unexpected_content'],
    ['a consent at no time', EMAIL, email({ state: 'subscribed', consent_updated_at: 'soon' }), 'unexpected_content'],
    ['one person’s erasure replayed as the whole shop’s', 'shop/redact', person, 'unexpected_content'],
  ])('%s', (_name, topic, body, why) => {
    expect(read(topic, body)).toEqual({ understood: false, why, shop })
  })

  test('a body of another shop is kept for that shop: the header is not signed', () => {
    const other = 'other.myshopify.com'
    expect(read('shop/redact', { shop_id: 2, shop_domain: other })).toEqual({
      understood: false,
      why: 'other_shop',
      shop: other,
    })
    expect(read('app/uninstalled', { id: 2, myshopify_domain: other })).toMatchObject({
      why: 'other_shop',
      shop: other,
    })
  })

  test('whatever bytes come, reading them never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TOPICS), fc.uint8Array(), (topic, bytes) => {
        expect(readPayload(topic, bytes, shop)).toHaveProperty('understood')
      }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...TOPICS), fc.json(), (topic, json) => {
        expect(readPayload(topic, Buffer.from(json), shop)).toHaveProperty('understood')
      }),
    )
  })
})
