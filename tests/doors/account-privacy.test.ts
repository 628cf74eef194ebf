import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findShownWording, searchEvents } from '../../app/consent/index.ts'
import { forShop } from '../../app/platform/db.ts'
import { aCentreShop, eventsOf } from '../centre/a-centre.ts'
import { anAccountToken, customerGid, secondsAgo } from '../setup/account-token.ts'
import { aShopWithoutKept } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

async function called(token: string | null, path = '', body?: object) {
  const answer = await fetch(`${doors.url}/account/privacy${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null }
}

const aSwitch = (purpose: string, granted: boolean, id = randomUUID()) => ({
  id,
  purpose,
  granted,
  language: 'fr',
  surface: 'account',
})

const stateIn = (body: { purposes: { id: string; state: string }[] }, id: string) =>
  body.purposes.find((one) => one.id === id)?.state

describe('a customer in their account', () => {
  test('sees a switch for each purpose, a brand by its name, and what they chose in their language', async () => {
    const shop = await aCentreShop()
    const token = anAccountToken({ dest: shop, sub: customerGid(7) })
    const { status, body, headers } = await called(token, '?language=fr')
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(body).toMatchObject({ shop, language: 'fr', direction: 'ltr', company: null, requests: [] })
    expect(body.purposes).toMatchObject([
      { id: 'measuring', asks: 'device', name: 'Mesurer', state: 'not asked', since: null, isOn: false },
      { id: 'news', asks: 'email', state: 'not asked', canGrant: true, why: null },
      { id: 'texting', asks: 'sms' },
      { id: 'sharing_atelier', asks: 'partner', partner: 'Atelier Lune' },
      { id: 'sharing_maison', asks: 'partner', partner: 'Maison Vent' },
    ])
    expect(body.rights).toHaveLength(12)
    expect((await called(token, '?language=ar')).body).toMatchObject({ direction: 'rtl' })
  })

  test('turns a switch: it counts at once, and the ledger has the words that were shown', async () => {
    const shop = await aCentreShop()
    const token = anAccountToken({ dest: shop, sub: customerGid(7) })
    const sent = aSwitch('news', true)
    const answered = await called(token, '/choices', sent)
    expect(answered.status).toBe(200)
    expect(stateIn(answered.body, 'news')).toBe('granted')
    expect(stateIn((await called(token)).body, 'news')).toBe('granted')
    // Sent again, whatever it says now: nothing changes.
    expect(stateIn((await called(token, '/choices', { ...sent, granted: false })).body, 'news')).toBe('granted')
    const [event, ...others] = await eventsOf(shop)
    expect(others).toEqual([])
    expect(event).toMatchObject({ source: 'account', choices: { news: true }, banner: { language: 'fr' } })
    const wording = await forShop(shop, (tx) => findShownWording(tx, event?.banner?.hash ?? ''))
    expect(wording).toMatchObject({ place: 'account', purposes: [{ key: 'news', name: 'Nouvelles' }] })

    expect(stateIn((await called(token, '/choices', aSwitch('news', false))).body, 'news')).toBe('denied')
    const { receipts } = (await called(token, '/receipts')).body
    expect(receipts).toHaveLength(2)
    expect(receipts[0].address).toBe(`https://${shop}/apps/privacy/receipts/${receipts[0].id}`)
  })

  test('agrees to one brand and not to another, and the whole purpose’s refusal counts for both', async () => {
    const shop = await aCentreShop()
    const token = anAccountToken({ dest: shop, sub: customerGid(7) })
    const { body } = await called(token, '/choices', aSwitch('sharing_atelier', true))
    expect([stateIn(body, 'sharing_atelier'), stateIn(body, 'sharing_maison')]).toEqual(['granted', 'not asked'])
  })

  test('is told in their language why something cannot be changed here', async () => {
    const shop = await aCentreShop()
    const token = anAccountToken({ dest: shop, sub: customerGid(7) })
    for (const purpose of ['orders', 'nothing', 'sharing', 'sharing_nobody']) {
      const answered = await called(token, '/choices', aSwitch(purpose, false))
      expect(answered).toMatchObject({ status: 409, body: { error: 'Cela ne peut pas être modifié ici.' } })
    }
    expect(await eventsOf(shop)).toEqual([])
  })

  test('sees and changes nothing of another customer’s, nor of the same id in another shop', async () => {
    const [shop, another] = [await aCentreShop(), await aCentreShop()]
    const sent = aSwitch('news', false)
    await called(anAccountToken({ dest: shop, sub: customerGid(7) }), '/choices', sent)
    for (const claims of [
      { dest: shop, sub: customerGid(8) },
      { dest: another, sub: customerGid(7) },
    ]) {
      const token = anAccountToken(claims)
      expect(stateIn((await called(token)).body, 'news')).toBe('not asked')
      expect((await called(token, '/receipts')).body).toEqual({ receipts: [] })
      // The same id is nobody else's choice.
      expect(stateIn((await called(token, '/choices', { ...sent, granted: true })).body, 'news')).toBe('granted')
    }
    const token = anAccountToken({ dest: shop, sub: customerGid(7) })
    expect(stateIn((await called(token)).body, 'news')).toBe('denied')
  })
})

describe('nobody gets in', () => {
  const good = { dest: 'a-shop.myshopify.com', sub: customerGid(7) }
  test.each([
    ['without a token', null],
    ['with a token that somebody else signed', anAccountToken(good, { secret: 'wrong' })],
    ['with a token of another app', anAccountToken({ ...good, aud: 'another' })],
    ['with one that is over', anAccountToken({ ...good, exp: secondsAgo(20) })],
    ['with a token of a member of staff', anAccountToken({ ...good, sub: '42' })],
    ['with a token without a subject', anAccountToken({ dest: good.dest })],
    ['with an unsigned token', anAccountToken(good, { alg: 'none' })],
  ])('%s', async (_name, token) => {
    for (const path of ['', '/receipts', '/held', '/choices']) {
      const { status, headers } = await called(token, path, path === '/choices' ? aSwitch('news', true) : undefined)
      expect(status).toBe(401)
      expect(headers.get('access-control-allow-origin')).toBe('*')
    }
  })

  test('where Kept is not installed, and with anything that is no switch', async () => {
    expect((await called(anAccountToken({ dest: aShopWithoutKept(), sub: customerGid(7) }))).status).toBe(410)
    const shop = await aCentreShop()
    const token = anAccountToken({ dest: shop, sub: customerGid(7) })
    for (const wrong of [
      { purpose: '__proto__' },
      { purpose: 'a'.repeat(100) },
      { granted: 'yes' },
      { id: '1' },
      { language: '<script>' },
      { surface: 'newsletter' },
      { more: true },
    ])
      expect((await called(token, '/choices', { ...aSwitch('news', true), ...wrong })).status).toBe(400)
    expect((await called(token, '/choices', { text: 'x'.repeat(2_000) })).status).toBe(413)
    expect((await called(token, '/x')).status).toBe(404)
    expect((await called(token, '', aSwitch('news', true))).status).toBe(404)
    const preflight = await fetch(`${doors.url}/account/privacy/choices`, { method: 'OPTIONS' })
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
    const { events } = await forShop(shop, (tx) => searchEvents(tx, {}, { size: 5, before: null }))
    expect(events).toEqual([])
  })
})
