import { afterEach, describe, expect, test, vi } from 'vitest'
import type { CustomerPrivacy } from '../../extensions/admin/api.ts'
import { element, press, says, shown, type as typed } from './surface.ts'

const privacy = (more: Partial<CustomerPrivacy> = {}): CustomerPrivacy => ({
  purposes: [
    { id: 'news', name: 'Newsletter', partner: null, state: 'granted', since: '2026-03-02T10:00:00.000Z' },
    { id: 'share', name: 'Offers', partner: 'Porcelaine', state: 'denied', since: null },
  ],
  open: [{ id: 'r1', kind: 'erasure', state: 'in_progress', dueOn: '2026-12-01', urgency: 'soon' }],
  openTotal: 1,
  total: 4,
  restriction: null,
  lastContact: { at: '2026-11-20T10:00:00.000Z' },
  holds: [],
  ...more,
})

const CUSTOMER = 'GET /admin-extensions/customer'
const HELD = 'GET /admin-extensions/held'
const FILE = 'POST /admin-extensions/requests'
const row = { name: 'First name', value: 'Léa', source: 'Shopify' }

let tearDown: () => void = () => undefined
afterEach(() => tearDown())

async function open(...[folder, target, app, options = {}]: Parameters<typeof shown>) {
  const { calls, extension } = await shown(folder, target, app, {
    ...options,
    prepare: (shopify) => {
      shopify.data.selected = [{ id: 'gid://shopify/Customer/7' }]
      options.prepare?.(shopify)
    },
  })
  tearDown = () => extension.tearDown()
  return calls
}

const BLOCK = ['customer-privacy', 'admin.customer-details.block.render'] as const

describe('staff on a customer’s page', () => {
  test('see consents, requests, the next deadline and the last contact, in French', async () => {
    const calls = await open(...BLOCK, { [CUSTOMER]: { body: privacy() } }, { language: 'fr' })
    await says('Échéance proche, le 1 décembre 2026')
    await says('Demandes : 1 en cours, 4 au total')
    await says('Prochaine échéance le 1 décembre 2026')
    await says('Dernier e-mail le 20 novembre 2026')
    await says('Porcelaine: Offers')
    expect((await element('s-link', 'Effacement')).getAttribute('href')).toBe('app:app/requests/r1')
    expect(calls[0]?.path).toBe('/admin-extensions/customer?customer=7&language=fr')
  })

  test('see first of all that the data may only be stored', async () => {
    await open(...BLOCK, { [CUSTOMER]: { body: privacy({ restriction: { since: '2026-10-01T00:00:00.000Z' } }) } })
    const badge = await element('s-badge', 'Restricted since October 1, 2026')
    expect(badge.getAttribute('tone')).toBe('critical')
    expect(document.body.querySelector('s-badge')).toBe(badge)
  })

  test('ask again where Kept does not answer', async () => {
    let isUp = false
    await open(...BLOCK, { [CUSTOMER]: () => (isUp ? { body: privacy() } : { status: 503, body: {} }) })
    await says('Kept did not answer.')
    isUp = true
    await press('Try again')
    await says('Newsletter')
  })

  test('start a request once, whatever they press meanwhile', async () => {
    const calls = await open('customer-request', 'admin.customer-details.action.render', {
      [FILE]: { status: 201, body: { id: 'r9' } },
    })
    await typed('#kind', 'erasure', 'change')
    await typed('#channel', 'phone', 'change')
    await typed('#receivedOn', '2026-11-20', 'change')
    await typed('#text', 'She called')
    await Promise.all([press('Start the request'), press('Start the request')])
    expect((await element('s-link', 'Open the request in Kept')).getAttribute('href')).toBe('app:app/requests/r9')
    expect(calls.map(({ body }) => body)).toEqual([
      { customer: '7', kind: 'erasure', channel: 'phone', receivedOn: '2026-11-20', text: 'She called' },
    ])
  })

  test('are told when nothing was filed, and lose nothing of what they typed', async () => {
    await open('customer-request', 'admin.customer-details.action.render', { [FILE]: { status: 422, body: {} } })
    await typed('#text', 'She called')
    await press('Start the request')
    await says('The request was not filed.')
    expect(Reflect.get(await element('#text'), 'value')).toBe('She called')
  })

  test('see what is held, and close the window', async () => {
    const close = vi.fn()
    await open(
      'customer-held',
      'admin.customer-details.action.render',
      { [HELD]: { body: { state: 'ready', groups: [{ id: 'c', name: 'Customer', rows: [row], more: 2 }] } } },
      { prepare: (shopify) => Object.assign(shopify, { close }) },
    )
    await says('First name · Shopify')
    await says('And 2 more.')
    await press('Close')
    expect(close).toHaveBeenCalledOnce()
  })
})

describe('staff on the page of a company, and of an order', () => {
  const answers = (data: object) => (shopify: object) => Object.assign(shopify, { query: async () => ({ data }) })
  const contact = { customer: { id: 'gid://shopify/Customer/12', displayName: 'Noé Bernard' } }

  test('say whom at the company it is about before anything is shown', async () => {
    const calls = await open(
      'company-held',
      'admin.company-details.action.render',
      { [HELD]: { body: { state: 'ready', groups: [], asOf: null } } },
      { prepare: answers({ company: { contacts: { nodes: [contact] } } }) },
    )
    await element('s-option', 'Noé Bernard')
    expect(calls).toEqual([])
    await typed('#contact', '12', 'change')
    await says('Nothing is held.')
    expect(calls[0]?.path).toContain('customer=12')
  })

  test('file a request for a person there, never for the company', async () => {
    const calls = await open(
      'company-request',
      'admin.company-details.action.render',
      { [FILE]: { status: 201, body: { id: 'r9' } } },
      { prepare: answers({ company: { contacts: { nodes: [contact] } } }) },
    )
    await element('s-option', 'Noé Bernard')
    await press('Start the request')
    expect(calls).toEqual([])
    await typed('#contact', '12', 'change')
    await press('Start the request')
    await says('The request is filed.')
    expect(calls[0]?.body).toMatchObject({ customer: '12' })
  })

  test('see what an order is kept for and that its customer’s data is restricted', async () => {
    const holds = [{ keeps: 'Invoices', law: 'Code de commerce', until: '2036-11-28' }]
    const calls = await open(
      'order-privacy',
      'admin.order-details.block.render',
      { [CUSTOMER]: { body: privacy({ holds, restriction: { since: '2026-10-01T00:00:00.000Z' } }) } },
      {
        prepare: answers({
          order: { createdAt: '2026-11-28T09:00:00Z', customer: { id: 'gid://shopify/Customer/7' } },
        }),
      },
    )
    await says('Kept until November 28, 2036')
    await says('Invoices (Code de commerce)')
    await says('Restricted since')
    expect(calls[0]?.path).toBe('/admin-extensions/customer?customer=7&language=en&orderedOn=2026-11-28')
  })

  test('are told where to allow it when Kept may not read orders', async () => {
    const query = async () => ({ errors: [{ message: 'Access denied for order field.' }] })
    await open(
      'order-privacy',
      'admin.order-details.block.render',
      {},
      { prepare: (shopify) => Object.assign(shopify, { query }) },
    )
    expect((await element('s-link', 'Allow it in Kept')).getAttribute('href')).toBe('app:app/requests/access')
  })

  test('are told plainly that an order has no limits, also one of nobody', async () => {
    await open(
      'order-privacy',
      'admin.order-details.block.render',
      {},
      { prepare: answers({ order: { createdAt: '2026-11-28T09:00:00Z', customer: null } }) },
    )
    await says('no law keeps this order')
  })
})
