/** Who gets a link, and what a proof of one request does to another. */
import { describe, expect, test } from 'vitest'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { askForLink } from '../../app/requests/identity/index.ts'
import { actOnRequest, fileRequest, openAccessRequest, readRequest, staffAct } from '../../app/requests/index.ts'
import { identifiersOf, identify, lockPerson, mergeCustomers } from '../../app/subjects/index.ts'
import { withDoors } from '../setup/with-doors.ts'
import { aFiling } from './a-filing.ts'
import { aBrowser, aShopOffering, shopifyWith, workRequestJobs } from './a-person.ts'
import { withMailServer } from './a-person-mail.ts'

const doors = withDoors()
withMailServer()

const aShopWithLinks = () => aShopOffering(['account_login', 'email_link', 'call_back', 'proof_of_identity'])
const ANNE = '7'
const PARIS = { staffId: ANNE, timeZone: 'Europe/Paris' }

async function filed(shop: ShopDomain, given: object): Promise<string> {
  const result = await forShop(shop, (tx) => fileRequest(tx, aFiling({ receivedOn: today(), ...given }), PARIS))
  if (!result.ok) throw new Error(result.reason)
  return result.opened.requestId
}
const today = () => new Date().toISOString().slice(0, 10)

const passedOn = (shop: ShopDomain, person: { id?: string; email?: string }) =>
  forShop(shop, async (tx) => {
    const asked = { externalId: null, orders: [], receivedAt: new Date(), triggeredAt: new Date() }
    const opened = await openAccessRequest(tx, { person: identifiersOf(person), ...asked })
    if (!opened) throw new Error('Nothing was opened')
    return opened.requestId
  })

const linkFor = (shop: ShopDomain, requestId: string) =>
  forShop(shop, (tx) => askForLink(tx, requestId, { askedBy: ANNE, pathPrefix: null }))

const lifeOf = async (shop: ShopDomain, id: string) => {
  const found = await forShop(shop, (tx) => readRequest(tx, id))
  if (!found) throw new Error('There is no such request')
  return { ...found.life, subjectId: found.row.subjectId, person: found.person }
}

const merge = (shop: ShopDomain, kept: string, deleted: string) =>
  forShop(shop, async (tx) => {
    await lockPerson(tx, [...identifiersOf({ id: kept }), ...identifiersOf({ id: deleted })])
    return mergeCustomers(tx, { kept, deleted })
  })

async function askedByMail(shop: ShopDomain, email: string, kind = 'access') {
  const browser = aBrowser(doors, { shop })
  await browser.press(await browser.get(), 'file', { kind, email })
  const [mail] = await workRequestJobs(shop)
  if (!mail) throw new Error('No link was sent')
  return { browser, mail, id: mail.requestId }
}

describe('a link goes to the address on file', () => {
  test('to the customer’s at Shopify, not to the one in the letter that staff copied', async () => {
    const shop = await aShopWithLinks()
    const id = await filed(shop, { customerId: '1', email: 'evil@example.com' })
    await linkFor(shop, id)
    const mails = await workRequestJobs(shop, shopifyWith(new Map([['1', 'anne@example.com']])))
    expect(mails.map(({ to }) => to)).toEqual(['anne@example.com'])
  })

  test('to nobody, where Shopify has no address of the customer', async () => {
    const shop = await aShopWithLinks()
    const id = await filed(shop, { customerId: '1', email: 'evil@example.com' })
    await linkFor(shop, id)
    expect(await workRequestJobs(shop)).toEqual([])
    const { rows } = await sqlForShop(shop, (client) => client.query('SELECT result FROM identity_links'))
    expect(rows).toEqual([{ result: 'no_address' }])
  })

  test('to the one that the shop knows of somebody who is no customer', async () => {
    const shop = await aShopWithLinks()
    await linkFor(shop, await filed(shop, { email: 'berta@example.com' }))
    expect((await workRequestJobs(shop)).map(({ to }) => to)).toEqual(['berta@example.com'])
  })

  test('to nobody by phone alone', async () => {
    const shop = await aShopWithLinks()
    await linkFor(shop, await filed(shop, { email: '', phone: '+33 6 12 34 56 78' }))
    expect(await workRequestJobs(shop)).toEqual([])
  })

  test('and does not work once the person became another one: two customers were merged meanwhile', async () => {
    const shop = await aShopWithLinks()
    const id = await passedOn(shop, { id: '1' })
    await linkFor(shop, id)
    const [mail] = await workRequestJobs(shop, shopifyWith(new Map([['1', 'one@example.com']])))
    await merge(shop, '2', '1')
    if (!mail) throw new Error('No link was sent')
    const page = await aBrowser(doors, { shop }).follow(mail)
    expect(page.text).toContain('no longer works')
    expect(await lifeOf(shop, id)).toMatchObject({ isIdentified: false })
  })
})

describe('an address that somebody types is no customer', () => {
  test('who had it before: the request is not theirs, and they see nothing of it', async () => {
    const shop = await aShopWithLinks()
    const theirs = await passedOn(shop, { id: '1', email: 'x@example.com' })
    const { id } = await askedByMail(shop, 'x@example.com')
    const [customer, mailbox] = [await lifeOf(shop, theirs), await lifeOf(shop, id)]
    expect(mailbox.subjectId).not.toBe(customer.subjectId)
    expect(mailbox.joinedTo).toBeNull()
    expect(mailbox.person).toEqual([{ kind: 'email', value: 'x@example.com' }])
    const browser = aBrowser(doors, { shop, customerId: '1' })
    expect((await browser.get(`/${id}`)).text).toContain('There is nothing here')
  })

  test('who has it too: each of three stays apart', async () => {
    const shop = await aShopWithLinks()
    const ids = [
      await passedOn(shop, { id: '1', email: 'x@example.com' }),
      await passedOn(shop, { id: '2', email: 'x@example.com' }),
      (await askedByMail(shop, 'x@example.com')).id,
    ]
    const subjects = await Promise.all(ids.map(async (id) => (await lifeOf(shop, id)).subjectId))
    expect(new Set(subjects).size).toBe(3)
  })

  test('who is filed later with it: what was proven for the mailbox gives nothing of the customer', async () => {
    const shop = await aShopWithLinks()
    const { browser, mail, id } = await askedByMail(shop, 'evil@example.com')
    const page = await browser.follow(mail)
    const byStaff = await filed(shop, { customerId: '1', email: 'evil@example.com' })
    const [proven, other] = [await lifeOf(shop, id), await lifeOf(shop, byStaff)]
    expect(proven.isIdentified).toBe(true)
    expect(proven.person.map(({ kind }) => kind)).toEqual(['email'])
    expect(other).toMatchObject({ isIdentified: false, joinedTo: null, state: 'received' })
    expect((await browser.post({ ...page.form('open').fields, id: byStaff })).text).toContain('There is nothing here')
  })

  test('nor does somebody become one whom staff filed by their address alone', async () => {
    const shop = await aShopWithLinks()
    const first = await filed(shop, { email: 'evil@example.com' })
    await linkFor(shop, first)
    const [mail] = await workRequestJobs(shop)
    if (!mail) throw new Error('No link was sent')
    await aBrowser(doors, { shop }).follow(mail)
    expect(await lifeOf(shop, first)).toMatchObject({ isIdentified: true })
    const second = await filed(shop, { customerId: '1', email: 'evil@example.com' })
    expect(await lifeOf(shop, second)).toMatchObject({ isIdentified: false, joinedTo: null })
    expect((await lifeOf(shop, first)).person.map(({ kind }) => kind)).toEqual(['email'])
  })

  test('an address that several customers had names none of them', async () => {
    const shop = await aShopWithLinks()
    const [one, two, nobody] = await forShop(shop, async (tx) => [
      await identify(tx, identifiersOf({ id: '1', email: 'x@example.com' })),
      await identify(tx, identifiersOf({ id: '2', email: 'x@example.com' })),
      await identify(tx, identifiersOf({ email: 'x@example.com' })),
    ])
    expect(new Set([one, two, nobody]).size).toBe(3)
  })
})

describe('what one request has proven, no other one has', () => {
  test('a repeated request joins the proven one, and is not proven', async () => {
    const shop = await aShopWithLinks()
    const first = await askedByMail(shop, 'anne@example.com')
    await first.browser.follow(first.mail)
    const attacker = aBrowser(doors, { shop })
    await attacker.press(await attacker.get(), 'file', { kind: 'access', email: 'anne@example.com' })
    const [mail] = await workRequestJobs(shop)
    const { rows } = await sqlForShop(shop, (client) =>
      client.query('SELECT id, state, is_identified, joined_to FROM data_subject_requests ORDER BY id'),
    )
    expect(rows).toMatchObject([
      { state: 'in_progress', is_identified: true },
      { state: 'joined', is_identified: false, joined_to: first.id },
    ])
    // The link went to Anne, whoever asked for it.
    expect(mail).toMatchObject({ to: 'anne@example.com', requestId: first.id })
    for (const { id } of rows) expect((await attacker.get(`/${id}`)).acts()).toEqual(['link'])
    const separate = staffAct.parse({ seen: 2, note: 'another matter', move: 'separate', facts: {} })
    await forShop(shop, (tx) => actOnRequest(tx, rows[1].id, separate, ANNE))
    expect(await lifeOf(shop, rows[1].id)).toMatchObject({ state: 'received', isIdentified: false })
  })

  test('an unproven one to which a proven one is joined stays unproven until its person says so', async () => {
    const shop = await aShopWithLinks()
    const passed = await passedOn(shop, { id: '1' })
    const browser = aBrowser(doors, { shop, customerId: '1' })
    await browser.press(await browser.get(), 'file', { kind: 'access' })
    expect(await lifeOf(shop, passed)).toMatchObject({ isIdentified: false, state: 'received' })
    const page = await browser.get(`/${passed}`)
    expect(page.acts()).toContain('confirm')
    expect((await browser.press(page, 'confirm')).text).toContain('working on your request')
    expect(await lifeOf(shop, passed)).toMatchObject({ isIdentified: true, state: 'in_progress' })
  })

  test('merged customers keep two requests, one proven and one not', async () => {
    const shop = await aShopWithLinks()
    const one = aBrowser(doors, { shop, customerId: '1' })
    await one.press(await one.get(), 'file', { kind: 'access' })
    const unproven = await passedOn(shop, { id: '2', email: 'two@example.com' })
    await merge(shop, '1', '2')
    const { rows } = await sqlForShop(shop, (client) =>
      client.query('SELECT id, state, is_identified, joined_to FROM data_subject_requests ORDER BY id'),
    )
    expect(rows).toMatchObject([
      { is_identified: true, joined_to: null },
      { id: unproven, state: 'received', is_identified: false, joined_to: null },
    ])
    // They are one person now, who is asked for each.
    expect((await one.get(`/${unproven}`)).acts()).toContain('confirm')
    const stranger = aBrowser(doors, { shop, customerId: '3' })
    for (const { id } of rows) expect((await stranger.get(`/${id}`)).text).toContain('There is nothing here')
  })

  test('staff who doubt make the person prove it again', async () => {
    const shop = await aShopWithLinks()
    const { browser, mail, id } = await askedByMail(shop, 'anne@example.com')
    const page = await browser.follow(mail)
    const doubt = staffAct.parse({ seen: 3, note: 'Another voice', move: 'doubt_identity', facts: {} })
    expect(await forShop(shop, (tx) => actOnRequest(tx, id, doubt, ANNE))).toMatchObject({ ok: true })
    const asked = await browser.press(page, 'open')
    expect(asked.text).toContain('it has to be sure that it is you')
    expect(await lifeOf(shop, id)).toMatchObject({ isIdentified: false, state: 'identity_check' })
  })
})
