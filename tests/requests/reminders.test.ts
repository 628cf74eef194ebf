import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { readMailLog } from '../../app/mail/index.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { saveRequestSettings } from '../../app/requests/index.ts'
import { remindOf } from '../../app/requests/reminders/remind.ts'
import { remindOfDueRequests } from '../../app/requests/reminders/schedule.ts'
import { newShop } from '../inbox/deliver.ts'
import { sendMails, withMailConfigured } from '../mail/with-mail.ts'
import { aMailServer } from '../setup/a-mail-server.ts'
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
})
afterEach(() => vi.restoreAllMocks())
afterAll(async () => {
  restore()
  await server.close()
  await stopQueue(0)
})

const on = (day: string) => vi.spyOn(clock, 'now').mockReturnValue(new Date(`${day}T14:00:00Z`))

const settings = (shop: ShopDomain, given: Record<string, unknown>, revision = 0) =>
  forShop(shop, (tx) => saveRequestSettings(tx, { revision, settings: given }, '42'))

/** A shop that tells one member of staff, and nobody else. */
async function aShopWithStaff(): Promise<ShopDomain> {
  const shop = newShop()
  await settings(shop, { tellStaff: ['thea@example.com'], confirmReceipt: false })
  return shop
}

/** What staff of the shop were told since the last time. */
async function told(shop: ShopDomain): Promise<string[]> {
  mails.length = 0
  await sendMails(shop, send)
  return mails.map(({ subject = '' }) => subject.replace(`${shop}: `, ''))
}

const runOn = async (shop: ShopDomain, day: string) => {
  on(day)
  await remindOfDueRequests()
  return told(shop)
}

test('staff are reminded once when half of the time is over, once at 80 percent, and once when it is over', async () => {
  on('2026-06-10')
  const shop = await aShopWithStaff()
  const id = await file(shop)
  expect(await told(shop)).toEqual(['a new privacy request'])
  const days = ['2026-06-10', '2026-06-24', '2026-06-25', '2026-06-25', '2026-06-26', '2026-07-03', '2026-07-04']
  const said: Record<string, string[]> = {}
  for (const day of [...days, '2026-07-10', '2026-07-11', '2026-07-12', '2026-08-30']) {
    said[day] = [...(said[day] ?? []), ...(await runOn(shop, day))]
  }
  expect(Object.entries(said).filter(([, mails]) => mails.length > 0)).toEqual([
    ['2026-06-25', ['a request has to be answered by July 10, 2026']],
    ['2026-07-04', ['a request has to be answered by July 10, 2026']],
    ['2026-07-11', ['a request is overdue']],
  ])
  expect(mails.map(({ text }) => text).join()).not.toContain('@example.com')
  const log = await forShop(shop, (tx) => readMailLog(tx, { requestId: id }))
  expect(log.map(({ template, staffAddress }) => [template, staffAddress])).toEqual([
    ['staff_overdue', 'thea@example.com'],
    ['staff_due', 'thea@example.com'],
    ['staff_due', 'thea@example.com'],
    ['staff_new', 'thea@example.com'],
  ])
})

test('a request that was answered, or whose shop has left, reminds nobody', async () => {
  on('2026-06-10')
  const [shop, left] = [await aShopWithStaff(), newShop()]
  const id = await file(shop)
  await file(left)
  await settings(left, { tellStaff: ['thea@example.com'] })
  await forShop(left, (tx) => tx.installation.updateMany({ data: { uninstalledAt: new Date() } }))
  await told(shop)
  await told(left)
  await act(shop, id, 'confirm_identity', { facts: { method: 'attested' } })
  await act(shop, id, 'answer')
  expect([await runOn(shop, '2026-07-20'), await runOn(left, '2026-07-20')]).toEqual([[], []])
})

test('more time begins new reminders, so that nobody forgets the later day', async () => {
  on('2026-06-10')
  const shop = await aShopWithStaff()
  const id = await file(shop)
  await told(shop)
  expect(await runOn(shop, '2026-07-04')).toHaveLength(1)
  await act(shop, id, 'extend', { facts: { until: '2026-09-10' } })
  await told(shop)
  expect(await runOn(shop, '2026-07-25')).toEqual([])
  expect(await runOn(shop, '2026-07-26')).toEqual(['a request has to be answered by September 10, 2026'])
  expect(await runOn(shop, '2026-08-23')).toEqual(['a request has to be answered by September 10, 2026'])
})

test('while the clock stands still nobody is told that time is running out', async () => {
  on('2026-06-10')
  const shop = await aShopWithStaff()
  const id = await file(shop, { country: 'GB' })
  await told(shop)
  await act(shop, id, 'confirm_identity', { facts: { method: 'attested' } })
  await act(shop, id, 'ask_person')
  for (const day of ['2026-06-26', '2026-07-05', '2026-07-20']) expect(await runOn(shop, day)).toEqual([])
  await act(shop, id, 'person_replied')
  expect(await runOn(shop, '2026-07-21')).toEqual([])
  expect(await runOn(shop, '2026-08-04')).toHaveLength(1)
})

test('a process killed in the middle of a reminder tells nobody twice, and nobody never', async () => {
  on('2026-06-10')
  const shop = await aShopWithStaff()
  const id = await file(shop)
  await told(shop)
  on('2026-06-25')
  const killed = forShop(shop, async (tx) => {
    await remindOf(tx, id)
    throw new Error('killed')
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await told(shop)).toEqual([])
  const both = await Promise.all([1, 2].map(() => forShop(shop, (tx) => remindOf(tx, id))))
  expect(both.filter((stage) => stage !== null)).toEqual(['first'])
  expect(await told(shop)).toHaveLength(1)
})

test('a shop that wants to be reminded earlier is, from the moment it says so', async () => {
  on('2026-06-10')
  const shop = await aShopWithStaff()
  await file(shop)
  await told(shop)
  expect(await runOn(shop, '2026-06-14')).toEqual([])
  await settings(shop, { tellStaff: ['thea@example.com'], remindAtPercent: [10, 80] }, 1)
  expect(await runOn(shop, '2026-06-14')).toHaveLength(1)
})
