import { afterEach, describe, expect, test } from 'vitest'
import type { CentrePurpose, CentreView } from '../../extensions/account/model.ts'
import { element, fire, isOn, press, says, shown, turn, type as typed } from './surface.ts'

const purpose = (more: Partial<CentrePurpose>): CentrePurpose => ({
  id: 'newsletter',
  name: 'Newsletter',
  description: 'Write to you about new teas',
  asks: 'email',
  partner: null,
  state: 'granted',
  since: '2026-03-02T10:00:00.000Z',
  isOn: more.state === undefined || more.state === 'granted',
  canGrant: true,
  why: null,
  ...more,
})

const view = (more: Partial<CentreView> = {}): CentreView => ({
  purposes: [
    purpose({}),
    purpose({ id: 'sms', name: 'Text messages', asks: 'sms', state: 'denied', since: null }),
    purpose({ id: 'partner', name: 'Offers', asks: 'partner', partner: 'Porcelaine', state: 'not asked', since: null }),
    purpose({
      id: 'device',
      name: 'Statistics',
      asks: 'device',
      state: 'denied',
      canGrant: false,
      why: 'Only in the shop.',
    }),
  ],
  requests: [{ id: 'r1', kind: 'access', state: 'in_progress', receivedOn: '2026-11-20' }],
  rights: [
    { kind: 'access', name: 'See my data' },
    { kind: 'erasure', name: 'Have my data erased' },
  ],
  company: null,
  choicesOfUs: false,
  links: { policy: 'https://shop.example/policy', centre: 'https://shop.example/apps/privacy/me' },
  ...more,
})

const VIEW = 'GET /account/privacy'
const CHOICES = 'POST /account/privacy/choices'
const RECEIPTS = { 'GET /account/privacy/receipts': { body: { receipts: [] } } }

let tearDown: () => void = () => undefined

async function page(app: Parameters<typeof shown>[2], language = 'en') {
  const { calls, extension } = await shown(
    'privacy-page',
    'customer-account.page.render',
    { ...RECEIPTS, ...app },
    {
      language,
      prepare: (shopify) => {
        shopify.localization.language.value.isoCode = language
        shopify.sessionToken.get = async () => 'a-token'
      },
    },
  )
  tearDown = () => extension.tearDown()
  return calls
}

afterEach(() => tearDown())

describe('a customer on the page in their account', () => {
  test('sees each purpose with its state, in their language, by the token of Shopify and nothing else', async () => {
    const calls = await page({ [VIEW]: { body: view() } }, 'fr')
    await says('Votre vie privée')
    expect(await isOn('Newsletter')).toBe(true)
    expect(await isOn('Porcelaine: Offers')).toBe(false)
    await says('Autorisé · 2 mars 2026')
    await says('Only in the shop.')
    expect((await element('s-switch', 'Statistics')).hasAttribute('disabled')).toBe(true)
    expect(calls[0]).toEqual({
      method: 'GET',
      path: '/account/privacy?language=fr',
      token: 'Bearer a-token',
      body: null,
    })
  })

  test('withdraws with one movement, and it is said to be in effect only when the app has answered', async () => {
    const calls = await page({
      [VIEW]: { body: view() },
      [CHOICES]: { body: { purposes: [purpose({ state: 'denied', since: '2026-11-28T08:00:00.000Z' })] } },
    })
    await turn('Newsletter', false)
    await says('Saved. It is in effect now.')
    expect(await isOn('Newsletter')).toBe(false)
    expect(calls.at(-1)?.body).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      purpose: 'newsletter',
      granted: false,
      language: 'en',
      surface: 'account',
    })
  })

  test('is told why a choice was not taken, and sees what still stands', async () => {
    await page({
      [VIEW]: { body: view() },
      [CHOICES]: { status: 409, body: { error: 'You decide this at checkout.' } },
    })
    await turn('Text messages', true)
    await says('You decide this at checkout.')
    expect(await isOn('Text messages')).toBe(false)
  })

  test('loses no choice to one broken call: the second has the same id', async () => {
    let tries = 0
    const calls = await page({
      [VIEW]: { body: view() },
      [CHOICES]: () => {
        tries += 1
        return tries === 1 ? new Error('The connection broke') : { body: { purposes: [purpose({ state: 'denied' })] } }
      },
    })
    await turn('Newsletter', false)
    await says('Saved')
    const sent = calls.filter(({ method }) => method === 'POST')
    expect(sent).toHaveLength(2)
    expect(sent[0]?.body).toEqual(sent[1]?.body)
  })

  test('can try again where the app does not answer', async () => {
    let isUp = false
    await page({ [VIEW]: () => (isUp ? { body: view() } : { status: 503, body: { error: 'Not now' } }) })
    await says('This could not be loaded.')
    isUp = true
    await press('Try again')
    await says('Newsletter')
  })

  test('sees what is held as soon as it is read', async () => {
    let asked = 0
    const row = { name: 'First name', value: 'Léa', source: 'Shopify' }
    await page({
      [VIEW]: { body: view() },
      'GET /account/privacy/held': () => {
        asked += 1
        const groups = asked === 1 ? [] : [{ id: 'customer', name: 'Customer record', rows: [row], more: 12 }]
        return { body: { state: asked === 1 ? 'reading' : 'ready', groups, asOf: null } }
      },
    })
    expect(asked).toBe(0)
    await press('Show what the shop holds about me')
    await says('Your data is being read.')
    await element('s-summary', 'Customer record')
    await says('Léa')
    await says('And 12 more.')
    expect(asked).toBe(2)
  })

  test('asks for erasure, follows it and withdraws it', async () => {
    const filed = { id: 'r2', kind: 'erasure', state: 'in_progress', receivedOn: '2026-11-28' }
    const detail = {
      ...filed,
      dueOn: '2026-12-28',
      question: null,
      refusal: null,
      canConfirm: false,
      canWithdraw: true,
      downloadUntil: null,
    }
    const calls = await page({
      [VIEW]: { body: view({ requests: [] }) },
      'POST /account/requests': { status: 201, body: { id: 'r2' } },
      'GET /account/requests': { body: { requests: [filed] } },
      'GET /account/requests/r2': { body: detail },
      'POST /account/requests/r2': { body: { ...detail, state: 'withdrawn', dueOn: null, canWithdraw: false } },
    })
    await says('You have not asked for anything yet.')
    await typed('#kind', 'erasure', 'change')
    await typed('#text', ' Everything ')
    fire(await element('s-form', 'What would you like?'), 'submit')
    await says('The shop has your request.')
    await says('You get an answer by December 28, 2026 at the latest.')
    expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
      kind: 'erasure',
      text: 'Everything',
      language: 'en',
    })
    await press('Withdraw the request')
    await element('s-badge', 'Withdrawn')
    expect(calls.at(-1)?.body).toEqual({ name: 'withdraw' })
  })

  test('answers a question of the shop', async () => {
    const request = { id: 'r1', kind: 'access', state: 'waiting_for_person', receivedOn: '2026-11-20' }
    const detail = {
      ...request,
      dueOn: null,
      question: 'Which order?',
      refusal: null,
      canConfirm: false,
      canWithdraw: false,
      downloadUntil: null,
    }
    const calls = await page({
      [VIEW]: { body: view() },
      'GET /account/requests/r1': { body: detail },
      'POST /account/requests/r1': { body: { ...detail, state: 'in_progress', question: null } },
    })
    await press('Details')
    await says('Which order?')
    await typed('#reply', 'The last one')
    fire(await element('s-form', 'Your reply'), 'submit')
    await element('s-badge', 'In progress')
    expect(calls.at(-1)?.body).toEqual({ name: 'reply', text: 'The last one' })
  })

  test('is told to wait when they have asked for too much', async () => {
    await page({
      [VIEW]: { body: view() },
      'POST /account/requests': { status: 429, body: { error: 'too_many_open' } },
    })
    await typed('#kind', 'access', 'change')
    fire(await element('s-form', 'What would you like?'), 'submit')
    await says('Please wait for an answer first.')
  })

  test('finds their receipts, their company and “Your Privacy Choices”', async () => {
    await page({
      [VIEW]: { body: view({ company: { name: 'Salon SARL', role: 'Buyer' }, choicesOfUs: true }) },
      'GET /account/privacy/receipts': {
        body: {
          receipts: [
            { id: 'a', at: '2026-03-02T10:00:00.000Z', purposes: ['Newsletter'], address: 'https://shop.example/r/a' },
          ],
        },
      },
    })
    const link = await element('s-link', 'March 2, 2026 · Newsletter')
    expect(link.getAttribute('href')).toBe('https://shop.example/r/a')
    await says('Salon SARL · Buyer')
    await element('s-link', 'Your Privacy Choices')
  })
})

describe('a customer elsewhere in their account, and after an order', () => {
  test('sees on their profile who may write to them, and the way to everything', async () => {
    const { extension } = await shown('privacy-profile', 'customer-account.profile.block.render', {
      [VIEW]: { body: view() },
    })
    tearDown = () => extension.tearDown()
    expect(await isOn('Newsletter')).toBe(true)
    expect(document.body.innerHTML).not.toContain('Statistics')
    expect((await element('s-link', 'See and change everything')).getAttribute('href')).toBe('extension:privacy-page/')
  })

  test.each(['customer-account.order-status.block.render', 'purchase.thank-you.block.render'] as const)(
    'takes back at %s what they allowed with the order',
    async (target) => {
      const { calls, extension } = await shown('privacy-order', target, {
        [VIEW]: { body: view() },
        [CHOICES]: { body: { purposes: [purpose({ state: 'denied' })] } },
      })
      tearDown = () => extension.tearDown()
      await turn('Newsletter', false)
      await says('Saved')
      expect(calls.at(-1)?.body).toMatchObject({ purpose: 'newsletter', granted: false })
    },
  )

  test('who is not signed in after an order is told to sign in', async () => {
    const { extension } = await shown('privacy-order', 'purchase.thank-you.block.render', {
      [VIEW]: { status: 401, body: { error: 'No session token of a customer who is signed in' } },
    })
    tearDown = () => extension.tearDown()
    await says('Sign in to your account')
  })
})
