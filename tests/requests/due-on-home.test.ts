import { expect, test } from 'vitest'
import { forShop } from '../../app/platform/db.ts'
import { countOpenRequests, fileRequest } from '../../app/requests/index.ts'
import { newShop } from '../inbox/deliver.ts'
import { aFiling } from './a-filing.ts'

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

test('staff come from the home page to the request that is late, and to the one that is due next', async () => {
  const shop = newShop()
  const file = async (receivedOn: string) => {
    const by = { staffId: '1', timeZone: 'UTC' }
    const filed = await forShop(shop, (tx) => fileRequest(tx, aFiling({ receivedOn }), by))
    return filed.ok ? filed.opened.requestId : null
  }
  await file(daysAgo(0))
  const soon = await file(daysAgo(26))
  const late = await file(daysAgo(60))
  const found = await forShop(shop, countOpenRequests)
  expect(found).toMatchObject({ count: 3, overdue: { count: 1 }, dueSoon: { count: 1 } })
  expect([found.next?.id, found.overdue.first?.id, found.dueSoon.first?.id]).toEqual([late, late, soon])
})
