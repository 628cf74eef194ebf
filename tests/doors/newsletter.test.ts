import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { findShownWording } from '../../app/consent/index.ts'
import { forShop } from '../../app/platform/db.ts'
import { isMailbox } from '../../app/subjects/index.ts'
import { aCentreShop, eventsOf } from '../centre/a-centre.ts'
import { aShopWithoutKept, type ProxyOptions, signedProxyPath } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()
let networks = 0

const aSignUp = (changed: object = {}) => ({
  ...{ id: randomUUID(), email: 'lea@person.example', purposes: ['news'], language: 'fr' },
  ...changed,
})
const signs = (body: object, options: ProxyOptions, network = `192.0.2.${networks++}`) =>
  doors.post(signedProxyPath('/proxy/newsletter', options), body, { 'x-forwarded-for': network })

describe('somebody signs up in a shop’s newsletter form', () => {
  test('what was shown and ticked is recorded, once, for whoever reads the mailbox', async () => {
    const shop = await aCentreShop()
    const sent = aSignUp()
    expect((await signs(sent, { shop })).status).toBe(200)
    expect((await signs(sent, { shop })).status).toBe(200)
    const [event, ...others] = await eventsOf(shop)
    expect(others).toEqual([])
    expect(event).toMatchObject({ source: 'newsletter', choices: { news: true }, banner: { language: 'fr' } })
    expect(isMailbox(event?.subject ?? '')).toBe(true)
    const wording = await forShop(shop, (tx) => findShownWording(tx, event?.banner?.hash ?? ''))
    expect(wording).toEqual({
      place: 'newsletter',
      language: 'fr',
      purposes: [{ key: 'news', name: 'Nouvelles', description: 'Une lettre par mois.' }],
      around: [
        'Que pouvons-nous vous envoyer ?',
        'Vous pouvez retirer votre consentement à tout moment.',
        'S’inscrire',
      ],
    })
  })

  test('a customer who is signed in signs up as themselves, whatever address is typed', async () => {
    const shop = await aCentreShop()
    await signs(aSignUp(), { shop, customerId: '7' })
    const [event] = await eventsOf(shop)
    expect(isMailbox(event?.subject ?? '')).toBe(false)
  })

  test('nothing is recorded of what no form asks for, and what is no sign-up is refused', async () => {
    const shop = await aCentreShop()
    for (const purposes of [['measuring'], ['orders'], ['unknown'], ['sharing_atelier']])
      expect((await signs(aSignUp({ purposes }), { shop })).status).toBe(202)
    for (const wrong of [{ purposes: [] }, { email: 'lea' }, { id: 'x' }, { language: '<b>' }, { more: 1 }])
      expect((await signs(aSignUp(wrong), { shop })).status).toBe(400)
    expect((await signs({ text: 'x'.repeat(5_000) }, { shop })).status).toBe(413)
    expect((await signs(aSignUp(), { shop, unsigned: true })).status).toBe(401)
    expect((await signs(aSignUp(), { shop: aShopWithoutKept() })).status).toBe(410)
    expect(await eventsOf(shop)).toEqual([])
  })

  test('a network that signs up others without end is stopped', async () => {
    const shop = await aCentreShop()
    const statuses: number[] = []
    for (let nth = 0; nth < 22; nth += 1)
      statuses.push((await signs(aSignUp({ email: `x${nth}@person.example` }), { shop }, '198.18.0.1')).status)
    expect(statuses.slice(0, 20).every((status) => status === 200)).toBe(true)
    expect(statuses.slice(20)).toEqual([429, 429])
  })
})
