import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { forgetMailsOf, postMail, readMailLog, saveWording, sendTest } from '../../app/mail/index.ts'
import { messageIdOf } from '../../app/mail/message-id.ts'
import { giveMailUp, workMail } from '../../app/mail/send.ts'
import { config } from '../../app/platform/config.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import { mailerOf } from '../../app/platform/mail.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { identifiersOf, identify } from '../../app/subjects/index.ts'
import { newShop } from '../inbox/deliver.ts'
import { aMailServer } from '../setup/a-mail-server.ts'
import { mailJobs, sendMails, withMailConfigured } from './with-mail.ts'

const server = await aMailServer()
const { mails, send } = server
let restore: () => void

beforeAll(async () => {
  restore = withMailConfigured()
  await startQueue()
})
beforeEach(() => {
  mails.length = 0
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  restore()
  await server.close()
  await stopQueue(0)
})

const LINK = 'https://maison-thea.example/apps/privacy/requests#secret-of-the-link'

async function post(
  shop: ShopDomain,
  { to = 'lea@example.com', key = randomUUID() as string, requestId = randomUUID() as string } = {},
) {
  const posted = await forShop(shop, async (tx) => {
    const subjectId = await identify(tx, identifiersOf({ email: 'lea@example.com' }))
    const mail = { to, key, requestId, subjectId, language: 'fr', template: 'identity_link' } as const
    return { subjectId, posted: await postMail(tx, { ...mail, values: { minutes: 30, link: LINK } }) }
  })
  return { ...posted, requestId }
}

const log = (shop: ShopDomain, requestId: string) => forShop(shop, (tx) => readMailLog(tx, { requestId }))
const row = (shop: ShopDomain) =>
  sqlForShop(shop, async (client) => (await client.query('SELECT * FROM mails WHERE shop = $1', [shop])).rows)

test('a person gets the mail in their language, in the shop’s name, with a text part and nothing to unsubscribe from', async () => {
  const shop = newShop()
  const { requestId } = await post(shop)
  await sendMails(shop, send)
  expect(mails).toHaveLength(1)
  const [mail] = mails
  expect(mail?.subject).toContain('confirmez que c’est bien vous')
  expect(mail?.from?.value[0]).toMatchObject({ name: shop, address: 'kept@example.com' })
  expect(mail?.text).toContain(LINK)
  expect(mail?.html).toContain(`href="${LINK}"`)
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail?.headers.has('list')).toBe(false)
  expect(await log(shop, requestId)).toMatchObject([{ template: 'identity_link', language: 'fr', state: 'accepted' }])
})

test('nobody who reads the database finds the link or the address: sealed before, gone after', async () => {
  const shop = newShop()
  await post(shop)
  const [waiting] = await row(shop)
  expect(waiting.state).toBe('queued')
  expect(JSON.stringify(waiting)).not.toMatch(/secret-of-the-link|lea@example/)
  expect(waiting.content.toString('latin1')).not.toMatch(/secret-of-the-link|lea@example/)
  const { rows } = await pool.query(`SELECT data::text FROM pgboss.job WHERE data ->> 'shop' = $1`, [shop])
  expect(JSON.stringify(rows)).not.toMatch(/secret-of-the-link|lea@example/)
  await sendMails(shop, send)
  expect(await row(shop)).toMatchObject([
    { state: 'accepted', content: null, staff_content: null, staff_address: null },
  ])
})

test('the same cause twice is one mail', async () => {
  const shop = newShop()
  const key = randomUUID()
  const first = await post(shop, { key })
  const second = await post(shop, { key })
  expect([first.posted?.isQueued, second.posted]).toEqual([true, null])
  expect(await mailJobs(shop)).toHaveLength(1)
})

test('a cause that is taken back sends nothing', async () => {
  const shop = newShop()
  const failing = forShop(shop, async (tx) => {
    const subjectId = await identify(tx, identifiersOf({ email: 'lea@example.com' }))
    await postMail(tx, {
      to: 'lea@example.com',
      key: 'x',
      requestId: null,
      subjectId,
      language: 'fr',
      template: 'your_link',
      values: { minutes: 30, link: LINK },
    })
    throw new Error('taken back')
  })
  await expect(failing).rejects.toThrow('taken back')
  expect(await mailJobs(shop)).toEqual([])
})

test('a worker killed between sending and noting sends the same message again, which mail programs show once', async () => {
  const shop = newShop()
  const { posted, requestId } = await post(shop)
  const [job] = await mailJobs(shop)
  if (!job || !posted) throw new Error('nothing was enqueued')
  const killed = workMail(job, async (mail) => {
    await send(mail)
    throw new Error('killed')
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await log(shop, requestId)).toMatchObject([{ state: 'queued' }])
  await workMail(job, send)
  await workMail(job, send)
  expect(mails.map(({ messageId }) => messageId)).toEqual(
    Array(2).fill(messageIdOf(shop, posted.mailId, new URL(config.SHOPIFY_APP_URL).hostname)),
  )
  expect(new Set(mails.map(({ text }) => text)).size).toBe(1)
})

test('a server that refuses the mail is not asked again; one that is away is, until a day is over', async () => {
  const shop = newShop()
  const refused = await post(shop, { to: 'nobody@example.com' })
  await sendMails(shop, send)
  expect(await log(shop, refused.requestId)).toMatchObject([
    { state: 'refused', reason: 'refused_by_server', detail: '550' },
  ])
  const waiting = await post(shop)
  const [job] = await mailJobs(shop)
  if (!job) throw new Error('nothing was enqueued')
  await expect(workMail(job, mailerOf('smtp://127.0.0.1:1', 'kept@example.com'))).rejects.toThrow()
  expect(await log(shop, waiting.requestId)).toMatchObject([{ state: 'queued' }])
  await giveMailUp(job)
  expect(await log(shop, waiting.requestId)).toMatchObject([{ state: 'given_up', reason: 'unreachable' }])
  for (const { content } of await row(shop)) expect(content).toBeNull()
})

test('without a mail server or an address nothing waits, and the log says why', async () => {
  const shop = newShop()
  const nowhere = await post(shop, { to: 'not an address' })
  expect(await log(shop, nowhere.requestId)).toMatchObject([{ state: 'unsent', reason: 'no_address' }])
  const { SMTP_URL } = config
  config.SMTP_URL = undefined
  const { requestId } = await post(shop).finally(() => {
    config.SMTP_URL = SMTP_URL
  })
  expect(await log(shop, requestId)).toMatchObject([{ state: 'unsent', reason: 'not_configured' }])
  expect(await mailJobs(shop)).toEqual([])
})

test('an erased person gets no mail, and the log no longer knows whose it was', async () => {
  const shop = newShop()
  const { subjectId, requestId } = await post(shop)
  await forShop(shop, (tx) => forgetMailsOf(tx, [subjectId], new Date()))
  await sendMails(shop, send)
  expect(mails).toEqual([])
  expect(await log(shop, requestId)).toMatchObject([{ state: 'unsent', reason: 'erased' }])
  expect(await row(shop)).toMatchObject([{ subject_id: null, content: null }])
})

test('staff read their own words in the mail that they send themselves as a test, and where to switch it off', async () => {
  const shop = newShop()
  const place = { template: 'staff_new', language: 'en' } as const
  const typed = { subject: 'New at {shop}', paragraphs: ['Look: {kind}', 'Until {dueOn}'] }
  await forShop(shop, (tx) => saveWording(tx, place, typed, '42'))
  expect(await forShop(shop, (tx) => sendTest(tx, place, 'thea@example.com'))).toEqual({ ok: true })
  expect(await forShop(shop, (tx) => sendTest(tx, place, 'thea'))).toEqual({ ok: false, reason: 'not_an_address' })
  await sendMails(shop, send)
  expect(mails).toHaveLength(1)
  expect(mails[0]?.subject).toBe(`New at ${shop}`)
  expect(mails[0]?.text).toContain('Look: access to personal data')
  expect(JSON.stringify(mails[0]?.headers.get('list'))).toContain(`/app/requests/settings`)
})
