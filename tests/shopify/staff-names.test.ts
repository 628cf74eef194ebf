import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import { log } from '../../app/platform/log.ts'
import { asStaff } from '../../app/shopify/staff.ts'
import { learnStaffName } from '../../app/shopify/staff-names/learn.ts'
import { MOST_NAMES } from '../../app/shopify/staff-names/model.ts'
import { staffNames, storeName } from '../../app/shopify/staff-names/store.ts'
import { openShop, SHOP, standIn } from '../consent/marketing/a-subscribing-shop.ts'
import { SECRET } from '../setup/shopify-calls.ts'
import { withFault } from '../stand-in/a-stand-in.ts'
import { sessionToken } from '../stand-in/signed.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** A process remembers for some minutes whom it has asked for: each test is an hour later than the one before. */
let hours = 0
const wait = (ms: number) => clock.shift(hours * 60 * MINUTE_MS + ms)

beforeEach(async () => {
  hours += 1
  wait(0)
  await openShop()
})
afterEach(async () => {
  vi.restoreAllMocks()
  clock.shift(0)
  await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
})

function requestOf(staffId: string, secret = SECRET): Request {
  const token = sessionToken({ apiKey: 'test-key', secret, shop: SHOP, staffId })
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'Shopify Mobile/1' }
  return new Request('https://kept.example.com/app', { headers })
}
const learn = (id: string, request = requestOf(id)) => learnStaffName({ shop: SHOP, id, request })
const names = () => forShop(SHOP, staffNames)

/** Counts the online tokens that the shop gives from now on. */
function countTokens(): () => number {
  const before = new Set(standIn.state.shop.tokens.map(({ token }) => token))
  return () => standIn.state.shop.tokens.filter(({ token }) => token.startsWith('shpua') && !before.has(token)).length
}

describe('whoever opens the app is known by name', () => {
  test('from the first page on, without one that waits for it', async () => {
    await asStaff(requestOf('42'))
    await expect.poll(names).toEqual({ '42': 'Théa Martin' })
  })

  test('each by their own', async () => {
    await learn('42')
    await learn('43')
    expect(await names()).toEqual({ '42': 'Théa Martin', '43': 'Noé Bernard' })
  })

  test('and Kept keeps neither the token that said it nor the e-mail address', async () => {
    await learn('42')
    const sessions = await forShop(SHOP, (tx) => tx.session.findMany({ where: { shop: SHOP } }))
    expect(sessions.map(({ id, isOnline, email, firstName }) => ({ id, isOnline, email, firstName }))).toEqual([
      { id: `offline_${SHOP}`, isOnline: false, email: null, firstName: null },
    ])
    expect(await forShop(SHOP, (tx) => tx.staffMember.findMany({ omit: { seenAt: true } }))).toEqual([
      { shop: SHOP, id: '42', name: 'Théa Martin' },
    ])
  })

  test('Shopify is asked once, also where ten requests come at once', async () => {
    const given = countTokens()
    await Promise.all(Array.from({ length: 10 }, () => learn('42')))
    wait(20 * MINUTE_MS)
    await learn('42')
    expect(given()).toBe(1)
  })

  test('and again a week later, as a name may have changed', async () => {
    await learn('42')
    await forShop(SHOP, (tx) => tx.staffMember.updateMany({ data: { name: 'Théa Durand' } }))
    wait(6 * DAY_MS)
    await learn('42')
    expect(await names()).toEqual({ '42': 'Théa Durand' })
    wait(8 * DAY_MS)
    await learn('42')
    expect(await names()).toEqual({ '42': 'Théa Martin' })
    // The next test's hour is before this one's days.
    hours += 9 * 24
  })

  test('a token that an older secret of the app has signed names nobody wrongly', async () => {
    await learn('42', requestOf('42', 'retired-secret'))
    // The stand-in knows the present secret only, as Shopify does once the older one is revoked.
    expect(await names()).toEqual({})
  })
})

describe('no page waits for a name or fails for want of one', () => {
  test('when Shopify refuses: staff get in', async () => {
    expect(await asStaff(requestOf('77'))).toMatchObject({ shop: SHOP, id: '77' })
    await learn('78')
    expect(await names()).toEqual({})
  })

  test('when Shopify fails: it is asked again, but not at once', async () => {
    const given = countTokens()
    await withFault(standIn, { operation: 'online_token', kind: '500', times: 1 })
    await learn('43')
    await learn('43')
    expect(await names()).toEqual({})
    wait(11 * MINUTE_MS)
    await learn('43')
    expect(await names()).toEqual({ '43': 'Noé Bernard' })
    expect(given()).toBe(1)
  })

  test('when Shopify does not answer', async () => {
    await withFault(standIn, { operation: 'online_token', kind: 'timeout', times: 1 })
    expect(await asStaff(requestOf('42'))).toMatchObject({ id: '42' })
  })

  test('when the shop has removed Kept meanwhile: nothing is stored', async () => {
    await forShop(SHOP, (tx) => tx.installation.updateMany({ data: { uninstalledAt: new Date() } }))
    await learn('42')
    expect(await names()).toEqual({})
  })

  test('and no log has the name or the session token', async () => {
    const said: unknown[] = []
    for (const level of ['error', 'warn', 'info', 'debug'] as const) {
      vi.spyOn(log, level).mockImplementation((...words: unknown[]) => void said.push(words))
    }
    await learn('42')
    const forged = requestOf('43', 'wrong')
    await learn('43', forged)
    const expired = new Request('https://kept.example.com/app', {
      headers: {
        authorization: `Bearer ${sessionToken({ apiKey: 'test-key', secret: SECRET, shop: SHOP, staffId: '44', lifetime: -60 })}`,
      },
    })
    await learn('44', expired)
    expect(said).toHaveLength(2)
    const text = JSON.stringify(said)
    for (const secret of ['Théa', 'Martin', 'Bearer', 'eyJ']) expect(text).not.toContain(secret)
  })
})

test('names are bounded: those not seen for the longest go first', async () => {
  await forShop(SHOP, async (tx) => {
    const at = (n: number) => new Date(1_700_000_000_000 + n * 1_000)
    await tx.staffMember.createMany({
      data: Array.from({ length: MOST_NAMES }, (_, n) => ({ shop: SHOP, id: `s${n}`, name: `S ${n}`, seenAt: at(n) })),
    })
    await storeName(tx, { id: 'new', name: 'New', seenAt: at(MOST_NAMES) })
  })
  const kept = await names()
  expect(Object.keys(kept)).toHaveLength(MOST_NAMES)
  expect(kept).toMatchObject({ new: 'New', s1: 'S 1' })
  expect(kept).not.toHaveProperty('s0')
})
