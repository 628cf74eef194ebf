import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { CENTRE_LANGUAGES, centreTexts } from '../../app/centre/texts.ts'
import { findShownWording } from '../../app/consent/index.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { erasePerson } from '../../app/requests/index.ts'
import { identifiersOf } from '../../app/subjects/index.ts'
import { aCentreShop, arrivedLinks, aVisitor, eventsOf } from '../centre/a-centre.ts'
import { aBrowser, rendered } from '../requests/a-person.ts'
import { withMailServer } from '../requests/a-person-mail.ts'
import { aShop, aShopWithoutKept, signedProxyPath } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()
withMailServer()
afterEach(() => vi.restoreAllMocks())

const later = (minutes: number) =>
  vi.spyOn(clock, 'now').mockImplementation(() => new Date(Date.now() + minutes * 60_000))

const requestsIn = async (shop: ShopDomain) => {
  const { rows } = await sqlForShop(shop, (client) =>
    client.query('SELECT id, kind, state, is_identified FROM data_subject_requests ORDER BY id'),
  )
  return rows
}

/** Comes in by a link in a mail. */
async function entered(shop: ShopDomain, email: string) {
  const visitor = aVisitor(doors, { shop })
  const sent = await visitor.press(await visitor.get(), 'mail', { email })
  const [mail] = await arrivedLinks(shop)
  if (!mail) throw new Error('No link came')
  const page = await visitor.press(await visitor.get(`/enter/${mail.token}`), 'use')
  return { visitor, sent, mail, page }
}

describe('the centre in the shop’s theme', () => {
  test.each(CENTRE_LANGUAGES)('is whole in %s, for a stranger and for a customer', async (language) => {
    const shop = await aCentreShop()
    for (const customerId of [undefined, '7']) {
      const answer = await fetch(doors.url + signedProxyPath('/proxy', { shop, ...(customerId && { customerId }) }))
      expect(answer.headers.get('content-type')).toBe('application/liquid')
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      const page = await rendered(await answer.text(), language)
      const direction = language === 'ar' || language === 'he' ? 'rtl' : 'ltr'
      expect(page).toContain(`<div lang="${language}" dir="${direction}" data-kept-centre>`)
      expect(page.match(/data-kept-centre>/g)).toHaveLength(1)
      expect(page).toContain(`<h1>${centreTexts(language).title}</h1>`)
      expect(page).not.toMatch(/\{[{%]|\{\w+\}|undefined|\[object/)
      expect(Buffer.byteLength(page), 'over the theme').toBeLessThan(40_000)
    }
  })

  test.each([
    ['no', 'nb'],
    ['fr-CA', 'fr'],
    ['pt-PT', 'pt'],
    ['zh-HK', 'zh-CN'],
    ['xx', 'en'],
  ])('a storefront in %s reads it in %s', async (locale, language) => {
    const answer = await fetch(doors.url + signedProxyPath('/proxy/', { shop: await aCentreShop() }))
    expect(await rendered(await answer.text(), locale)).toContain(`<div lang="${language}"`)
  })

  test('in the folder of a language it is written in that one only', async () => {
    const options = { shop: await aCentreShop(), customerId: '7', pathPrefix: '/fr/apps/privacy' }
    const source = await (await fetch(doors.url + signedProxyPath('/proxy', options))).text()
    expect(source.match(/data-kept-centre>/g)).toHaveLength(2)
    expect(source).toContain('action="/fr/apps/privacy"')
  })

  test('a shop without a published register still offers the rights', async () => {
    const page = await aVisitor(doors, { shop: aShop(), customerId: '7' }).get()
    expect(page.status).toBe(200)
    expect(page.acts()).toEqual(['file', 'file'])
  })

  test('what the register says is text and no code of the page', async () => {
    const shop = await aCentreShop({
      purposes: [
        {
          id: 'news',
          audience: ['consumer'],
          topic: 'email_marketing',
          name: { fr: '<b>{{ shop.name }}</b> {% raw %}' },
          legalBasis: 'consent',
          channel: 'email',
        },
      ],
    })
    const page = await aVisitor(doors, { shop, customerId: '7' }).get()
    expect(page.text).toContain('<b>{{ shop.name }}</b> {% raw %}')
    expect(page.html).not.toContain('Secret')
  })

  test('nobody sees it where Kept is not, without Shopify’s signature, or at another address', async () => {
    expect((await aVisitor(doors, { shop: aShopWithoutKept() }).get()).status).toBe(410)
    const visitor = aVisitor(doors, { shop: aShop() })
    expect((await visitor.get('', { unsigned: true })).status).toBe(401)
    expect((await visitor.get('', { age: 600 })).status).toBe(401)
    expect((await visitor.post({ act: 'mail', language: 'en' }, { unsigned: true })).status).toBe(401)
    for (const path of ['/x', '/held/x', '/enter', '/enter/x', `/enter/${'a'.repeat(63)}`, '/enter/a/b'])
      expect((await visitor.get(path)).status, path).toBe(404)
  })
})

describe('a customer who is signed in', () => {
  test('turns a switch without a script: it counts at once, with the words that were shown', async () => {
    const shop = await aCentreShop()
    const visitor = aVisitor(doors, { shop, customerId: '7' }, 'fr')
    const page = await visitor.get()
    expect(page.text).toContain('Atelier Lune')
    const done = await visitor.post(visitor.switchOf(page, 'news'))
    expect(done.text).toContain('Enregistré.')
    expect(done.html).toMatch(/aria-checked="true" aria-labelledby="kept-news-fr"/)
    const [event] = await eventsOf(shop)
    expect(event).toMatchObject({ source: 'privacy_centre', choices: { news: true }, banner: { language: 'fr' } })
    const wording = await forShop(shop, (tx) => findShownWording(tx, event?.banner?.hash ?? ''))
    expect(wording).toMatchObject({
      place: 'privacy_centre',
      purposes: [{ key: 'news', name: 'Nouvelles', description: 'Une lettre par mois.' }],
    })
    // The same form again, as a reload sends it, changes nothing.
    await visitor.post(visitor.switchOf(page, 'news'))
    expect(await eventsOf(shop)).toHaveLength(1)
    const stopped = await visitor.post(visitor.switchOf(done, 'news'))
    expect(stopped.text).toContain('Refusé depuis')
    expect(stopped.text).toContain('Reçus de vos choix')
  })

  test('gets the answer of a switch as JSON with a script', async () => {
    const shop = await aCentreShop()
    const visitor = aVisitor(doors, { shop, customerId: '7' })
    const fields = visitor.switchOf(await visitor.get(), 'sharing_atelier')
    const answer = await visitor.send(new URLSearchParams(fields), {}, { accept: 'application/json' })
    expect(await answer.json()).toMatchObject({
      said: 'Saved. It counts from now on.',
      granted: true,
      purposes: expect.arrayContaining([
        { id: 'sharing_atelier', isOn: true, stands: expect.stringMatching(/^Allowed/) },
      ]),
    })
  })

  test('the receipt of a consent to one brand names that brand and no other', async () => {
    const shop = await aCentreShop()
    const visitor = aVisitor(doors, { shop, customerId: '7' }, 'fr')
    await visitor.post(visitor.switchOf(await visitor.get(), 'sharing_maison'))
    const [event] = await eventsOf(shop)
    const receipt = await fetch(doors.url + signedProxyPath(`/proxy/receipts/${event?.id}.json`, { shop }))
    expect((await receipt.json()).purposes).toMatchObject([
      { purpose_name: 'Marques partenaires: Maison Vent', recipients: [{ party_name: 'Maison Vent' }] },
    ])
  })

  test('withdraws everything with one press, and nothing is asked twice', async () => {
    const shop = await aCentreShop()
    const visitor = aVisitor(doors, { shop, customerId: '7' })
    await visitor.post(visitor.switchOf(await visitor.get(), 'news'))
    const page = await visitor.press(await visitor.get(), 'withdraw')
    expect(page.text).toContain('Everything is withdrawn.')
    expect(page.html).not.toContain('aria-checked="true"')
    const [, event] = await eventsOf(shop)
    expect(event?.choices).toEqual({
      measuring: false,
      news: false,
      texting: false,
      sharing_atelier: false,
      sharing_maison: false,
      'trade-news': false,
    })
    await visitor.press(await visitor.get(), 'withdraw')
    expect(await eventsOf(shop)).toHaveLength(2)
  })

  test('asks for a correction and a copy with one press, and is led into the pages of requests', async () => {
    const shop = await aCentreShop()
    const visitor = aVisitor(doors, { shop, customerId: '7' })
    const forms = (await visitor.get()).forms.filter(({ act }) => act === 'file')
    expect(forms.map(({ fields }) => fields.kind)).toEqual(['rectification', 'access'])
    const browser = aBrowser(doors, { shop, customerId: '7' })
    for (const { fields } of forms) expect((await browser.post(fields)).status).toBe(303)
    expect(await requestsIn(shop)).toMatchObject([
      { kind: 'rectification', is_identified: true },
      { kind: 'access', is_identified: true },
    ])
    expect((await visitor.get()).text).toContain('Have my data corrected')
  })

  test('a form of another site, of another customer or of yesterday changes nothing', async () => {
    const [shop, another] = [await aCentreShop(), await aCentreShop()]
    const visitor = aVisitor(doors, { shop, customerId: '7' })
    const fields = visitor.switchOf(await visitor.get(), 'news')
    const { pass: _, ...without } = fields
    const eve = aVisitor(doors, { shop, customerId: '8' })
    const theirs = eve.switchOf(await eve.get(), 'news')
    const tried = [
      visitor.post(without),
      visitor.post({ ...without, pass: 'x' }),
      visitor.post({ ...without, pass: theirs.pass ?? '' }),
      visitor.post(fields, { customerId: '8' }),
      visitor.post(fields, { shop: another }),
      aVisitor(doors, { shop }).post(fields),
    ]
    for (const page of await Promise.all(tried)) expect(page.text).toContain('For your safety')
    later(121)
    expect((await visitor.post(fields)).text).toContain('For your safety')
    expect(await eventsOf(shop)).toEqual([])
    expect(await eventsOf(another)).toEqual([])
  })

  test('what is no form of the centre is refused before anything is done', async () => {
    const shop = await aCentreShop()
    const visitor = aVisitor(doors, { shop, customerId: '7' })
    const fields = visitor.switchOf(await visitor.get(), 'news')
    const wrongs: Record<string, string>[] = [
      { act: 'everything' },
      { id: '1' },
      { purpose: 'constructor' },
      { purpose: 'a'.repeat(100) },
      { granted: 'maybe' },
      { language: '{{ x }}' },
    ]
    for (const wrong of wrongs)
      expect((await visitor.post({ ...fields, ...wrong })).status, JSON.stringify(wrong)).toBe(400)
    expect(
      (await visitor.send('x'.repeat(70_000), {}, { 'content-type': 'application/x-www-form-urlencoded' })).status,
    ).toBe(413)
    expect((await visitor.send('{}', {}, { 'content-type': 'application/json' })).status).toBe(415)
    expect((await visitor.post({ ...fields, purpose: 'orders' })).text).toContain('This cannot be changed here.')
    expect(await eventsOf(shop)).toEqual([])
  })
})

describe('somebody without an account', () => {
  test('is sent a link to what the mailbox proves, whoever the address belongs to', async () => {
    const shop = await aCentreShop()
    const { visitor, sent, mail, page } = await entered(shop, 'lea@person.example')
    expect(sent.text).toContain('A link is on its way')
    expect(mail.to).toBe('lea@person.example')
    expect(page.text).toContain('lea@person.example')
    // Neither a device nor a phone is proven, and what is held of a customer is not shown.
    expect(page.forms.filter(({ act }) => act === 'choose').map(({ fields }) => fields.purpose)).toEqual([
      'news',
      'sharing_atelier',
      'sharing_maison',
    ])
    expect(page.html).not.toContain('/held')
    // A consent to e-mail would reach nobody at Shopify.
    expect(page.text).toContain('Sign in to allow this.')
    expect((await visitor.post(visitor.switchOf(page, 'news'))).text).toContain('Sign in to allow this.')
    const done = await visitor.post(visitor.switchOf(page, 'sharing_maison'))
    expect(done.text).toContain('Saved.')
    expect(await eventsOf(shop)).toMatchObject([{ choices: { sharing_maison: true }, source: 'privacy_centre' }])
  })

  test('stops e-mails of whoever has the address at Shopify, as a request that they follow', async () => {
    const shop = await aCentreShop()
    const { visitor, page } = await entered(shop, 'lea@person.example')
    const off = { ...visitor.switchOf(page, 'news'), granted: 'no' }
    const done = await visitor.post(off)
    expect(done.text).toContain('Refused since')
    expect(await requestsIn(shop)).toMatchObject([{ kind: 'withdrawal_of_consent', is_identified: true }])
    const opened = await aBrowser(doors, { shop }).post(done.form('open').fields)
    expect(opened.text).toContain('Withdraw a consent')
    await visitor.post(off)
    expect(await requestsIn(shop)).toHaveLength(1)
  })

  test('a link works once, for half an hour, in its own shop, and not with another secret', async () => {
    const [shop, another] = [await aCentreShop(), await aCentreShop()]
    const { visitor, mail, page } = await entered(shop, 'lea@person.example')
    const use = { act: 'use', language: 'en', token: mail.token }
    expect((await visitor.post(use)).text).toContain('This link no longer works.')
    expect((await aVisitor(doors, { shop: another }).post(use)).text).toContain('This link no longer works.')
    const pass = page.form('choose').fields.pass ?? ''
    expect((await aVisitor(doors, { shop: another }).post({ act: 'open', language: 'en', pass })).text).toContain(
      'For your safety',
    )
    expect((await visitor.post({ act: 'open', language: 'en', pass })).text).toContain('lea@person.example')

    await visitor.press(await visitor.get(), 'mail', { email: 'max@person.example' })
    const [second] = await arrivedLinks(shop)
    const forged = `${second?.token.slice(0, 40)}${'A'.repeat(24)}`
    expect((await visitor.post({ ...use, token: forged })).text).toContain('This link no longer works.')
    later(31)
    expect((await visitor.post({ ...use, token: second?.token ?? '' })).text).toContain('This link no longer works.')
    expect((await visitor.post({ act: 'open', language: 'en', pass })).text).toContain('For your safety')
  })

  test('five wrong secrets end a link', async () => {
    const shop = await aCentreShop()
    const visitor = aVisitor(doors, { shop })
    await visitor.press(await visitor.get(), 'mail', { email: 'lea@person.example' })
    const [mail] = await arrivedLinks(shop)
    const token = mail?.token ?? ''
    for (let nth = 0; nth < 5; nth += 1)
      await visitor.post({ act: 'use', language: 'en', token: `${token.slice(0, 40)}${String(nth).repeat(24)}` })
    expect((await visitor.post({ act: 'use', language: 'en', token })).text).toContain('This link no longer works.')
  })

  test('opening the address of a link uses nothing up', async () => {
    const shop = await aCentreShop()
    const visitor = aVisitor(doors, { shop })
    await visitor.press(await visitor.get(), 'mail', { email: 'lea@person.example' })
    const [mail] = await arrivedLinks(shop)
    for (let nth = 0; nth < 3; nth += 1) await visitor.get(`/enter/${mail?.token}`)
    const page = await visitor.press(await visitor.get(`/enter/${mail?.token}`), 'use')
    expect(page.text).toContain('lea@person.example')
  })

  test('neither the answer nor what is stored tells whether the shop knows an address, and no mailbox is flooded', async () => {
    const shop = await aCentreShop()
    await forShop(shop, (tx) => tx.$executeRaw`SELECT 1`)
    const customer = aVisitor(doors, { shop, customerId: '7' })
    await customer.post(customer.switchOf(await customer.get(), 'news'))
    const visitor = aVisitor(doors, { shop })
    const stranger = await visitor.get()
    const answers = []
    for (const email of ['known@person.example', 'unknown@person.example'])
      answers.push((await visitor.press(stranger, 'mail', { email })).html)
    expect(answers[0]).toBe(answers[1])
    expect(await arrivedLinks(shop)).toHaveLength(2)
    for (let nth = 0; nth < 6; nth += 1)
      expect((await visitor.press(stranger, 'mail', { email: 'Known@Person.example' })).html).toBe(answers[0])
    expect(await arrivedLinks(shop)).toHaveLength(4)
    for (let nth = 0; nth < 20; nth += 1) await visitor.press(stranger, 'mail', { email: `x${nth}@person.example` })
    expect((await visitor.press(stranger, 'mail', { email: 'y@person.example' })).text).toContain('Too many attempts')
  })

  test('what is no address is said at the field', async () => {
    const visitor = aVisitor(doors, { shop: await aCentreShop() })
    const page = await visitor.press(await visitor.get(), 'mail', { email: 'lea' })
    expect(page.html).toContain('aria-invalid="true"')
    expect(await arrivedLinks(await aCentreShop())).toEqual([])
  })

  test('nothing is left of a visit once the person was erased', async () => {
    const shop = await aCentreShop()
    const { visitor, page } = await entered(shop, 'lea@person.example')
    await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ email: 'lea@person.example' })))
    const pass = page.form('choose').fields.pass ?? ''
    expect((await visitor.post({ act: 'open', language: 'en', pass })).text).toContain('For your safety')
    expect(await forShop(shop, (tx) => tx.mailboxLink.count())).toBe(0)
  })
})

test('500 customers with crossed passes change nothing of each other’s', async () => {
  const shop = await aCentreShop()
  const passes = new Map<number, string>()
  const people = Array.from({ length: 500 }, (_, at) => at + 1)
  const look = async (id: number) => {
    // Each from a network of their own, as shoppers are.
    const visitor = aVisitor(doors, { shop, customerId: String(id) })
    passes.set(id, visitor.switchOf(await visitor.get('', { pathPrefix: '/en/apps/privacy' }), 'news').pass ?? '')
  }
  for (let from = 0; from < people.length; from += 10) await Promise.all(people.slice(from, from + 10).map(look))
  expect(new Set(passes.values()).size).toBe(500)
  const cross = async (id: number) => {
    const pass = passes.get((id % 500) + 1) ?? ''
    const fields = { act: 'choose', language: 'en', id: randomUUID(), purpose: 'news', granted: 'yes', pass }
    const page = await aVisitor(doors, { shop, customerId: String(id) }).post(fields, {
      pathPrefix: '/en/apps/privacy',
    })
    return page.text.includes('For your safety')
  }
  const refused: boolean[] = []
  for (let from = 0; from < people.length; from += 10)
    refused.push(...(await Promise.all(people.slice(from, from + 10).map(cross))))
  expect(refused).toEqual(people.map(() => true))
  expect(await eventsOf(shop)).toEqual([])
})
