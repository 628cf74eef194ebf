import { createHmac, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { postMail, readMailLog } from '../../app/mail/index.ts'
import { messageIdOf } from '../../app/mail/message-id.ts'
import { workMail } from '../../app/mail/send.ts'
import { config } from '../../app/platform/config.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { identifiersOf, identify } from '../../app/subjects/index.ts'
import { newShop } from '../inbox/deliver.ts'
import { withDoors } from '../setup/with-doors.ts'
import { mailJobs, withMailConfigured } from './with-mail.ts'

const SECRET = 'a secret of the mail service'
const doors = withDoors()
let restore: () => void
beforeAll(() => {
  restore = withMailConfigured()
  config.MAIL_WEBHOOK_SECRET = SECRET
})
afterAll(() => {
  restore()
  config.MAIL_WEBHOOK_SECRET = undefined
})

const HOST = new URL(config.SHOPIFY_APP_URL).hostname
const hmac = (signed: string, secret = SECRET) => createHmac('sha256', secret).update(signed).digest('hex')
const seconds = (ago = 0) => Math.floor(Date.now() / 1_000) - ago

/** A mail that the server accepted. */
async function anAcceptedMail(shop: ShopDomain) {
  const requestId = randomUUID()
  const posted = await forShop(shop, async (tx) => {
    const subjectId = await identify(tx, identifiersOf({ email: 'lea@example.com' }))
    const mail = { to: 'lea@example.com', key: randomUUID(), requestId, subjectId, language: 'fr' } as const
    return postMail(tx, { ...mail, template: 'your_link', values: { minutes: 30, link: 'https://example.com/' } })
  })
  for (const job of await mailJobs(shop)) await workMail(job, async () => undefined)
  const log = async () => {
    const [mail] = await forShop(shop, (tx) => readMailLog(tx, { requestId }))
    return mail && [mail.state, mail.reason, mail.detail]
  }
  return { messageId: messageIdOf(shop, posted?.mailId ?? '', HOST), log }
}

async function call(body: string, headers: Record<string, string>) {
  const response = await fetch(`${doors.url}/mail/bounces`, { method: 'POST', body, headers })
  return response.status
}

const signed = (body: string, { secret = SECRET, at = seconds(), type = 'application/json' } = {}) =>
  call(body, { 'content-type': type, 'x-kept-signature': `t=${at},v1=${hmac(`${at}.${body}`, secret)}` })

const report = (messageId: string, status = '550') => JSON.stringify({ messageId, status })

const mailgun = (messageId: string, given: object = {}, { at = seconds(), secret = SECRET } = {}) => {
  const token = randomUUID().repeat(2).slice(0, 50)
  return JSON.stringify({
    signature: { timestamp: String(at), token, signature: hmac(`${at}${token}`, secret) },
    'event-data': {
      event: 'failed',
      severity: 'permanent',
      reason: 'bounce',
      'delivery-status': { code: 550, 'enhanced-code': '5.1.1', message: 'lea@example.com: no such user' },
      message: { headers: { to: 'lea@example.com', 'message-id': messageId.slice(1, -1) } },
      recipient: 'lea@example.com',
      ...given,
    },
  })
}
const callMailgun = (body: string) => call(body, { 'content-type': 'application/json' })

describe('staff see that a mail came back', () => {
  test('as the mail service’s webhook says it, once', async () => {
    const { messageId, log } = await anAcceptedMail(newShop())
    expect(await log()).toEqual(['accepted', null, null])
    expect(await callMailgun(mailgun(messageId))).toBe(200)
    expect(await log()).toEqual(['bounced', 'unknown_address', '5.1.1'])
    expect(await callMailgun(mailgun(messageId, { 'delivery-status': { code: 552 } }))).toBe(200)
    expect(await log()).toEqual(['bounced', 'unknown_address', '5.1.1'])
  })

  test('as a relay says it in Kept’s own words', async () => {
    const { messageId, log } = await anAcceptedMail(newShop())
    expect(await signed(report(messageId, '5.7.1'))).toBe(200)
    expect(await log()).toEqual(['bounced', 'blocked', '5.7.1'])
  })

  test.each([
    ['unknown-user', ['bounced', 'unknown_address', '5.1.1']],
    ['mailbox-full', ['bounced', 'mailbox_full', '5.2.2']],
    ['delayed', ['accepted', null, null]],
  ])('as the mailbox of the sender’s address got it: %s', async (file, state) => {
    const { messageId, log } = await anAcceptedMail(newShop())
    const mail = readFileSync(`tests/mail/bounces/${file}.eml`, 'utf8').replaceAll('<MESSAGE-ID>', messageId)
    expect(await signed(mail, { type: 'message/rfc822' })).toBe(200)
    expect(await log()).toEqual(state)
  })
})

describe('nobody else can say so', () => {
  test.each([
    ['without a signature', (id: string) => call(report(id), { 'content-type': 'application/json' })],
    ['with another secret', (id: string) => signed(report(id), { secret: 'the secret of a stranger' })],
    ['with a signature of an hour ago', (id: string) => signed(report(id), { at: seconds(3_600) })],
    [
      'with the signature of another text',
      (id: string) => {
        const at = seconds()
        return call(report(id), {
          'content-type': 'application/json',
          'x-kept-signature': `t=${at},v1=${hmac(`${at}.x`)}`,
        })
      },
    ],
    [
      'in Mailgun’s words with another secret',
      (id: string) => callMailgun(mailgun(id, {}, { secret: 'a stranger’s' })),
    ],
    ['in Mailgun’s words of yesterday', (id: string) => callMailgun(mailgun(id, {}, { at: seconds(86_400) }))],
    ['as a mail', (id: string) => call(`Message-ID: ${id}\n\n`, { 'content-type': 'message/rfc822' })],
  ])('%s', async (_how, attempt) => {
    const { messageId, log } = await anAcceptedMail(newShop())
    expect(await attempt(messageId)).toBe(401)
    expect(await log()).toEqual(['accepted', null, null])
  })

  test('of an installation that has no such secret: the door is not there', async () => {
    const { messageId, log } = await anAcceptedMail(newShop())
    config.MAIL_WEBHOOK_SECRET = undefined
    const status = await signed(report(messageId)).finally(() => {
      config.MAIL_WEBHOOK_SECRET = SECRET
    })
    expect([status, await log()]).toEqual([404, ['accepted', null, null]])
  })
})

test('what is no bounce of a mail of Kept’s changes nothing, and the mail service is not asked to repeat it', async () => {
  const [shop, other] = [newShop(), newShop()]
  const { messageId, log } = await anAcceptedMail(shop)
  for (const id of [
    '<x@example.com>',
    messageId.replace(shop, other),
    messageId.replace(/^<../, '<00'),
    "<' OR 1=1>",
  ]) {
    expect(await signed(report(id)), id).toBe(200)
  }
  expect(await callMailgun(mailgun(messageId, { severity: 'temporary' }))).toBe(200)
  expect(await callMailgun(mailgun(messageId, { event: 'opened' }))).toBe(200)
  expect(await log()).toEqual(['accepted', null, null])
})

test('a call that nobody understands, or that is too large, is refused', async () => {
  expect(await signed('{"messageId": 5}')).toBe(400)
  expect(await signed('not json')).toBe(400)
  expect(await signed('x'.repeat(300_000), { type: 'message/rfc822' })).toBe(413)
})
