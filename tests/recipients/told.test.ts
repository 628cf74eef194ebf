import { createHmac, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { clock } from '../../app/platform/clock.ts'
import { config } from '../../app/platform/config.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import {
  type AddressGuard,
  OutboundRefused,
  outboundOf,
  publicOnly,
  type SendOut,
} from '../../app/platform/outbound.ts'
import { isPublicAddress } from '../../app/platform/public-address.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import {
  actOnTask,
  concernedRecipients,
  forgetTaskSecrets,
  noticeText,
  readRecipientsToTell,
  readRecipientTaskDetails,
  readRecipientTasks,
  recipientsSummary,
  rotateRecipientSecret,
  saveRecipientSchedule,
  saveRecipientWay,
  silentRecipients,
  summaryLines,
  type Telling,
  tellRecipients,
  typedWay,
} from '../../app/recipients/index.ts'
import { recipientQueue } from '../../app/recipients/queues.ts'
import { advanceDueTasks } from '../../app/recipients/work/advance.ts'
import { workRecipientTask } from '../../app/recipients/work/work-task.ts'
import { type Recipient, writeDraft } from '../../app/register/index.ts'
import { takeJobs } from '../../scripts/history/worker.ts'
import { newShop } from '../inbox/deliver.ts'
import { sendMails, withMailConfigured } from '../mail/with-mail.ts'
import { aPurpose, aRegister } from '../register/a-register.ts'
import { aMailServer } from '../setup/a-mail-server.ts'
import { withDoors } from '../setup/with-doors.ts'
import { KLAVIYO_KEY, MAILCHIMP_KEY, type Received, toolsStandIn } from './tools-stand-in.ts'

const doors = withDoors()
const server = await aMailServer()
const tools = await toolsStandIn()
const { mails } = server

const RECIPIENTS = ['shopify', 'crm', 'accountant', 'erp', 'klaviyo', 'mailchimp', 'returned'] as const
type Name = (typeof RECIPIENTS)[number]
const CONTACTS: Partial<Record<Name, string>> = { crm: 'dpo@crm.example', returned: 'nobody@returned.example' }

const register = aRegister({
  purposes: [aPurpose({ recipients: [...RECIPIENTS] })],
  recipients: RECIPIENTS.map((id) => ({
    id,
    audience: ['consumer'],
    kind: 'processor',
    service: 'it',
    name: { en: `The ${id}` },
    noticeEmail: CONTACTS[id] ?? null,
  })),
})
/** Of those that the register says are concerned. */
const named = (...names: Name[]) =>
  concernedRecipients(register, { dataCategories: ['contact'], purposes: ['orders'], audience: 'consumer' }).filter(
    ({ id }) => names.some((name) => name === id),
  )

let shop: ShopDomain
let restore: () => void
let webhookSecret = ''

const choose = (recipientId: Name, chosen: object) =>
  forShop(shop, (tx) => saveRecipientWay(tx, typedWay.parse({ recipientId, setup: {}, revision: 0, ...chosen }), '42'))

beforeAll(async () => {
  restore = withMailConfigured()
  shop = newShop()
  await forShop(shop, (tx) => writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '42' }))
  const erp = await choose('erp', { way: 'webhook', setup: { endpoint: 'https://receiver.example/kept' } })
  webhookSecret = (erp.ok && erp.secret) || ''
  await choose('klaviyo', { way: 'klaviyo', apiKey: KLAVIYO_KEY })
  const lists = Object.keys(tools.lists)
  await choose('mailchimp', { way: 'mailchimp', apiKey: MAILCHIMP_KEY, setup: { lists } })
  await choose('accountant', { way: 'by_hand', setup: { instructions: 'Call Ms Weber.' } })
})
beforeEach(() => {
  mails.length = 0
  tools.received.length = 0
  tools.receiver.answer = { status: 200 }
})
afterEach(async () => {
  vi.restoreAllMocks()
  // What a test leaves open is not another one's.
  await sqlForShop(shop, (client) => client.query('UPDATE recipient_tasks SET next_at = NULL WHERE shop = $1', [shop]))
})
afterAll(async () => {
  restore()
  await server.close()
  await tools.close()
})

const START = new Date('2026-03-01T09:00:00Z')
const DAY = 24 * 3_600_000
/** The clock shows so many days after the start. */
const onDay = (days: number) => vi.spyOn(clock, 'now').mockReturnValue(new Date(+START + days * DAY))

const PERSON = { email: 'lea@example.com', phone: '+33612345678', customerId: '4711' }

interface Told {
  occasionId: string
  requestId: string
}

async function tell(recipients: readonly Recipient[], changed: Partial<Telling> = {}): Promise<Told> {
  const ids = { occasionId: randomUUID(), requestId: randomUUID() }
  const telling = {
    occasion: 'erasure',
    person: PERSON,
    changes: ['Contact data'],
    recipients,
    ...ids,
    ...changed,
  } as const
  await forShop(shop, (tx) => tellRecipients(tx, telling))
  return ids
}

const jobs = async () =>
  (await takeJobs(shop, [recipientQueue.name])).map(({ data }) => recipientQueue.schema.parse(data))

/** What workers do until nothing is due. */
async function work(send: SendOut = tools.send): Promise<void> {
  for (const job of await jobs()) await workRecipientTask(job, send)
  await sendMails(shop, server.send)
  await advanceDueTasks()
  for (const job of await jobs()) await workRecipientTask(job, send)
  await sendMails(shop, server.send)
}

/** Works, and looks at the mails that were sent two minutes later. */
async function workOn(days: number, send?: SendOut): Promise<void> {
  onDay(days)
  await work(send)
  onDay(days + 2 / 24 / 60)
  await advanceDueTasks()
}

const details = ({ occasionId }: Told) => forShop(shop, (tx) => readRecipientTaskDetails(tx, { occasionId }))
const states = async (told: Told) => (await details(told)).map(({ state, code }) => (code ? [state, code] : [state]))
const onlyTask = async (told: Told) => {
  const [task] = await details(told)
  if (!task) throw new Error('there is no task')
  return task
}
const rows = async ({ occasionId }: Told) =>
  sqlForShop(shop, async (client) => {
    const { rows } = await client.query('SELECT * FROM recipient_tasks WHERE shop = $1 AND occasion_id = $2', [
      shop,
      occasionId,
    ])
    return rows
  })

const act = (told: Told, typed: Parameters<typeof actOnTask>[2]) =>
  forShop(shop, (tx) => actOnTask(tx, { requestId: told.requestId }, typed, '42'))

/** The address that the last mail leads to, at the doors of this test. */
const linkOf = (text: string | undefined) => {
  const [found = ''] = /https:\/\/kept\.example\.com\/recipients\/\S+/.exec(text ?? '') ?? []
  return found.replace(config.SHOPIFY_APP_URL, doors.url)
}
const answer = (link: string, fields: Record<string, string>) =>
  fetch(link, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })

describe('a mail to the recipient’s contact', () => {
  test('names nobody; its page does, and opening that changes nothing', async () => {
    onDay(0)
    const told = await tell(named('crm'))
    await workOn(0)
    expect(await states(told)).toEqual([['sent']])
    expect(mails.map(({ to, subject }) => [[to].flat()[0]?.text, subject])).toEqual([
      ['dpo@crm.example', 'Tea & Co: a notice about personal data that you received from us'],
    ])
    expect(JSON.stringify([mails[0]?.text, mails[0]?.html])).not.toMatch(/lea@example|4711|33612345678/)
    const link = linkOf(mails[0]?.text)
    for (const method of ['GET', 'HEAD', 'GET']) {
      const page = await fetch(link, { method })
      const html = await page.text()
      expect([page.status, html.includes('lea@example.com'), html.includes('4711')]).toEqual([
        200,
        method === 'GET',
        method === 'GET',
      ])
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('cache-control')).toContain('no-store')
    }
    expect(await states(told)).toEqual([['sent']])
  })

  test('is confirmed once, and nothing of the person is left', async () => {
    onDay(0)
    const told = await tell(named('crm'))
    await workOn(0)
    const link = linkOf(mails[0]?.text)
    const confirmed = await answer(link, { answer: 'confirm' })
    expect([confirmed.status, (await confirmed.text()).includes('March 1, 2026')]).toEqual([200, true])
    expect(await rows(told)).toMatchObject([{ state: 'confirmed', wrapped_key: null, secret: null }])
    const later = await answer(link, { answer: 'refuse', reason: 'changed our mind' })
    expect((await later.text()).includes('lea@example.com')).toBe(false)
    expect(await states(told)).toEqual([['confirmed']])
    onDay(91)
    await work()
    expect((await fetch(link)).status).toBe(404)
  })

  test('is refused only with a reason, which staff read and which is sealed', async () => {
    onDay(0)
    const told = await tell(named('crm'))
    await workOn(0)
    const link = linkOf(mails[0]?.text)
    expect(await (await answer(link, { answer: 'refuse', reason: ' ' })).text()).toContain('Please say why')
    expect(await states(told)).toEqual([['sent']])
    await answer(link, { answer: 'refuse', reason: 'Tax law: ten years' })
    expect(await onlyTask(told)).toMatchObject({ state: 'refused', note: 'Tax law: ten years' })
    expect(String((await rows(told))[0].note)).not.toContain('Tax law')
  })

  test('cannot be answered by who forges, cuts or reuses a link of another notice or shop', async () => {
    onDay(0)
    const [told, other] = [await tell(named('crm')), await tell(named('crm'))]
    await workOn(0)
    const [one = '', two = ''] = mails.map(({ text }) => linkOf(text))
    const at = one.lastIndexOf('/') + 1
    const [base, token] = [one.slice(0, at), one.slice(at)]
    const forged = [
      `${base}${token.slice(0, 21)}${two.slice(at + 21)}`,
      `${base}${'A'.repeat(64)}`,
      `${base}${token.slice(0, 63)}`,
      `${base}`,
      one.replace(shop, newShop()),
    ]
    for (const link of forged) {
      const sent = await answer(link, { answer: 'confirm' })
      expect([sent.status, (await sent.text()).includes('lea@')], link).toEqual([404, false])
    }
    expect((await answer(one, { answer: 'yes' })).status).toBe(400)
    expect((await fetch(one, { method: 'POST', body: '{"answer":"confirm"}' })).status).toBe(415)
    expect((await fetch(one, { method: 'DELETE' })).status).toBe(405)
    expect([await states(told), await states(other)]).toEqual([[['sent']], [['sent']]])
  })

  test('is followed by a reminder after 7 and 14 days, and overdue after 30; a late answer still counts', async () => {
    onDay(0)
    const told = await tell(named('crm'))
    const sent: Record<number, number> = {}
    for (const day of [0, 3, 6.9, 7.1, 8, 13.9, 14.1, 20, 29.9]) {
      mails.length = 0
      await workOn(day)
      sent[day] = mails.length
    }
    expect(sent).toEqual({ 0: 1, 3: 0, 6.9: 0, 7.1: 1, 8: 0, 13.9: 0, 14.1: 1, 20: 0, 29.9: 0 })
    expect(await states(told)).toEqual([['sent']])
    await workOn(30.1)
    expect(await onlyTask(told)).toMatchObject({ state: 'overdue', reminders: 2 })
    const { text = '' } =
      (await forShop(shop, async (tx) => noticeText(tx, { requestId: told.requestId }, (await onlyTask(told)).id))) ??
      {}
    await answer(linkOf(text), { answer: 'confirm' })
    expect(await states(told)).toEqual([['confirmed']])
  })

  test('that its server refuses has failed, with the reason, and staff can mark it as done', async () => {
    onDay(0)
    const told = await tell(named('returned'))
    await workOn(0)
    expect(await states(told)).toEqual([['failed', 'mail_refused']])
    const { id } = await onlyTask(told)
    expect(await act(told, { act: 'mark_done', task: id, note: 'Called them on 2 March' })).toEqual({ ok: true })
    expect(await onlyTask(told)).toMatchObject({
      state: 'done_by_hand',
      note: 'Called them on 2 March',
      settledBy: '42',
    })
    expect(await act(told, { act: 'send_again', task: id })).toEqual({ ok: false, reason: 'changed_since' })
  })

  test('that comes back days later has failed; sent again it is a new one, with the same link', async () => {
    onDay(0)
    const told = await tell(named('crm'))
    await workOn(0)
    const link = linkOf(mails[0]?.text)
    await sqlForShop(shop, (client) =>
      client.query(
        `UPDATE mails SET state = 'bounced', reason = 'unknown_address' WHERE shop = $1 AND request_id = $2`,
        [shop, told.requestId],
      ),
    )
    await workOn(1.1)
    expect(await states(told)).toEqual([['failed', 'mail_returned']])
    mails.length = 0
    const { id } = await onlyTask(told)
    expect(await act(told, { act: 'send_again', task: id })).toEqual({ ok: true })
    await workOn(2)
    expect([await states(told), mails.length, linkOf(mails[0]?.text)]).toEqual([[['sent']], 1, link])
  })

  test('is sent again as the recipient is told by then, with its new contact', async () => {
    onDay(0)
    const told = await tell(named('returned'))
    await workOn(0)
    expect(await states(told)).toEqual([['failed', 'mail_refused']])
    const write = (noticeEmail: string) =>
      forShop(shop, (tx) => {
        const recipients = register.recipients.map((one) => (one.id === 'returned' ? { ...one, noticeEmail } : one))
        return writeDraft(tx, { register: { ...register, recipients }, updatedAt: new Date(), updatedBy: '42' })
      })
    await write('dpo@returned.example')
    await act(told, { act: 'send_again', task: (await onlyTask(told)).id })
    await workOn(1)
    expect(await onlyTask(told)).toMatchObject({ state: 'sent', address: 'dpo@returned.example' })
    await write(CONTACTS.returned ?? '')
  })

  test('without a mail server is a task of staff’s, with a text to copy whose link works', async () => {
    onDay(0)
    config.SMTP_URL = undefined
    const told = await tell(named('crm')).finally(() => withMailConfigured())
    expect(await states(told)).toEqual([['by_hand', 'no_mail_server']])
    const { id } = await onlyTask(told)
    const copied = await forShop(shop, (tx) => noticeText(tx, { requestId: told.requestId }, id))
    expect(copied).toMatchObject({ address: 'dpo@crm.example', subject: expect.stringContaining('Tea & Co') })
    expect((await answer(linkOf(copied?.text), { answer: 'confirm' })).status).toBe(200)
    expect(await states(told)).toEqual([['confirmed']])
    expect(await forShop(shop, (tx) => noticeText(tx, { requestId: told.requestId }, id))).toBeNull()
  })
})

describe('a webhook', () => {
  const verify = (secret: string, n = 0) => {
    const { headers = {}, body = '' }: Partial<Received> = tools.received[n] ?? {}
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    return String(headers['webhook-signature'])
      .split(' ')
      .includes(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  }

  test('says all that the receiver needs, signed; its answer may confirm', async () => {
    onDay(0)
    const told = await tell(named('erp'), {
      occasion: 'rectification',
      corrected: [{ field: 'first_name', value: 'Léa' }],
    })
    tools.receiver.answer = { status: 200, body: { status: 'confirmed' } }
    await workOn(0)
    expect(await states(told)).toEqual([['confirmed']])
    expect(JSON.parse(tools.received[0]?.body ?? '')).toMatchObject({
      type: 'recipient.notice',
      occasion: 'rectification',
      controller: 'Tea & Co',
      person: PERSON,
      corrected: [{ field: 'first_name', value: 'Léa' }],
      answerBy: '2026-03-31',
    })
    expect([verify(webhookSecret), verify(`whsec_${Buffer.alloc(32).toString('base64')}`)]).toEqual([true, false])
  })

  test('to a receiver that is down for a day arrives, under one id, and the receiver may ask for more time', async () => {
    onDay(0)
    const told = await tell(named('erp'))
    const during = async (answer: object, from: number, to: number) => {
      Object.assign(tools.receiver, { answer })
      for (let hour = from; hour < to; hour += 1) {
        onDay(hour / 24)
        await work()
      }
      return [await states(told), tools.received.length]
    }
    const waits = [['to_send', 'no_answer']]
    expect(await during({ status: 429, headers: { 'retry-after': String(10 * 3_600) } }, 0, 10)).toEqual([waits, 1])
    expect(await during({ status: 503 }, 10, 30)).toEqual([waits, 7])
    expect(await during({ status: 200 }, 34, 35)).toEqual([[['sent']], 8])
    expect(new Set(tools.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(tools.received.map(({ body }) => body)).size).toBe(1)
  })

  test('to a receiver that stays down ends, says so, and can be sent again', async () => {
    onDay(0)
    const told = await tell(named('erp'))
    tools.receiver.answer = { status: 500 }
    for (let hours = 0; hours <= 100; hours += 2) {
      onDay(hours / 24)
      await work()
    }
    expect(await onlyTask(told)).toMatchObject({ state: 'failed', code: 'no_answer', httpStatus: 500 })
    expect(tools.received).toHaveLength(10)
    tools.receiver.answer = { status: 204 }
    const { id } = await onlyTask(told)
    await act(told, { act: 'send_again', task: id })
    await workOn(6)
    expect(await states(told)).toEqual([['sent']])
  })

  test('is sent again after a kill between sending and noting, under the same id: the receiver does it once', async () => {
    onDay(0)
    const told = await tell(named('erp'))
    const [job] = await jobs()
    if (!job) throw new Error('there is no job')
    await new Promise<void>((sent) => {
      // It never comes back: its process is gone.
      void workRecipientTask(job, async (call) => {
        await tools.send(call)
        sent()
        return new Promise(() => undefined)
      })
    })
    expect(await states(told)).toEqual([['to_send']])
    await workRecipientTask(job, tools.send)
    await workRecipientTask(job, tools.send)
    expect(await states(told)).toEqual([['sent']])
    const ids = tools.received.map(({ headers }) => headers['webhook-id'])
    expect([ids.length, new Set(ids).size]).toEqual([2, 1])
  })

  test('whose job was lost with its process goes on when its lease is over', async () => {
    onDay(0)
    const told = await tell(named('erp'))
    await jobs()
    onDay(0.005)
    await work()
    expect(tools.received).toHaveLength(0)
    onDay(0.02)
    await work()
    expect([await states(told), tools.received.length]).toEqual([[['sent']], 1])
  })

  test('into the installation’s own network is refused, not tried again', async () => {
    onDay(0)
    const saved = await choose('erp', { way: 'webhook', setup: { endpoint: 'https://localhost/kept' }, revision: 1 })
    expect(saved).toEqual({ ok: true, secret: null })
    const told = await tell(named('erp'))
    const [job] = await jobs()
    if (job) await workRecipientTask(job)
    expect(await states(told)).toEqual([['failed', 'address_not_allowed']])
    await choose('erp', { way: 'webhook', setup: { endpoint: 'https://receiver.example/kept' }, revision: 2 })
  })

  test('is signed with both secrets for a week after a rotation, and with the new one after it', async () => {
    onDay(0)
    const before = await forShop(shop, readRecipientsToTell)
    const { revision = 0 } = before.recipients.find(({ id }) => id === 'erp') ?? {}
    const rotated = await forShop(shop, (tx) => rotateRecipientSecret(tx, { recipientId: 'erp', revision }, '42'))
    const secret = (rotated.ok && rotated.secret) || ''
    expect(await forShop(shop, (tx) => rotateRecipientSecret(tx, { recipientId: 'erp', revision }, '42'))).toEqual({
      ok: false,
      reason: 'changed_since',
    })
    await tell(named('erp'))
    await work()
    expect([verify(webhookSecret), verify(secret)]).toEqual([true, true])
    onDay(7.1)
    await tell(named('erp'))
    await work()
    const last = tools.received.length - 1
    expect([verify(webhookSecret, last), verify(secret, last)]).toEqual([false, true])
    const { rows } = await pool.query(
      `SELECT 1 FROM pgboss.job WHERE data::text LIKE '%lea@%' OR data::text LIKE '%whsec%'`,
    )
    expect(rows).toEqual([])
  })
})

describe('Klaviyo', () => {
  const profile = (changed = {}) => ({
    id: '01',
    email: PERSON.email,
    phone_number: PERSON.phone,
    isSuppressed: false,
    ...changed,
  })
  beforeEach(() => {
    tools.profiles.splice(
      0,
      tools.profiles.length,
      profile(),
      profile({ id: '02', email: 'other@example.com', phone_number: '+331' }),
    )
  })

  test('deletes later than it answers: confirmed only when it has nothing any more', async () => {
    onDay(0)
    const told = await tell(named('klaviyo'))
    await workOn(0)
    expect(await states(told)).toEqual([['sent']])
    expect(tools.received.map(({ path }) => path)).toEqual(new Array(2).fill('/api/data-privacy-deletion-jobs'))
    await workOn(1.1)
    expect(await states(told)).toEqual([['sent']])
    tools.work()
    await workOn(2.2)
    expect(await states(told)).toEqual([['confirmed']])
    expect(tools.profiles.map(({ id }) => id)).toEqual(['02'])
    expect(await rows(told)).toMatchObject([{ wrapped_key: null, secret: null }])
  })

  test('suppresses who restricts, and corrects what it has a field for', async () => {
    onDay(0)
    const restricted = await tell(named('klaviyo'), { occasion: 'restriction' })
    const corrected = await tell(named('klaviyo'), {
      occasion: 'rectification',
      corrected: [
        { field: 'first_name', value: 'Léa' },
        { field: 'email', value: 'lea.new@example.com' },
      ],
    })
    const unknown = await tell(named('klaviyo'), {
      occasion: 'rectification',
      corrected: [{ field: 'shoe_size', value: '39' }],
    })
    const lifted = await tell(named('klaviyo'), { occasion: 'restriction_lifted' })
    await work()
    tools.work()
    tools.profiles[0] = { ...profile({ isSuppressed: true }) }
    await workOn(1.1)
    expect([await states(restricted), await states(corrected), await states(unknown), await states(lifted)]).toEqual([
      [['confirmed']],
      [['confirmed']],
      [['by_hand', 'not_by_api']],
      [['by_hand', 'not_by_api']],
    ])
  })

  test.each([
    ['a key that it does not take', { status: 401 }, ['failed', 'key_refused']],
    ['too many calls', { status: 429, headers: { 'retry-after': '1' } }, ['to_send', 'no_answer']],
    ['a fault of its own', { status: 503 }, ['to_send', 'no_answer']],
    ['a call that it does not understand', { status: 400 }, ['failed', 'call_refused']],
  ])('%s', async (_what, fault, state) => {
    onDay(0)
    const told = await tell(named('klaviyo'))
    tools.faults.push(fault)
    await work()
    expect(await states(told)).toEqual([state])
    const { id } = await onlyTask(told)
    if (state[0] === 'failed') await act(told, { act: 'send_again', task: id })
    await workOn(0.1)
    expect(await states(told)).toEqual([['sent']])
  })
})

describe('Mailchimp', () => {
  beforeEach(() => {
    tools.lists.aaaa111111 = [{ email_address: 'Lea@Example.com', status: 'subscribed', merge_fields: {} }]
    tools.lists.bbbb222222 = [{ email_address: 'other@example.com', status: 'subscribed', merge_fields: {} }]
  })

  test('deletes for good in each audience, and done twice it is done', async () => {
    onDay(0)
    const told = await tell(named('mailchimp'))
    const [job] = await jobs()
    if (!job) throw new Error('there is no job')
    await workRecipientTask(job, tools.send)
    await workRecipientTask(job, tools.send)
    expect([await states(told), tools.lists.aaaa111111, tools.lists.bbbb222222?.length]).toEqual([
      [['confirmed']],
      [],
      1,
    ])
    const again = await tell(named('mailchimp'))
    await work()
    expect(await states(again)).toEqual([['confirmed', 'nothing_held']])
  })

  test('corrects an address; a second call finds the member under the new one', async () => {
    onDay(0)
    const corrected = [{ field: 'email', value: 'lea.new@example.com' }]
    const told = await tell(named('mailchimp'), { occasion: 'rectification', corrected })
    const again = await tell(named('mailchimp'), { occasion: 'rectification', corrected })
    await work()
    expect([await states(told), await states(again)]).toEqual([[['confirmed']], [['confirmed']]])
    expect(tools.lists.aaaa111111?.map(({ email_address }) => email_address)).toEqual(['lea.new@example.com'])
  })

  test('unsubscribes who restricts, corrects its fields, and has to be told by hand of the rest', async () => {
    onDay(0)
    const restricted = await tell(named('mailchimp'), { occasion: 'restriction' })
    const corrected = await tell(named('mailchimp'), {
      occasion: 'rectification',
      corrected: [{ field: 'last_name', value: 'Roy' }],
    })
    const lifted = await tell(named('mailchimp'), { occasion: 'restriction_lifted' })
    await work()
    expect(tools.lists.aaaa111111).toEqual([
      { email_address: 'Lea@Example.com', status: 'unsubscribed', merge_fields: { LNAME: 'Roy' } },
    ])
    expect([await states(restricted), await states(corrected), await states(lifted)]).toEqual([
      [['confirmed']],
      [['confirmed']],
      [['by_hand', 'not_by_api']],
    ])
  })
})

describe('the network of the installation', () => {
  test('is reached only where it is trusted by name; no redirect is followed, and a long answer is cut', async () => {
    const call = { method: 'POST', url: `${tools.url}/receiver/x`, headers: {}, body: '{}' } as const
    await expect(outboundOf(publicOnly([]))(call)).rejects.toThrow(OutboundRefused)
    await expect(outboundOf(publicOnly(['127.0.0.1:1']))(call)).rejects.toThrow(OutboundRefused)
    const trusted = outboundOf(publicOnly([new URL(tools.url).host]))
    tools.receiver.answer = { status: 307, headers: { location: `${tools.url}/receiver/inside` } }
    expect((await trusted(call)).status).toBe(307)
    tools.receiver.answer = { status: 200, body: 'x'.repeat(200_000) }
    expect((await trusted(call)).body.length).toBeLessThanOrEqual(64 * 1024)
    expect(tools.received.map(({ path }) => path)).toEqual(['/x', '/x'])
  })

  test('is not reached by a name that leads elsewhere when the connection looks it up', async () => {
    const looked: string[] = []
    const guard: AddressGuard = {
      isUrlAllowed: () => true,
      // What was judged is what is connected to: there is no second look-up that could differ.
      isAddressAllowed: (address) => looked.push(address) > 0 && isPublicAddress(address),
    }
    const url = tools.url.replace('127.0.0.1', 'localhost')
    await expect(outboundOf(guard)({ method: 'GET', url, headers: {} })).rejects.toThrow(OutboundRefused)
    expect([looked.length > 0, tools.received.length]).toEqual([true, 0])
  })
})

describe('who was told', () => {
  test('each recipient has one task of one occasion, however often it is asked for', async () => {
    onDay(0)
    const told = await tell(named('shopify', 'crm', 'accountant'))
    await tell(named('crm', 'accountant', 'erp'), told)
    const tasks = await details(told)
    const views = await forShop(shop, (tx) => readRecipientTasks(tx, { requestId: told.requestId }))
    expect(views.map(({ id }) => id)).toEqual(tasks.map(({ id }) => id))
    expect(JSON.stringify(views)).not.toMatch(/lea@|4711|note/)
    expect(tasks.map(({ recipientId, state, instructions }) => [recipientId, state, instructions])).toEqual([
      ['shopify', 'told_by_platform', ''],
      ['crm', 'to_send', ''],
      ['accountant', 'by_hand', 'Call Ms Weber.'],
      ['erp', 'to_send', ''],
    ])
  })

  test('is counted and named for the answer to the person', async () => {
    onDay(0)
    const told = await tell(named('shopify', 'crm', 'accountant'))
    await workOn(0)
    const summary = await forShop(shop, (tx) => recipientsSummary(tx, told.occasionId))
    expect(summary).toMatchObject({ count: 3, names: { sent: ['The crm'], by_hand: ['The accountant'], failed: [] } })
    expect(summaryLines(summary, 'en')).toEqual([
      'These recipients of your data were told (GDPR Article 19):',
      'Done by the platform itself: The shopify.',
      'Told, no confirmation yet: The crm.',
      'We are telling them directly: The accountant.',
    ])
    expect(summaryLines(summary, 'fr-CA')[1]).toBe('Fait par la plateforme elle-même\u00A0: The shopify.')
    const nobody = await forShop(shop, (tx) => recipientsSummary(tx, randomUUID()))
    expect(summaryLines(nobody, null)).toHaveLength(1)
  })

  test('the person stands in no table, and after 90 days nothing of the task opens any more', async () => {
    onDay(0)
    const told = await tell(named('crm', 'accountant'))
    const stored = JSON.stringify((await rows(told)).map((row) => ({ ...row, secret: row.secret?.toString('latin1') })))
    expect(stored).not.toMatch(/lea@example|4711|33612345678/)
    await workOn(90.1)
    expect((await rows(told)).map(({ secret, wrapped_key, next_at }) => [secret, wrapped_key, next_at])).toEqual(
      new Array(2).fill([null, null, null]),
    )
  })

  test('forgetting an occasion leaves nobody to be told, and says so', async () => {
    onDay(0)
    const told = await tell(named('crm', 'accountant'))
    await forShop(shop, (tx) => forgetTaskSecrets(tx, told))
    await work()
    expect([await states(told), mails.length]).toEqual([[['failed', 'forgotten'], ['by_hand']], 0])
    expect((await rows(told)).map(({ secret, wrapped_key }) => [secret, wrapped_key])).toEqual(
      new Array(2).fill([null, null]),
    )
  })

  test('the shop’s own days count, and only days that are in order', async () => {
    const days = { remindAfterDays: [2, 4], overdueAfterDays: 6 }
    expect(await forShop(shop, (tx) => saveRecipientSchedule(tx, { ...days, overdueAfterDays: 3 }, '42'))).toBe(false)
    expect(await forShop(shop, (tx) => saveRecipientSchedule(tx, days, '42'))).toBe(true)
    onDay(0)
    const told = await tell(named('accountant'))
    await workOn(5.9)
    expect(await states(told)).toEqual([['by_hand']])
    const { count } = await forShop(shop, silentRecipients)
    await workOn(6.1)
    expect(await states(told)).toEqual([['overdue']])
    expect((await forShop(shop, silentRecipients)).count, 'Home says so').toBe(count + 1)
    await forShop(shop, (tx) => saveRecipientSchedule(tx, { remindAfterDays: [7, 14], overdueAfterDays: 30 }, '42'))
  })

  test('nobody is told for a shop that has left, until it is back; what has to be destroyed is destroyed', async () => {
    const left = (uninstalledAt: Date | null) =>
      forShop(shop, (tx) => tx.installation.updateMany({ data: { uninstalledAt } }))
    onDay(0)
    const told = await tell(named('crm'))
    await workOn(0)
    await left(START)
    mails.length = 0
    await workOn(8)
    expect([mails.length, await states(told)]).toEqual([0, [['sent']]])
    await left(null)
    await workOn(9.1)
    expect(mails.length).toBe(1)
    await left(START)
    await workOn(20)
    await workOn(91)
    expect(await rows(told)).toMatchObject([{ secret: null, wrapped_key: null }])
    await left(null)
  })

  test('a key is never shown again, nor used for another tool', async () => {
    const read = JSON.stringify(await forShop(shop, readRecipientsToTell))
    expect(read).not.toMatch(/whsec_|pk_|us21/)
    const { rows } = await pool.query('SELECT count(*)::int FROM recipient_ways')
    expect(rows).toEqual([{ count: 0 }])
    const klaviyo = (await forShop(shop, readRecipientsToTell)).recipients.find(({ id }) => id === 'klaviyo')
    expect(await choose('klaviyo', { way: 'webhook', setup: { endpoint: 'https://a.example/' }, revision: 9 })).toEqual(
      {
        ok: false,
        reason: 'changed_since',
      },
    )
    const changed = await choose('klaviyo', {
      way: 'mailchimp',
      setup: { lists: ['aaaa111111'] },
      revision: klaviyo?.revision,
    })
    expect(changed).toEqual({ ok: false, reason: 'refused', problem: 'no_key' })
  })
})

test('who tries links is sent away for a while', async () => {
  const link = `${doors.url}/recipients/${shop}/${'A'.repeat(64)}`
  const seen = new Set<number>()
  for (let n = 0; n < 61; n += 1) seen.add((await fetch(link)).status)
  expect(seen).toEqual(new Set([404, 429]))
})
