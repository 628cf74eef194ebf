import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readMailLog } from '../../app/mail/index.ts'
import { workMail } from '../../app/mail/send.ts'
import { clock } from '../../app/platform/clock.ts'
import { config } from '../../app/platform/config.ts'
import { forShop } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import {
  actOnRequest,
  erasePerson,
  mailTextOf,
  openAccessRequest,
  readRequest,
  saveRequestSettings,
  staffAct,
} from '../../app/requests/index.ts'
import { identifiersOf } from '../../app/subjects/index.ts'
import { newShop } from '../inbox/deliver.ts'
import { mailJobs, sendMails, withMailConfigured } from '../mail/with-mail.ts'
import { aMailServer } from '../setup/a-mail-server.ts'
import { shopifyWith } from './a-person.ts'
import { act, file } from './working-on.ts'

const server = await aMailServer()
const { mails, send } = server
let restore: () => void

beforeAll(async () => {
  restore = withMailConfigured()
  await startQueue()
})
beforeEach(() => {
  mails.length = 0
  vi.spyOn(clock, 'now').mockReturnValue(new Date('2026-06-18T09:00:00Z'))
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  restore()
  await server.close()
  await stopQueue(0)
})

const settings = (shop: ShopDomain, given: Record<string, unknown>) =>
  forShop(shop, (tx) => saveRequestSettings(tx, { revision: 0, settings: given }, '42'))
const log = (shop: ShopDomain, requestId: string) => forShop(shop, (tx) => readMailLog(tx, { requestId }))

const eventsOf = async (shop: ShopDomain, id: string) =>
  (await forShop(shop, (tx) => readRequest(tx, id)))?.events.map(({ move }) => move) ?? []

test('who asks learns by when, who is put off learns why, and who is refused where to complain, in their language', async () => {
  const shop = newShop()
  const id = await file(shop, { email: 'lea@example.com' })
  await act(shop, id, 'extend', { facts: { until: '2026-09-10' }, note: 'Vos achats sont dans trois systèmes.' })
  await act(shop, id, 'refuse', { facts: { ground: 'identity_not_proven' }, note: 'Personne n’a répondu.' })
  await sendMails(shop, send)
  expect(mails.map(({ to }) => [to].flat()[0]?.text)).toEqual(Array(3).fill('lea@example.com'))
  const [received, later, refused] = mails.map(({ text = '' }) => text)
  expect(received).toMatch(/le 10 juin 2026[\s\S]*accès aux données personnelles[\s\S]*10 juillet 2026/)
  expect(later).toMatch(/10 septembre 2026[\s\S]*Vos achats sont dans trois systèmes/)
  expect(refused).toMatch(/établir qui a fait la demande[\s\S]*Personne n’a répondu[\s\S]*réclamation[\s\S]*tribunal/)
  expect((await log(shop, id)).map(({ template, state }) => [template, state])).toEqual([
    ['refused', 'accepted'],
    ['more_time', 'accepted'],
    ['request_received', 'accepted'],
  ])
})

test('a Californian’s receipt is confirmed by the mail that was sent, once, and nobody else’s needs to be', async () => {
  const shop = newShop()
  const californian = await file(shop, { country: 'US', region: 'CA' })
  const french = await file(shop, {})
  const seen = (await eventsOf(shop, californian)).length
  await sendMails(shop, send)
  expect((await eventsOf(shop, californian)).filter((move) => move === 'confirm_receipt')).toHaveLength(1)
  expect(await eventsOf(shop, french)).not.toContain('confirm_receipt')
  // Staff who had the page open before that mail need not look again, except for what others did.
  const attest = staffAct.parse({ seen, note: 'known', move: 'confirm_identity', facts: { method: 'attested' } })
  const attested = () => forShop(shop, (tx) => actOnRequest(tx, californian, attest, '42'))
  expect(await attested()).toMatchObject({ ok: true })
  expect(await attested()).toEqual({ ok: false, reason: 'changed_since' })
})

test('staff learn of a new request and nothing of who made it; what Shopify passes on is not told to the person', async () => {
  const shop = newShop()
  await settings(shop, { tellStaff: ['thea@example.com', 'paul@example.com'], staffLanguage: 'fr' })
  const opened = await forShop(shop, (tx) =>
    openAccessRequest(tx, {
      person: identifiersOf({ id: '918273645546372', email: 'lea@example.com' }),
      externalId: randomUUID(),
      orders: [],
      receivedAt: clock.now(),
      triggeredAt: null,
    }),
  )
  await sendMails(shop, send)
  expect(mails.map(({ to }) => [to].flat()[0]?.text).toSorted()).toEqual(['paul@example.com', 'thea@example.com'])
  for (const { text = '', html } of mails) {
    expect(text).toContain(`/app/requests/${opened?.requestId}`)
    expect(text + html).not.toMatch(/lea@|918273645546372/)
  }
})

test('a customer who signed in and whose address only Shopify knows gets their mails there, and once', async () => {
  const shop = newShop()
  const id = await file(shop, { customerId: '7', email: '' })
  expect(await log(shop, id)).toMatchObject([{ state: 'queued' }])
  const [job] = await mailJobs(shop)
  if (!job) throw new Error('nothing was enqueued')
  const away = async () => Promise.reject(new Error('Shopify is away'))
  await expect(workMail(job, send, undefined, away)).rejects.toThrow('Shopify is away')
  for (let n = 0; n < 2; n++) await workMail(job, send, undefined, shopifyWith(new Map([['7', 'lea@example.com']])))
  expect(mails.map(({ to }) => [to].flat()[0]?.text)).toEqual(['lea@example.com'])
  expect(await log(shop, id)).toMatchObject([{ state: 'accepted' }])
})

test('of a customer without an address at Shopify staff are told that nothing was sent', async () => {
  const shop = newShop()
  const id = await file(shop, { customerId: '7', email: '' })
  await sendMails(shop, send, shopifyWith(new Map()))
  expect(mails).toEqual([])
  expect(await log(shop, id)).toMatchObject([{ state: 'unsent', reason: 'no_address' }])
})

test('a shop that writes to people of Shopify’s requests itself decides so', async () => {
  const shop = newShop()
  await settings(shop, { writeAboutShopifyRequests: true })
  const person = identifiersOf({ email: 'lea@example.com' })
  const asked = { person, externalId: 'x', orders: [], receivedAt: clock.now(), triggeredAt: null }
  await forShop(shop, (tx) => openAccessRequest(tx, asked))
  await sendMails(shop, send)
  expect(mails).toHaveLength(1)
})

test('somebody without an e-mail address gets none, and the page knows; nor does a deadline wait for a mail server', async () => {
  const shop = newShop()
  const id = await file(shop, { email: '', phone: '+33 6 12 34 56 78' })
  expect(await log(shop, id)).toMatchObject([{ template: 'request_received', state: 'unsent', reason: 'no_address' }])
  const { SMTP_URL } = config
  config.SMTP_URL = undefined
  const other = await file(shop).finally(() => {
    config.SMTP_URL = SMTP_URL
  })
  await act(shop, other, 'confirm_identity', { facts: { method: 'attested' } })
  expect(await log(shop, other)).toMatchObject([{ state: 'unsent', reason: 'not_configured' }])
  expect(await mailJobs(shop)).toEqual([])
})

test('a letter that was filed after its last day promises nobody an answer in the past', async () => {
  const shop = newShop()
  const id = await file(shop, { receivedOn: '2026-04-01' })
  expect(await log(shop, id)).toEqual([])
})

test('who is erased gets no mail any more, and no row says whose the sent ones were', async () => {
  const shop = newShop()
  const id = await file(shop, { email: 'lea@example.com' })
  await sendMails(shop, send)
  await act(shop, id, 'extend', { facts: { until: '2026-09-10' } })
  await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ email: 'lea@example.com' })))
  await sendMails(shop, send)
  expect(mails).toHaveLength(1)
  const rows = await sqlForShop(shop, async (client) => (await client.query('SELECT * FROM mails')).rows)
  expect(rows.map(({ state, subject_id, content }) => [state, subject_id, content])).toEqual(
    expect.arrayContaining([
      ['accepted', null, null],
      ['unsent', null, null],
    ]),
  )
})

test('who claims to be a customer with an address of their own draws no mail about the customer’s requests to it', async () => {
  const shop = newShop()
  const real = await file(shop, { customerId: '7', email: 'lea@example.com' })
  const claimed = await file(shop, { customerId: '7', email: 'not-lea@example.net', kind: 'erasure' })
  const bare = await file(shop, { customerId: '7', email: '', kind: 'portability' })
  await sendMails(shop, send)
  mails.length = 0
  await act(shop, real, 'refuse', { facts: { ground: 'excessive' } })
  await act(shop, claimed, 'refuse', { facts: { ground: 'identity_not_proven' } })
  await act(shop, bare, 'refuse', { facts: { ground: 'excessive' } })
  await sendMails(shop, send)
  expect(mails.map(({ to }) => [to].flat()[0]?.text)).toEqual(['lea@example.com', 'not-lea@example.net'])
  expect((await log(shop, bare))[0]).toMatchObject({ template: 'refused', reason: 'no_address' })
})

test('the text of a mail that did not arrive can be sent in another way, and says what the mail said', async () => {
  const shop = newShop()
  const id = await file(shop, { email: '', phone: '+33 6 12 34 56 78' })
  await act(shop, id, 'refuse', { facts: { ground: 'legal_claims' }, note: 'Un procès est en cours.' })
  const [refused, received] = await log(shop, id)
  const textOf = (mailId = '') => forShop(shop, (tx) => mailTextOf(tx, id, mailId))
  expect((await textOf(refused?.id))?.text).toMatch(/en justice[\s\S]*Un procès est en cours/)
  expect((await textOf(received?.id))?.subject).toContain('nous avons reçu votre demande')
  expect(await forShop(newShop(), (tx) => mailTextOf(tx, id, refused?.id ?? ''))).toBeNull()
  await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ phone: '+33 6 12 34 56 78' })))
  expect(await textOf(refused?.id)).toBeNull()
})

test('an answer that Kept made is announced with the page where it is; one that staff sent is not', async () => {
  const shop = newShop()
  const [made, sent] = [await file(shop, { email: 'lea@example.com' }), await file(shop)]
  const availableUntil = new Date('2026-07-02T08:00:00Z')
  await forShop(shop, async (tx) => {
    const finishedAt = clock.now()
    const nothing = { version: 1, progress: new Uint8Array(), rows: {}, values: {}, unread: [] }
    await tx.requestCollection.create({
      data: { shop, requestId: made, state: 'collected', startedAt: finishedAt, finishedAt, ...nothing },
    })
    await tx.requestAnswer.create({
      data: { shop, requestId: made, state: 'ready', madeAt: finishedAt, availableUntil },
    })
  })
  for (const id of [made, sent]) {
    await act(shop, id, 'confirm_identity', { facts: { method: 'attested' } })
    await act(shop, id, 'answer')
  }
  await sendMails(shop, send)
  const ready = mails.filter(({ subject }) => subject?.includes('est prête'))
  expect(ready.map(({ to }) => [to].flat()[0]?.text)).toEqual(['lea@example.com'])
  expect(ready[0]?.text).toContain('2 juillet 2026')
  expect(ready[0]?.text).toContain(`https://${shop}/apps/privacy/requests`)
  expect((await log(shop, sent)).map(({ template }) => template)).toEqual(['request_received'])
})
