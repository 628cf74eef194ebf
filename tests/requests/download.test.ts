import { expect, test, vi } from 'vitest'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import type { HeldReader } from '../../app/requests/answer/held-reader.ts'
import { makeAnswer } from '../../app/requests/answer/make.ts'
import { workAnswer } from '../../app/requests/answer/write.ts'
import { actOnRequest, noteLookedAt, readAnswer, readRequest, staffAct } from '../../app/requests/index.ts'
import { findProven, identifiersOf, identify, identifyMailbox } from '../../app/subjects/index.ts'
import { withDoors } from '../setup/with-doors.ts'
import { aBrowser, aShopOffering, workRequestJobs } from './a-person.ts'
import { withMailServer } from './a-person-mail.ts'
import { aRow } from './answer/an-answer.ts'

const doors = withDoors()
withMailServer()

const ANNE = '7'
const held: HeldReader = {
  answeredRows: async function* () {
    yield aRow('customer', { values: { firstName: 'Anne' } })
  },
  readCollection: async () => ({ state: 'collected', unread: [], finishedAt: new Date('2020-01-01') }),
  startCollecting: async () => undefined,
  answersAtOnce: async () => false,
  fieldsOf: (_table, column) => [`Customer.${column}`],
}

/** Staff look at what is held, a file is made of it, and they answer. */
async function answered(shop: ShopDomain, id: string): Promise<void> {
  await forShop(shop, async (tx) => {
    await noteLookedAt(tx, id, ANNE)
    expect(await makeAnswer(tx, id, { held })).toEqual({ ok: true })
  })
  await workAnswer({ shop, requestId: id, receivedAt: 1 }, held)
  await forShop(shop, async (tx) => {
    const seen = (await readRequest(tx, id))?.events.length
    await actOnRequest(tx, id, staffAct.parse({ seen, note: '', move: 'answer', facts: {} }), ANNE, { held })
  })
}

const posted = (fields: Record<string, string>) => new URLSearchParams(fields)

test('a person downloads their answer after a fresh link, and nobody else does', async () => {
  const shop = await aShopOffering(['account_login', 'email_link'])
  const browser = aBrowser(doors, { shop })
  await browser.press(await browser.get(), 'file', { kind: 'access', email: 'anne@example.com' })
  const [first] = await workRequestJobs(shop)
  if (!first) throw new Error('No link was sent')
  const id = first.requestId
  const before = await browser.follow(first)
  const open = before.form('open').fields
  expect((await browser.post({ ...open, act: 'download' })).text).toContain('not possible any more')
  await answered(shop, id)

  const page = await browser.press(before, 'open')
  expect(page.text).toContain('Your data is ready')
  const file = await browser.send(posted(page.form('download').fields))
  expect([file.status, file.headers.get('content-type'), file.headers.get('cache-control')]).toEqual([
    200,
    'application/zip',
    'private, no-store',
  ])
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="my-data.zip"')
  const bytes = Buffer.from(await file.arrayBuffer())
  const answer = await forShop(shop, (tx) => readAnswer(tx, id))
  expect([bytes.subarray(0, 2).toString(), bytes.length]).toEqual(['PK', answer?.bytes])
  expect(answer?.downloads).toMatchObject([{ by: 'person', staffId: null }])

  const other = aBrowser(doors, { shop, customerId: '8' })
  const pass = (await other.get()).form('file').fields.pass ?? ''
  const tries: Record<string, string>[] = [
    { act: 'download', id, pass },
    { act: 'download', id },
    { ...open, act: 'download', pass: 'x' },
  ]
  for (const fields of tries) {
    expect((await other.send(posted(fields))).headers.get('content-type')).toBe('application/liquid')
  }
  // A visit is over after half an hour: then it takes a new link.
  vi.spyOn(clock, 'now').mockImplementation(() => new Date(Date.now() + 31 * 60_000))
  expect((await browser.send(posted(page.form('download').fields))).headers.get('content-type')).toBe(
    'application/liquid',
  )
  vi.restoreAllMocks()
  expect((await forShop(shop, (tx) => readAnswer(tx, id)))?.downloads).toHaveLength(1)
})

test('who has an address now gets nothing of who had it before', async () => {
  const shop = await aShopOffering(['email_link'])
  await forShop(shop, async (tx) => {
    const before = await identify(tx, identifiersOf({ id: '1', email: 'x@example.com' }))
    const now = await identify(tx, identifiersOf({ id: '2', email: 'x@example.com' }))
    const mailbox = await identifyMailbox(tx, 'x@example.com')
    expect(await findProven(tx, mailbox, null)).toEqual([mailbox])
    expect(await findProven(tx, mailbox, '2')).toEqual([mailbox, now])
    // A customer is who they are, whatever address a letter named.
    expect(await findProven(tx, before, '2')).toEqual([before])
  })
})
