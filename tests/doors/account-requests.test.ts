import { describe, expect, test } from 'vitest'
import { forShop } from '../../app/platform/db.ts'
import { readRequest } from '../../app/requests/index.ts'
import { aShopOffering } from '../requests/a-person.ts'
import { holdsOf } from '../requests/rectification/holds-of.ts'
import { anAccountToken as aToken, customerGid as customer, secondsAgo } from '../setup/account-token.ts'
import { aShopWithoutKept } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

async function called(token: string | null, path = '', body?: object) {
  const answer = await fetch(`${doors.url}/account/requests${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: text ? JSON.parse(text) : null }
}

describe('a customer in their account, where Shopify’s token says who they are', () => {
  test('asks, is known at once, follows their request and withdraws it', async () => {
    const shop = await aShopOffering(['account_login'])
    const token = aToken({ dest: shop, sub: customer(7) })
    const filed = await called(token, '', { kind: 'access', text: 'Mine', country: 'FR', language: 'fr' })
    expect(filed.status).toBe(201)
    const { row, life } = (await forShop(shop, (tx) => readRequest(tx, filed.body.id))) ?? {}
    expect(row).toMatchObject({ kind: 'access', channel: 'customer_account', country: 'FR', language: 'fr' })
    expect(life).toMatchObject({ state: 'in_progress', isIdentified: true })

    const { headers, body } = await called(token)
    expect(body.requests).toMatchObject([{ id: filed.body.id, kind: 'access', state: 'in_progress' }])
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect((await called(token, `/${filed.body.id}`)).body).toMatchObject({ canWithdraw: true, canConfirm: false })

    expect(await called(token, `/${filed.body.id}`, { name: 'reply', text: 'Nobody asked' })).toMatchObject({
      status: 409,
    })
    const withdrawn = await called(token, `/${filed.body.id}`, { name: 'withdraw' })
    expect(withdrawn).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
  })

  test('sees nothing of another customer’s, nor of the same id in another shop, and changes nothing there', async () => {
    const [shop, another] = [await aShopOffering(['account_login']), await aShopOffering(['account_login'])]
    const { body } = await called(aToken({ dest: shop, sub: customer(7) }), '', { kind: 'access' })
    for (const claims of [
      { dest: shop, sub: customer(8) },
      { dest: another, sub: customer(7) },
    ]) {
      const token = aToken(claims)
      expect((await called(token)).body).toEqual({ requests: [] })
      expect((await called(token, `/${body.id}`)).status).toBe(404)
      expect((await called(token, `/${body.id}`, { name: 'withdraw' })).status).toBe(404)
    }
    expect((await forShop(shop, (tx) => readRequest(tx, body.id)))?.life.state).toBe('in_progress')
  })

  test('is asked for more where the shop does not take a login as proof', async () => {
    const shop = await aShopOffering(['email_link'])
    const { body } = await called(aToken({ dest: `https://${shop}`, sub: customer(7) }), '', { kind: 'erasure' })
    expect((await forShop(shop, (tx) => readRequest(tx, body.id)))?.life.isIdentified).toBe(false)
  })
})

describe('a customer whose data is wrong', () => {
  test('sees what is held, proposes what is right, and is told at the field what cannot be taken', async () => {
    const shop = await aShopOffering(['account_login'])
    const token = aToken({ dest: shop, sub: customer(7) })
    const { body: filed } = await called(token, '', { kind: 'rectification' })
    const at = await holdsOf(shop, filed.id)
    const { rectification } = (await called(token, `/${filed.id}`)).body
    expect(rectification).toMatchObject({
      canPropose: true,
      readAt: at,
      places: [{ key: 'customer' }, { key: 'new_address' }],
    })
    const wrong = { name: 'propose', at, place: 'customer', values: { email: 'lea', phone: '06' } }
    expect(await called(token, `/${filed.id}`, wrong)).toMatchObject({
      status: 422,
      body: {
        wrong: [
          { field: 'email', problem: 'email' },
          { field: 'phone', problem: 'phone' },
        ],
      },
    })
    const right = { ...wrong, values: { first_name: 'Léa' } }
    expect(await called(token, `/${filed.id}`, right)).toMatchObject({
      status: 200,
      body: { rectification: { corrections: [{ old: 'Lea', new: 'Léa', state: 'waiting' }] } },
    })
    const stated = await called(token, `/${filed.id}`, { name: 'state', about: 'orders', text: 'Not mine' })
    expect(stated.body.rectification.corrections[1]).toMatchObject({ place: 'statement', new: 'Not mine' })
    expect((await called(token, `/${filed.id}`, { ...right, at: '2020-01-01T00:00:00.000Z' })).status).toBe(409)
    expect((await called(token, `/${filed.id}`, { ...right, place: 'order/1' })).status).toBe(409)
    expect((await called(token, `/${filed.id}`, { ...right, values: { note: 'x' } })).status).toBe(400)
    expect((await called(aToken({ dest: shop, sub: customer(8) }), `/${filed.id}`, right)).status).toBe(404)
  })
})

describe('nobody gets in', () => {
  const shop = 'a-shop.myshopify.com'
  const good = { dest: shop, sub: customer(7) }
  test.each([
    ['without a token', null],
    ['with a token that somebody else signed', aToken(good, { secret: 'wrong' })],
    ['with a token of another app', aToken({ ...good, aud: 'another' })],
    ['with one that is over', aToken({ ...good, exp: secondsAgo(20) })],
    ['with one that never ends', aToken({ ...good, exp: undefined })],
    ['with one that is not yet valid', aToken({ ...good, nbf: secondsAgo(-60) })],
    ['with a token of a member of staff', aToken({ ...good, dest: `https://${shop}`, sub: '42' })],
    ['with a token of a buyer who is not signed in', aToken({ dest: shop })],
    ['with a token of a company', aToken({ ...good, sub: 'gid://shopify/Company/7' })],
    ['with a token for no shop', aToken({ ...good, dest: 'example.com' })],
    ['with an unsigned token', aToken(good, { alg: 'none' })],
    ['with what is no token', 'a.b.c'],
  ])('%s', async (_name, token) => {
    const { status, headers } = await called(token)
    expect(status).toBe(401)
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })

  test('where Kept is not installed, and with anything that is no request', async () => {
    expect((await called(aToken({ dest: aShopWithoutKept(), sub: customer(7) }))).status).toBe(410)
    const token = aToken({ dest: await aShopOffering(['account_login']), sub: customer(7) })
    expect((await called(token, '', { kind: 'everything' })).status).toBe(400)
    expect((await called(token, '', { kind: 'access', text: 'x'.repeat(70_000) })).status).toBe(413)
    expect((await called(token, '/1')).status).toBe(404)
    const preflight = await fetch(`${doors.url}/account/requests`, { method: 'OPTIONS' })
    expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
  })
})
