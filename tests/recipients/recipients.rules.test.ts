import { describe, expect, test } from 'vitest'
import { secondsAsked } from '../../app/platform/endpoint.ts'
import { OutboundRefused, outboundOf, publicOnly } from '../../app/platform/outbound.ts'
import { isPublicAddress } from '../../app/platform/public-address.ts'
import { signatureHeaders } from '../../app/platform/webhook-signature.ts'
import { outcomeOfError, outcomeOfWebhook } from '../../app/recipients/deliver/model.ts'
import { actsOn, beginningOf, concernedRecipients, defaultWay } from '../../app/recipients/model.ts'
import {
  DEFAULT_SCHEDULE,
  dueStep,
  MOST_TRIES,
  nextLookAt,
  recipientSchedule,
  retryAt,
  type TaskTimes,
} from '../../app/recipients/timeline/model.ts'
import { typedWay, wayProblem } from '../../app/recipients/ways/model.ts'
import type { RegisterInput } from '../../app/register/index.ts'
import { aDataCategory, aPurpose, aRegister } from '../register/a-register.ts'

type Recipients = NonNullable<RegisterInput['recipients']>
const recipient = (id: string, changed: Partial<Recipients[number]> = {}): Recipients[number] => ({
  id,
  audience: ['consumer', 'professional'],
  kind: 'processor',
  service: 'it',
  name: { en: id },
  ...changed,
})

describe('a recipient is told when the person’s data was disclosed to it, and no other', () => {
  const register = aRegister({
    dataCategories: ['contact', 'browsing', 'accounting'].map((id) => aDataCategory({ id })),
    recipients: [
      recipient('carrier', { kind: 'controller' }),
      recipient('newsletter'),
      recipient('analytics'),
      recipient('host'),
      recipient('shop-team', { kind: 'internal' }),
      recipient('police', { kind: 'authority' }),
      recipient('b2b-crm', { audience: ['professional'] }),
      recipient('nobody-uses-it'),
    ],
    purposes: [
      aPurpose({ id: 'orders', recipients: ['carrier', 'shop-team', 'police', 'b2b-crm'] }),
      aPurpose({ id: 'news', recipients: ['newsletter'], audience: ['consumer', 'professional'] }),
      aPurpose({ id: 'statistics', recipients: ['analytics'], dataCategories: ['browsing'] }),
      aPurpose({ id: 'unsaid', recipients: ['analytics'], dataCategories: [] }),
      aPurpose({ id: 'b2b', recipients: ['b2b-crm', 'carrier'], audience: ['professional'] }),
    ],
    storagePlaces: [
      {
        id: 'cloud',
        audience: ['consumer'],
        name: { en: 'Cloud' },
        country: 'FR',
        recipient: 'host',
        dataCategories: ['contact'],
      },
      { id: 'empty', audience: ['consumer'], name: { en: 'Empty' }, country: 'FR', recipient: 'nobody-uses-it' },
    ],
  })

  test.each([
    [
      'those of the purpose, and who stores its data',
      { dataCategories: ['contact'], purposes: ['orders'] },
      ['carrier', 'host'],
    ],
    [
      'of several purposes, in the register’s order',
      { dataCategories: ['contact'], purposes: ['news', 'orders'] },
      ['carrier', 'newsletter', 'host'],
    ],
    ['not of a purpose whose data nobody has', { dataCategories: ['contact'], purposes: ['statistics'] }, ['host']],
    ['of a purpose with the category', { dataCategories: ['browsing'], purposes: ['statistics'] }, ['analytics']],
    [
      'of a purpose that names no category: it may hold any',
      { dataCategories: ['accounting'], purposes: ['unsaid'] },
      ['analytics'],
    ],
    ['nobody where nothing was processed', { dataCategories: [], purposes: [] }, []],
    ['nobody of a purpose that is not there', { dataCategories: ['accounting'], purposes: ['gone'] }, []],
  ])('%s', (_what, data, told) => {
    expect(concernedRecipients(register, { ...data, audience: 'consumer' }).map(({ id }) => id)).toEqual(told)
  })

  test('a professional’s recipients are those of professionals', () => {
    const data = { dataCategories: ['contact'], purposes: ['orders', 'news', 'b2b'], audience: 'professional' } as const
    expect(concernedRecipients(register, data).map(({ id }) => id)).toEqual(['carrier', 'newsletter', 'b2b-crm'])
  })
})

describe('how a recipient is told', () => {
  test.each([
    ['shopify', { en: 'The platform' }, null, 'platform'],
    ['platform', { fr: 'Shopify International Limited' }, 'privacy@shopify.example', 'platform'],
    ['an-app-for-shopify', { en: 'Labels for Shopify' }, null, 'by_hand'],
    ['crm', { en: 'CRM' }, 'dpo@crm.example', 'email'],
    ['crm', { en: 'CRM' }, null, 'by_hand'],
  ] as const)('%s %j with the contact %s: %s', (id, name, noticeEmail, way) => {
    expect(defaultWay({ id, name, noticeEmail })).toBe(way)
  })

  const facts = {
    way: 'email',
    address: 'dpo@crm.example',
    isMailConfigured: true,
    hasCredential: true,
    person: { email: 'lea@example.com', phone: null, customerId: '1' },
    occasion: 'erasure',
    canDo: (_tool: string, occasion: string) => occasion !== 'restriction_lifted',
  } as const
  test.each([
    [{}, 'to_send', null],
    [{ way: 'platform' }, 'told_by_platform', null],
    [{ way: 'by_hand' }, 'by_hand', null],
    [{ isMailConfigured: false }, 'by_hand', 'no_mail_server'],
    [{ address: null }, 'by_hand', 'no_address'],
    [{ way: 'webhook' }, 'to_send', null],
    [{ way: 'webhook', hasCredential: false }, 'by_hand', 'not_set_up'],
    [{ way: 'klaviyo' }, 'to_send', null],
    [{ way: 'klaviyo', hasCredential: false }, 'by_hand', 'not_set_up'],
    [{ way: 'klaviyo', occasion: 'restriction_lifted' }, 'by_hand', 'not_by_api'],
    [{ way: 'mailchimp', person: { email: null, phone: null, customerId: '1' } }, 'by_hand', 'no_identifier'],
  ] as const)('%j begins as %s (%s)', (changed, state, code) => {
    expect(beginningOf({ ...facts, ...changed })).toEqual({ state, code })
  })
})

describe('what staff can do', () => {
  test.each([
    ['sent', 'email', true, ['mark_done', 'send_again']],
    ['overdue', 'webhook', true, ['mark_done', 'send_again']],
    ['failed', 'klaviyo', true, ['mark_done', 'send_again']],
    ['by_hand', 'email', true, ['mark_done', 'send_again']],
    ['by_hand', 'by_hand', true, ['mark_done']],
    ['failed', null, true, ['mark_done']],
    ['failed', 'email', false, ['mark_done']],
    ['to_send', 'email', true, ['mark_done']],
    ['refused', 'email', false, ['mark_done']],
    ['confirmed', 'email', false, []],
    ['told_by_platform', 'platform', false, []],
    ['done_by_hand', 'by_hand', false, []],
  ] as const)('%s by %s, known: %s', (state, way, isKnown, acts) => {
    expect(actsOn(state, way, isKnown)).toEqual(acts)
  })
})

describe('when a recipient is reminded and overdue', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n))
  const task = (changed: Partial<TaskTimes> = {}): TaskTimes => ({
    ...{ state: 'sent', way: 'email', createdAt: day(0), sentAt: day(1), reminders: 0, isDelivering: false },
    ...changed,
  })

  test.each([
    ['nothing yet', {}, 7, 'look'],
    ['a week after it was sent', {}, 8, 'remind'],
    ['once', { reminders: 1 }, 8, 'look'],
    ['two weeks after', { reminders: 1 }, 15, 'remind'],
    ['and no third time', { reminders: 2 }, 29, 'look'],
    ['overdue after 30 days', { reminders: 2 }, 31, 'overdue'],
    ['a tool is not reminded', { way: 'klaviyo' }, 8, 'look'],
    ['but overdue', { way: 'klaviyo' }, 31, 'overdue'],
    ['staff who should do it by hand are', { state: 'by_hand', way: 'by_hand', sentAt: null }, 30, 'overdue'],
    ['what is on its way goes on', { state: 'to_send', sentAt: null, isDelivering: true }, 3, 'deliver'],
    ['what ended is left alone', { state: 'confirmed' }, 31, 'look'],
    ['after 90 days nobody knows whom it was about', { state: 'overdue' }, 90, 'forget'],
    ['also of what ended', { state: 'refused' }, 90, 'forget'],
    ['also of what never got through', { state: 'to_send', isDelivering: true, sentAt: null }, 90, 'forget'],
  ] as const)('%s', (_what, changed, on, step) => {
    expect(dueStep(task(changed), DEFAULT_SCHEDULE, day(on))).toBe(step)
  })

  test.each([
    ['a webhook: the first reminder', { way: 'webhook' }, 2, 8],
    ['the second', { way: 'webhook', reminders: 1 }, 8, 15],
    ['the end of its time', { way: 'webhook', reminders: 2 }, 15, 31],
    ['a mail: it may come back', {}, 2, 3],
    ['by hand: the end of its time', { state: 'by_hand', way: 'by_hand', sentAt: null }, 2, 30],
    ['an end: what is to be destroyed', { state: 'confirmed' }, 2, 90],
    ['overdue: what is to be destroyed', { state: 'overdue', way: 'webhook' }, 40, 90],
  ] as const)('looks again for %s', (_what, changed, on, next) => {
    expect(nextLookAt(task(changed), DEFAULT_SCHEDULE, day(on))).toEqual(day(next))
  })

  test('tries go on for more than a day, wait as long as the receiver asks for, and end', () => {
    const now = day(0)
    let at = now
    for (let tries = 1; tries < MOST_TRIES; tries += 1) at = retryAt(tries, null, at) ?? now
    expect(+at - +now).toBeGreaterThan(24 * 3_600_000)
    expect(retryAt(MOST_TRIES, null, now)).toBeNull()
    expect(retryAt(1, 600, now)).toEqual(new Date(+now + 600_000))
    expect(retryAt(1, 1e9, now)).toEqual(day(1))
  })

  test.each([
    ['120', 120],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60],
    ['Thu, 01 Jan 2015 00:01:00 GMT', 0],
    ['soon', null],
    [null, null],
  ])('Retry-After %s is %s seconds', (header, seconds) => {
    expect(secondsAsked(header, day(0))).toBe(seconds)
  })

  test.each([
    [[7, 14], 30, true],
    [[1, 2], 3, true],
    [[14, 7], 30, false],
    [[7, 14], 14, false],
    [[7, 14], 81, false],
    [[0, 14], 30, false],
    [[7], 30, false],
  ])('a shop may choose %j and %i: %s', (remindAfterDays, overdueAfterDays, isTaken) => {
    expect(recipientSchedule.safeParse({ remindAfterDays, overdueAfterDays }).success).toBe(isTaken)
  })
})

describe('an answer means what the receiver says', () => {
  const NOW = new Date(0)
  const answer = (status: number, body: unknown = '', retryAfter: string | null = null) => ({
    status,
    retryAfter,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  test.each([
    [answer(200), { result: 'sent' }],
    [answer(204), { result: 'sent' }],
    [answer(200, '<html>'), { result: 'sent' }],
    [answer(200, { status: 'confirmed' }), { result: 'confirmed' }],
    [answer(200, { status: 'refused', reason: 'a law' }), { result: 'refused', reason: 'a law' }],
    [answer(200, { status: 'refused' }), { result: 'sent' }],
    [answer(301), { result: 'try_later', httpStatus: 301 }],
    [answer(404), { result: 'try_later', httpStatus: 404 }],
    [answer(410), { result: 'failed', httpStatus: 410 }],
    [answer(429, '', '30'), { result: 'try_later', askedSeconds: 30 }],
    [answer(503), { result: 'try_later', httpStatus: 503 }],
  ])('a webhook’s %j', (given, outcome) => {
    expect(outcomeOfWebhook(given, NOW)).toMatchObject(outcome)
  })

  test.each([
    [answer(202), null],
    [answer(401), { result: 'failed', code: 'key_refused' }],
    [answer(403), { result: 'failed', code: 'key_refused' }],
    [answer(400), { result: 'failed', code: 'call_refused', httpStatus: 400 }],
    [answer(429, '', '7'), { result: 'try_later', askedSeconds: 7 }],
    [answer(500), { result: 'try_later', httpStatus: 500 }],
  ])('a tool’s %j', (given, outcome) => {
    const read = outcomeOfError(given, NOW)
    if (outcome === null) expect(read).toBeNull()
    else expect(read).toMatchObject(outcome)
  })

  test('the signature is the one that the Standard Webhooks specification shows', () => {
    // The example of its reference libraries.
    const sent = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      sentAt: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
    }
    expect(signatureHeaders(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], sent)).toEqual({
      'webhook-id': sent.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    })
  })
})

describe('what staff choose is saved only when it can work', () => {
  const facts = { noticeEmail: 'dpo@crm.example', isPlatform: false, hasKey: false, isTrusted: () => false }
  const typed = (changed: object) => typedWay.parse({ recipientId: 'crm', setup: {}, revision: 0, ...changed })
  const endpoint = (text: string) => typed({ way: 'webhook', setup: { endpoint: text } })
  const KEY = '0123456789abcdef0123456789abcdef-us21'

  test.each([
    [typed({ way: 'by_hand' }), {}, null],
    [typed({ way: null }), {}, null],
    [typed({ way: 'platform' }), {}, 'not_shopify'],
    [typed({ way: 'platform' }), { isPlatform: true }, null],
    [typed({ way: 'email' }), { noticeEmail: null }, 'no_address'],
    [endpoint('https://crm.example/privacy?x=1'), {}, null],
    [endpoint('http://crm.example/privacy'), {}, 'not_an_endpoint'],
    [endpoint('https://crm.example:8443/'), {}, 'not_an_endpoint'],
    [endpoint('https://me:secret@crm.example/'), {}, 'not_an_endpoint'],
    [endpoint('crm.example'), {}, 'not_an_endpoint'],
    [endpoint('http://10.0.0.5:8080/'), { isTrusted: (host: string) => host === '10.0.0.5:8080' }, null],
    [typed({ way: 'klaviyo' }), {}, 'no_key'],
    [typed({ way: 'klaviyo' }), { hasKey: true }, null],
    [typed({ way: 'klaviyo', apiKey: 'secret' }), {}, 'not_a_key'],
    [typed({ way: 'mailchimp', apiKey: KEY }), {}, 'no_lists'],
    [typed({ way: 'mailchimp', apiKey: KEY, setup: { lists: ['../x'] } }), {}, 'not_a_list'],
    [typed({ way: 'mailchimp', apiKey: `${KEY}.evil.example/`, setup: { lists: ['aaaa111111'] } }), {}, 'not_a_key'],
    [typed({ way: 'mailchimp', apiKey: KEY, setup: { lists: ['aaaa111111'] } }), {}, null],
  ])('%j', (chosen, changed, problem) => {
    expect(wayProblem(chosen, { ...facts, ...changed })).toBe(problem)
  })
})

describe('a webhook cannot be used to reach the installation’s own network', () => {
  test.each([
    ['8.8.8.8', true],
    ['2606:4700:4700::1111', true],
    ...[
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '127.9.9.9',
      '169.254.169.254',
      '172.16.0.1',
      '192.168.1.1',
    ].map((address) => [address, false] as const),
    ...['198.18.0.1', '224.0.0.1', '255.255.255.255', '192.0.2.1', '203.0.113.9'].map((one) => [one, false] as const),
    ...[
      '::',
      '::1',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd12::1',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
    ].map((address) => [address, false] as const),
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:0:7f00:1::', '2001:db8::1', 'not an address', ''].map(
      (address) => [address, false] as const,
    ),
  ] as const)('%s is public: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic)
  })

  test.each([
    'http://example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:7f00:1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/',
    'https://user:pass@example.com/',
    'https://example.com:5432/',
    'file:///etc/passwd',
    'not an address',
  ])('%s is refused before anything is sent', async (url) => {
    const call = outboundOf(publicOnly([]))({ method: 'POST', url, headers: {}, body: '{}' })
    await expect(call).rejects.toThrow(OutboundRefused)
  })
})
