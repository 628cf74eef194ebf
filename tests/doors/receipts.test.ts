import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eraseEventsOf } from '../../app/consent/index.ts'
import { sealNext } from '../../app/consent/seals/index.ts'
import { verifyReceipt } from '../../app/consent/verification/index.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { settleVersion, writeDraft } from '../../app/register/index.ts'
import { type VisitorId, visitorSubject } from '../../app/subjects/index.ts'
import { aPurpose, aRecipient, aRegister } from '../register/a-register.ts'
import { freezeJudged } from '../register/freeze.ts'
import { aDecision, aShop, type Doors, openDoors, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  doors = await openDoors()
})
afterAll(() => doors.close())

const read = (path: string, options: ProxyOptions = {}, headers: Record<string, string> = {}) =>
  fetch(doors.url + signedProxyPath(`/proxy/receipts/${path}`, options), { headers })

/** A shop whose register names a purpose `statistics` with this name. */
async function aPublishingShop(name = 'Statistics'): Promise<ShopDomain> {
  const shop = aShop() as ShopDomain
  const register = aRegister({
    languages: { default: 'en', offered: ['en', 'fr'] },
    recipients: [aRecipient({ id: 'counter', name: { en: 'Visit Counter Ltd' } })],
    purposes: [aPurpose({ id: 'statistics', name: { en: name, fr: 'Statistiques' }, recipients: ['counter'] })],
  })
  await forShop(shop, async (tx) => {
    const revision = await writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '1' })
    await freezeJudged(tx, { revision, author: '1' })
    await settleVersion(tx, 1, { state: 'published', at: new Date() })
  })
  return shop
}

async function decides(shop: ShopDomain, changes: object = {}) {
  const decision = aDecision({ choices: { statistics: true }, language: 'en', ...changes })
  expect((await doors.consent(decision, { shop })).status).toBe(200)
  return decision
}
const seal = (shop: ShopDomain) => forShop(shop, sealNext)

describe('a visitor reads the receipt of a decision', () => {
  test('what was chosen, who is responsible, who receives data, and the proof', async () => {
    const shop = await aPublishingShop()
    const { id } = await decides(shop)
    await seal(shop)
    const answer = await read(id, { shop })
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    const page = await answer.text()
    for (const said of ['Receipt of your choice', 'Statistics', 'You agreed.', 'Visit Counter Ltd', 'position 0', id]) {
      expect(page).toContain(said)
    }
    expect(page).toContain(`/receipts/${id}.json?lang=en`)
    expect(page).toContain('/policy/1?lang=en')
  })

  test('in the language of the address, else of the browser, else the one that they were asked in', async () => {
    const shop = await aPublishingShop()
    const { id } = await decides(shop, { language: 'fr-FR' })
    const inBrowser = await (await read(id, { shop }, { 'accept-language': 'de-AT,fr;q=0.5' })).text()
    expect(inBrowser).toContain('<html lang="de">')
    expect(inBrowser).toContain('Statistics')
    const asked = await (await read(id, { shop })).text()
    expect(asked).toContain('<html lang="fr">')
    expect(asked).toContain('Statistiques')
  })

  test('before it is sealed, it says when it will be; then it is', async () => {
    const shop = await aPublishingShop()
    const { id } = await decides(shop)
    expect(await (await read(id, { shop })).text()).toMatch(/will be sealed on .+ by about \d\d:\d\d \(UTC\)/)
    await seal(shop)
    expect(await (await read(id, { shop })).text()).toMatch(/It was sealed on .+ in seal 0/)
  })

  test('as JSON that verifies', async () => {
    const shop = await aPublishingShop()
    await decides(shop)
    const { id, visitor } = await decides(shop)
    await decides(shop)
    await seal(shop)
    const answer = await read(`${id}.json`, { shop })
    expect(answer.headers.get('content-type')).toContain('application/json')
    const receipt = await answer.json()
    expect(receipt).toMatchObject({
      record_id: id,
      pii_principal_id: visitorSubject(shop, visitor as VisitorId),
      event: { event_type: 'given', collection_method: 'banner' },
      notice: { language: 'en', register_version: 1 },
      purposes: [{ purpose_name: 'Statistics', recipients: [{ party_name: 'Visit Counter Ltd' }] }],
    })
    expect(verifyReceipt(receipt, null)).toMatchObject({ ok: true })
  })

  test('a refusal after a consent is a withdrawal; one before any is a refusal', async () => {
    const shop = await aPublishingShop()
    const first = await decides(shop, { choices: { statistics: false } })
    await decides(shop, { visitor: first.visitor, choices: { statistics: true } })
    // The one between does not ask for it.
    await decides(shop, { visitor: first.visitor, choices: { mail: true } })
    const last = await decides(shop, { visitor: first.visitor, choices: { statistics: false } })
    expect(await (await read(first.id, { shop })).text()).toContain('You refused.')
    expect(await (await read(last.id, { shop })).text()).toContain('You withdrew your consent.')
    const receipt = await (await read(`${last.id}.json`, { shop })).json()
    expect(receipt.event.event_type).toBe('withdrawn')
  })

  test('a previous event of somebody else says nothing about them', async () => {
    const shop = await aPublishingShop()
    const { id } = await decides(shop, { choices: { statistics: true } })
    const stranger = await decides(shop, { choices: { statistics: false }, previous: id })
    expect(await (await read(stranger.id, { shop })).text()).toContain('You refused.')
  })

  test('a text of the merchant’s is a text, whatever it looks like', async () => {
    const shop = await aPublishingShop('<script>alert(1)</script>')
    const { id } = await decides(shop)
    const page = await (await read(id, { shop })).text()
    expect(page).toContain('&lt;script&gt;')
    expect(page).not.toContain('<script')
  })

  test('before there was a register, under the name that the ledger has', async () => {
    const shop = aShop() as ShopDomain
    const { id } = await decides(shop)
    const answer = await read(id, { shop })
    expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('statistics')])
  })
})

describe('there is no receipt', () => {
  test('of a person who was erased', async () => {
    const shop = await aPublishingShop()
    const { id, visitor } = await decides(shop)
    await seal(shop)
    await forShop(shop, (tx) => eraseEventsOf(tx, [visitorSubject(shop, visitor as VisitorId)]))
    expect((await read(id, { shop })).status).toBe(404)
    expect((await read(`${id}.json`, { shop })).status).toBe(404)
  })

  test.each(['', 'x', '019b0000-0000-7000-8000-000000000000', 'x/y', '%00', 'a'.repeat(4_000)])(
    'at the address %j',
    async (path) => {
      expect((await read(path, { shop: aShop() })).status).toBe(404)
    },
  )

  test('of one shop at the address of another, nor without Shopify’s signature', async () => {
    const shop = await aPublishingShop()
    const { id } = await decides(shop)
    expect((await read(id, { shop: aShop() })).status).toBe(404)
    expect((await read(id, { shop, unsigned: true })).status).toBe(401)
    expect((await read(id, { shop, age: 600 })).status).toBe(401)
    expect((await doors.post(signedProxyPath(`/proxy/receipts/${id}`, { shop }), '')).status).toBe(405)
  })

  test('for a network that tries out ids', async () => {
    const shop = aShop()
    const statuses = new Set<number>()
    for (let call = 0; call < 32; call += 1) {
      const id = `019b0000-0000-7000-8000-0000000000${call + 10}`
      statuses.add((await read(id, { shop }, { 'x-forwarded-for': '198.51.100.9' })).status)
    }
    expect([...statuses].sort()).toEqual([404, 429])
  })
})
