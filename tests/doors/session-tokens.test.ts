import { once } from 'node:events'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import type { CentreReceipt, CentreView, HeldView } from '../../app/centre/model.ts'
import { forShop } from '../../app/platform/db.ts'
import { readRequest } from '../../app/requests/index.ts'
import type * as extension from '../../extensions/account/model.ts'
import { aCentreShop } from '../centre/a-centre.ts'
import { aToken, hostile, ofCustomer, ofStaff } from '../setup/session-tokens.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

/** Compared by the compiler: what an extension reads is what its door answers. */
const _view = (view: CentreView<extension.OwnRequest>): extension.CentreView => view
const _held = (held: HeldView): extension.HeldView => held
const _receipt = (receipt: CentreReceipt): extension.ReceiptView => receipt

/** As from another network each: the doors count the calls of one network together. */
const networkOf = (n: number) => `127.${1 + (n >> 8)}.${n & 255}.1`

async function called(token: string | null, path: string, body?: object, localAddress = '127.0.0.1') {
  const call = request(`${doors.url}/account${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
    localAddress,
    agent: false,
  })
  call.end(body && JSON.stringify(body))
  const [answer] = await once(call, 'response')
  return { status: answer.statusCode, body: JSON.parse(await text(answer)) }
}

describe('nobody else gets in at the doors of customer accounts', () => {
  const shop = 'a-shop.myshopify.com'
  const choice = { id: crypto.randomUUID(), purpose: 'news', granted: true, language: 'fr', surface: 'account' }
  test.each([
    ...hostile(ofCustomer(shop, 7)),
    ['with a token of a member of staff', aToken(ofStaff(shop))] as const,
    ['with one of a member of staff who has the number of a customer', aToken(ofStaff(shop, '7'))] as const,
  ])('%s', async (_name, token) => {
    for (const path of ['/privacy', '/privacy/held', '/privacy/receipts', '/requests'])
      expect((await called(token, path)).status, path).toBe(401)
    expect((await called(token, '/privacy/choices', choice)).status).toBe(401)
    expect((await called(token, '/requests', { kind: 'access' })).status).toBe(401)
  })
})

const SHOPPERS = 500
const AT_ONCE = 25

describe('500 customers of two shops whose tokens cross', () => {
  test('each sees their own choice and their own request, and reaches nobody else’s', async () => {
    const shops = [await aCentreShop(), await aCentreShop()] as const
    // Both shops number their customers alike.
    const people = Array.from({ length: SHOPPERS }, (_, n) => ({
      shop: shops[n % 2 === 0 ? 0 : 1],
      id: 1_000 + (n >> 1),
      n,
    }))
    // Each tenth asks to be forgotten, each fifth agrees to be written to, and the one after them refuses.
    const asks = ({ n }: { n: number }) => n % 10 === 0
    const agrees = ({ n }: { n: number }) => n % 5 === 0
    const chooses = ({ n }: { n: number }) => n % 5 < 2
    const filed = new Map<number, string>()
    const callAs = ({ shop, id, n }: (typeof people)[number], path: string, body?: object) =>
      called(aToken(ofCustomer(shop, id)), path, body, networkOf(n))
    await inTurns(people, async (one) => {
      const choice = {
        id: crypto.randomUUID(),
        purpose: 'news',
        granted: agrees(one),
        language: 'fr',
        surface: 'account',
      }
      if (chooses(one)) expect((await callAs(one, '/privacy/choices', choice)).status).toBe(200)
      if (asks(one)) filed.set(one.n, (await callAs(one, '/requests', { kind: 'access' })).body.id)
    })
    await inTurns(people, async (one) => {
      const { body } = await callAs(one, '/privacy?language=fr')
      const news = body.purposes.find(({ id }: { id: string }) => id === 'news')
      expect(news.state).toBe(agrees(one) ? 'granted' : chooses(one) ? 'denied' : 'not asked')
      const own = filed.get(one.n)
      expect(body.requests.map(({ id }: { id: string }) => id)).toEqual(own ? [own] : [])
      // The request of the next who asked: another customer, in the other shop or in this one.
      const [other] = [10, 20].flatMap((step) => filed.get((one.n - (one.n % 10) + step) % SHOPPERS) ?? [])
      if (!other || other === own) return
      expect((await callAs(one, `/requests/${other}`)).status).toBe(404)
      expect((await callAs(one, `/requests/${other}`, { name: 'withdraw' })).status).toBe(404)
    })
    const states = await Promise.all(
      shops.map((shop) =>
        forShop(shop, async (tx) =>
          Promise.all([...filed.values()].map(async (id) => (await readRequest(tx, id))?.life.state)),
        ),
      ),
    )
    expect(states.flat()).not.toContain('withdrawn')
  }, 180_000)
})

/** A few at once, as on a busy evening. */
async function inTurns<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) await Promise.all(all.slice(from, from + AT_ONCE).map(work))
}
