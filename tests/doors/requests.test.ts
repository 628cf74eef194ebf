import { afterEach, describe, expect, test, vi } from 'vitest'
import { clock } from '../../app/platform/clock.ts'
import { forShop, pool } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { POLICY_LANGUAGES } from '../../app/policy/index.ts'
import { takeTurn } from '../../app/requests/identity/index.ts'
import { actOnRequest, erasePerson, readRequest } from '../../app/requests/index.ts'
import { identifiersOf } from '../../app/subjects/index.ts'
import { aBrowser, aShopOffering, rendered, shopifyWith, workRequestJobs } from '../requests/a-person.ts'
import { withMailServer } from '../requests/a-person-mail.ts'
import { holdsOf } from '../requests/rectification/holds-of.ts'
import { aShop, aShopWithoutKept, signedProxyPath } from '../setup/shopify-calls.ts'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()
withMailServer()
afterEach(() => vi.restoreAllMocks())

const BOTH = ['account_login', 'email_link'] as const
const later = (minutes: number) =>
  vi.spyOn(clock, 'now').mockImplementation(() => new Date(Date.now() + minutes * 60_000))

const requestsIn = async (shop: ShopDomain) => {
  const { rows } = await sqlForShop(shop, (client) =>
    client.query(
      'SELECT id, kind, channel, state, is_identified, country, region, language FROM data_subject_requests ORDER BY id',
    ),
  )
  return rows
}
const detailOf = async (shop: ShopDomain, id: string) => {
  const detail = await forShop(shop, (tx) => readRequest(tx, id))
  if (!detail) throw new Error('There is no such request')
  return detail
}

/** Asks for access as somebody who is not signed in, and opens the link that comes. */
async function askedByMail(shop: ShopDomain, email: string, typed: Record<string, string> = {}) {
  const browser = aBrowser(doors, { shop })
  await browser.press(await browser.get(), 'file', { kind: 'access', email, ...typed })
  const [mail] = await workRequestJobs(shop)
  if (!mail) throw new Error('No link was sent')
  return { browser, mail }
}

describe('somebody looks at the page on which rights are used', () => {
  test.each(POLICY_LANGUAGES)('in %s, the language of the storefront, with a form for each right', async (language) => {
    const answer = await fetch(doors.url + signedProxyPath('/proxy/requests', { shop: aShop() }))
    expect(answer.headers.get('content-type')).toBe('application/liquid')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    const page = await rendered(await answer.text(), language)
    expect(page).toContain(`<div lang="${language}" data-kept-requests>`)
    expect(page.match(/type="radio"/g)).toHaveLength(12)
    expect(page).toContain('<option value="FR" selected>France</option>')
    expect(page).not.toMatch(/\{[{%]|\{\w+\}/)
    expect(page).not.toContain('<script')
  })

  test('and nobody does where Kept is not, or without Shopify’s signature', async () => {
    expect((await aBrowser(doors, { shop: aShopWithoutKept() }).get()).status).toBe(410)
    const shop = aShop()
    const browser = aBrowser(doors, { shop })
    expect((await browser.get('', { unsigned: true })).status).toBe(401)
    expect((await browser.post({ act: 'list' }, { unsigned: true })).status).toBe(401)
    expect((await browser.post({ act: 'list' }, { age: 600 })).status).toBe(401)
    for (const path of ['/x', `/${'a'.repeat(63)}`, '/0190-1', '/a/b'])
      expect((await browser.get(path)).status).toBe(404)
  })
})

describe('a customer whose data is wrong', () => {
  test.each(['account', 'link'])(
    'corrects it without a script, by %s: old beside new, and what is wrong at its field',
    async (by) => {
      const shop = await aShopOffering([...BOTH])
      const { browser, mail } =
        by === 'account'
          ? { browser: aBrowser(doors, { shop, customerId: '7' }), mail: null }
          : await askedByMail(shop, 'lea@person.example', { kind: 'rectification' })
      if (!mail) await browser.press(await browser.get(), 'file', { kind: 'rectification' })
      const begun = mail ? await browser.follow(mail) : null
      const [request] = await requestsIn(shop)
      const id = request?.id ?? ''
      const look = async () => (begun ? browser.press(begun, 'open') : browser.get(`/${id}`))
      expect((await look()).text).toContain('Your data is being read.')
      await holdsOf(shop, id)
      const page = await look()
      expect(page.text).toContain('Martin')
      expect(page.html).not.toContain('<script')
      const form = await browser.press(page, 'correct')
      expect(form.html).toContain('name="value_first_name" value="Lea"')
      const values = { value_first_name: '<b>Léa</b> {{ shop.name }}', value_email: 'lea', value_phone: '' }
      const wrong = await browser.press(form, 'propose', values)
      expect(wrong.text).toContain('Please type a complete e-mail address')
      expect(wrong.html).toContain('aria-invalid="true"')
      expect(wrong.html).not.toContain('Secret')
      const done = await browser.press(wrong, 'propose', { ...values, value_email: 'lea@person.example' })
      expect(done.text).toContain('The shop has what you asked for.')
      expect(done.text).toContain('The shop has not decided yet.')
      expect(done.text).toContain('<b>Léa</b> {{ shop.name }}')
      expect(done.html).not.toContain('<b>L')
      expect(done.html).not.toContain('Secret')
      const stated = await browser.press(done, 'state', { about: 'orders', text: 'I never ordered it' })
      expect(stated.text).toContain('I never ordered it')
      expect((await browser.press(stated, 'state', { about: 'orders', text: ' ' })).text).toContain('Please write')
      const reread = await browser.press(stated, 'reread')
      expect(reread.text).toContain('Your data is being read.')
      // What they saw is read again: it is not taken for what they would see now.
      await holdsOf(shop, id)
      const late = await browser.press(form, 'propose', { value_first_name: 'Léa' })
      expect(late.text).toContain('Your data was read again meanwhile.')
      for (const language of POLICY_LANGUAGES) {
        const answer = await browser.send(new URLSearchParams({ ...page.form('correct').fields }))
        expect(await rendered(await answer.text(), language)).not.toMatch(/\{[{%]|\{\w+\}|undefined/)
      }
    },
  )

  test('and nobody proposes for somebody else, before identity is proven, or after the request is closed', async () => {
    const shop = await aShopOffering([...BOTH])
    const browser = aBrowser(doors, { shop, customerId: '7' })
    await browser.press(await browser.get(), 'file', { kind: 'rectification' })
    const [request] = await requestsIn(shop)
    const id = request?.id ?? ''
    const at = await holdsOf(shop, id)
    const proposal = { act: 'propose', id, place: 'customer', at, value_first_name: 'Eve' }
    const eve = aBrowser(doors, { shop, customerId: '8' })
    const { pass = '' } = (await eve.get()).form('file').fields
    expect((await eve.post({ ...proposal, pass })).text).toContain('There is nothing here')
    expect((await browser.post(proposal)).text).toContain('show once more')
    const page = await browser.get(`/${id}`)
    await browser.press(page, 'withdraw')
    const late = await browser.post({ ...proposal, pass: page.form('withdraw').fields.pass ?? '' })
    expect(late.text).not.toContain('Eve')
    const rows = await forShop(shop, (tx) => tx.correction.count())
    expect(rows).toBe(0)
  })
})

describe('a customer who is signed in', () => {
  test('asks without an address, is known, and follows what becomes of it', async () => {
    const shop = await aShopOffering([...BOTH])
    const browser = aBrowser(doors, { shop, customerId: '7' })
    const page = await browser.get()
    expect(page.html).not.toContain('name="email"')
    const filed = await browser.press(page, 'file', {
      kind: 'access',
      text: '<b>mine</b> {{ shop.name }}',
      country: 'FR',
      region: 'US-CA',
      professional: 'on',
    })
    const [request] = await requestsIn(shop)
    expect([filed.status, filed.headers.get('location')]).toEqual([303, `/apps/privacy/requests/${request?.id}`])
    expect(request).toMatchObject({
      kind: 'access',
      channel: 'storefront',
      state: 'in_progress',
      is_identified: true,
      country: 'US',
      region: 'CA',
      language: 'en',
    })
    const { events, details, row, life } = await detailOf(shop, request?.id)
    expect(events.map(({ move, actor }) => [move, actor])).toEqual([
      ['receive', 'person'],
      ['confirm_identity', 'person'],
    ])
    expect([details?.text, row.audience, life.regime]).toEqual([
      '<b>mine</b> {{ shop.name }}',
      'professional',
      'california',
    ])
    const followed = await browser.get(`/${request?.id}`)
    expect(followed.text).toContain('The shop is working on your request.')
    expect((await browser.get()).text).toContain('What you have asked for')
  })

  test('takes it back, and answers a question, once', async () => {
    const shop = await aShopOffering([...BOTH])
    const browser = aBrowser(doors, { shop, customerId: '7' })
    await browser.press(await browser.get(), 'file', { kind: 'access' })
    const id = (await requestsIn(shop))[0]?.id
    const ask = { seen: 2, note: 'Which order? {{ shop.name }}<script>', move: 'ask_person', facts: {} } as const
    expect(await forShop(shop, (tx) => actOnRequest(tx, id, ask, '1'))).toMatchObject({ ok: true })
    const asked = await browser.get(`/${id}`)
    expect(asked.text).toContain('Which order? {{ shop.name }}<script>')
    expect(asked.html).not.toContain('Secret')
    const replied = await browser.press(asked, 'reply', { text: 'The last one {% raw %}' })
    expect(replied.text).toContain('Done.')
    expect((await browser.press(asked, 'reply', { text: 'Again' })).text).toContain('not possible any more')
    expect((await detailOf(shop, id)).events.at(-1)).toMatchObject({
      move: 'person_replied',
      actor: 'person',
      note: 'The last one {% raw %}',
    })
    const withdrawn = await browser.press(replied, 'withdraw')
    expect(withdrawn.text).toContain('You have withdrawn this request.')
    expect((await detailOf(shop, id)).life.state).toBe('withdrawn')
  })

  test('is not taken at another site’s word: its form has no pass, or an old or another customer’s', async () => {
    const shop = await aShopOffering([...BOTH])
    const victim = aBrowser(doors, { shop, customerId: '7' })
    const attacker = aBrowser(doors, { shop, customerId: '8' })
    const theirs = (await attacker.get()).form('file').fields
    for (const pass of [undefined, '', theirs.pass, 'x'.repeat(64)]) {
      const sent = await victim.post({ act: 'file', kind: 'erasure', ...(pass === undefined ? {} : { pass }) })
      expect(sent.text).toContain('Please show once more that it is you')
    }
    const page = await victim.get()
    later(121)
    expect((await victim.press(page, 'file', { kind: 'erasure' })).text).toContain('Please show once more')
    expect(await requestsIn(shop)).toEqual([])
  })

  test('proves nothing where the shop’s register does not offer it', async () => {
    const shop = await aShopOffering(['email_link'])
    const browser = aBrowser(doors, { shop, customerId: '7' })
    await browser.press(await browser.get(), 'file', { kind: 'access' })
    expect(await requestsIn(shop)).toMatchObject([{ state: 'received', is_identified: false }])
    const page = await browser.get(`/${(await requestsIn(shop))[0]?.id}`)
    expect(page.acts()).not.toContain('confirm')
  })

  test('has at most five open requests', async () => {
    const shop = await aShopOffering([...BOTH])
    const browser = aBrowser(doors, { shop, customerId: '7' })
    const kinds = ['access', 'erasure', 'access', 'portability', 'question', 'restriction']
    for (const kind of kinds) await browser.press(await browser.get(), 'file', { kind })
    const filed = await requestsIn(shop)
    expect(filed.map(({ kind, state }) => [kind, state])).toEqual([
      ['access', 'in_progress'],
      ['erasure', 'in_progress'],
      ['access', 'joined'],
      ['portability', 'in_progress'],
      ['question', 'in_progress'],
    ])
    const other = aBrowser(doors, { shop, customerId: '8' })
    expect((await other.press(await other.get(), 'file', { kind: 'access' })).status).toBe(303)
  })
})

describe('somebody who is not signed in', () => {
  test('gets the same page whether the shop knows the address or not', async () => {
    const shop = await aShopOffering([...BOTH])
    await askedByMail(shop, 'known@example.com')
    const bodies = new Set<string>()
    for (const email of ['known@example.com', 'nobody@example.com']) {
      for (const act of ['file', 'follow']) {
        const browser = aBrowser(doors, { shop })
        const sent = await browser.send(new URLSearchParams({ act, email, kind: 'access' }))
        bodies.add(`${act} ${sent.status} ${await sent.text()}`)
      }
    }
    expect(bodies.size).toBe(2)
  })

  test('is known by the link in their mailbox, which a scanner that opens it does not use up', async () => {
    const shop = await aShopOffering([...BOTH])
    const { browser, mail } = await askedByMail(shop, 'Anne@Example.com')
    expect(mail.to).toBe('Anne@Example.com')
    expect(mail.link).toMatch(new RegExp(`^https://${shop}/apps/privacy/requests/[\\w-]{64}$`))
    const [{ id, state } = { id: '', state: '' }] = await requestsIn(shop)
    expect(state).toBe('identity_check')
    const path = signedProxyPath(`/proxy/requests/${mail.token}`, { shop })
    for (const method of ['HEAD', 'GET', 'GET']) expect((await fetch(doors.url + path, { method })).status).toBe(200)
    expect((await requestsIn(shop))[0]).toMatchObject({ state: 'identity_check' })
    const page = await browser.follow(mail)
    expect(page.text).toContain('The shop is working on your request.')
    expect((await detailOf(shop, id)).events.at(-1)).toMatchObject({
      move: 'confirm_identity',
      actor: 'person',
      facts: { method: 'email_link' },
    })
    expect((await browser.press(page, 'open')).text).toContain('The shop is sure that it is you.')
    expect((await browser.press(page, 'list')).text).toContain('See the data that you have about me')
    expect((await browser.press(page, 'withdraw')).text).toContain('You have withdrawn')
  })

  test('uses a link once, within half an hour, in its own shop; two at once are one', async () => {
    const shop = await aShopOffering([...BOTH])
    const { browser, mail } = await askedByMail(shop, 'anne@example.com')
    const form = (await browser.get(`/${mail.token}`)).form('use').fields
    const elsewhere = aBrowser(doors, { shop: await aShopOffering([...BOTH]) })
    expect((await elsewhere.post(form)).text).toContain('no longer works')
    const results = await Promise.all(Array.from({ length: 6 }, () => browser.post(form)))
    expect(results.filter(({ text }) => text.includes('working on your request'))).toHaveLength(1)
    expect(results.filter(({ text }) => text.includes('no longer works'))).toHaveLength(5)

    const late = await askedByMail(shop, 'berta@example.com')
    later(31)
    expect((await late.browser.follow(late.mail)).text).toContain('no longer works')
    expect((await requestsIn(shop)).map(({ is_identified }) => is_identified)).toEqual([true, false])
  })

  test('has half an hour for a visit', async () => {
    const shop = await aShopOffering([...BOTH])
    const { browser, mail } = await askedByMail(shop, 'anne@example.com')
    const page = await browser.follow(mail)
    later(31)
    for (const act of ['open', 'list', 'withdraw']) {
      expect((await browser.press(page, act)).text).toContain('Please show once more that it is you')
    }
  })

  test('guesses no link: after five wrong secrets it is dead, and whatever is forged is', async () => {
    const shop = await aShopOffering([...BOTH])
    const { browser, mail } = await askedByMail(shop, 'anne@example.com')
    const token = mail.token
    const wrong = (n: number) => `${token.slice(0, -4)}AAA${n}`
    const others = ['', 'x', 'A'.repeat(64), token.toUpperCase(), `${token}A`, token.slice(1), `${token}'--`]
    for (const forged of others) expect((await browser.post({ act: 'use', token: forged })).text).toContain('no longer')
    for (let n = 0; n < 5; n += 1)
      expect((await browser.post({ act: 'use', token: wrong(n) })).text).toContain('no longer')
    expect((await browser.post({ act: 'use', token })).text).toContain('no longer works')
    const another = await askedByMail(shop, 'berta@example.com')
    for (let n = 0; n < 4; n += 1)
      await browser.post({ act: 'use', token: `${another.mail.token.slice(0, -4)}AAA${n}` })
    expect((await another.browser.follow(another.mail)).text).toContain('working on your request')
  })

  test('comes back by another link, to what they asked for, and once known is not asked who they are', async () => {
    const shop = await aShopOffering([...BOTH])
    const { browser, mail } = await askedByMail(shop, 'anne@example.com')
    await browser.press(await browser.get(), 'follow', { email: 'ANNE@example.com' })
    const [again] = await workRequestJobs(shop)
    expect(again).toMatchObject({ to: 'anne@example.com', subject: mail.subject })
    await browser.post({ act: 'use', token: again?.token ?? '' })
    await browser.press(await browser.get(), 'follow', { email: 'anne@example.com' })
    const [known] = await workRequestJobs(shop)
    expect(known?.to).toBe('anne@example.com')
    expect(known?.subject).not.toBe(mail.subject)
    await browser.press(await browser.get(), 'follow', { email: 'nobody@example.com' })
    expect(await workRequestJobs(shop)).toEqual([])
  })

  test('sees nothing of a request by its number: the page is the same for every number', async () => {
    const shop = await aShopOffering([...BOTH])
    const { browser } = await askedByMail(shop, 'anne@example.com')
    const id = (await requestsIn(shop))[0]?.id
    const unknown = '01940000-0000-7000-8000-000000000000'
    const [one, other] = [await browser.get(`/${id}`), await browser.get(`/${unknown}`)]
    expect(one.html.replaceAll(id, unknown)).toBe(other.html)
    expect(one.acts()).toEqual(['link'])
    await browser.press(one, 'link')
    await browser.press(other, 'link')
    expect((await workRequestJobs(shop)).map(({ to }) => to)).toEqual(['anne@example.com'])
  })

  test('and sends five links an hour to one mailbox at most, from however many networks', async () => {
    const shop = await aShopOffering([...BOTH])
    const { mail } = await askedByMail(shop, 'victim@example.com')
    for (let n = 0; n < 8; n += 1) {
      const browser = aBrowser(doors, { shop })
      await browser.press(await browser.get(), 'follow', { email: 'victim@example.com' })
    }
    expect(await workRequestJobs(shop)).toHaveLength(4)
    const { browser } = { browser: aBrowser(doors, { shop }) }
    expect((await browser.follow(mail)).text).toContain('working on your request')
  })

  test('has at most five open requests; the sixth gets the same page and opens nothing', async () => {
    const shop = await aShopOffering([...BOTH])
    const kinds = ['access', 'erasure', 'access', 'portability', 'question', 'restriction']
    const pages = new Set<string>()
    for (const kind of kinds) {
      const browser = aBrowser(doors, { shop })
      pages.add((await browser.press(await browser.get(), 'file', { kind, email: 'anne@example.com' })).html)
      await workRequestJobs(shop)
    }
    expect(pages.size).toBe(1)
    expect((await requestsIn(shop)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'access identity_check',
      'erasure identity_check',
      'access joined',
      'portability identity_check',
      'question identity_check',
    ])
  })

  test('sends twenty things an hour from one network, whichever process counts; nothing says which network', async () => {
    const shop = await aShopOffering([...BOTH])
    const network = '203.0.113.200'
    const browser = aBrowser(doors, { shop }, network)
    const form = (await browser.get()).form('file').fields
    const sent: boolean[] = []
    for (let n = 0; n < 22; n += 1) {
      const { text } = await browser.post({ ...form, kind: 'access', email: `n${n}@example.com` })
      sent.push(text.includes('look into your mailbox'))
    }
    expect(sent).toEqual([...Array(20).fill(true), false, false])
    const { rows } = await sqlForShop(shop, (client) => client.query('SELECT key FROM request_rates'))
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain('203.0.113')
    later(61)
    expect((await browser.post({ ...form, kind: 'access', email: 'n@example.com' })).text).toContain('mailbox')
  })

  test('and no more around the end of an hour: the last sixty minutes count, for many at once too', async () => {
    const shop = aShop() as ShopDomain
    const at = (time: string) => vi.spyOn(clock, 'now').mockReturnValue(new Date(`2027-03-01T${time}Z`))
    const turns = async (many: number) => {
      const all = Array.from({ length: many }, () => forShop(shop, (tx) => takeTurn(tx, '203.0.113.201')))
      return (await Promise.all(all)).filter(Boolean).length
    }
    at('09:40:00')
    expect(await turns(8)).toBe(8)
    at('09:59:59.999')
    expect(await turns(15)).toBe(12)
    at('10:00:00')
    expect(await turns(5)).toBe(0)
    at('10:39:59.999')
    expect(await turns(5)).toBe(0)
    // The first eight are an hour ago.
    at('10:40:00')
    expect(await turns(20)).toBe(8)
    at('10:59:59.999')
    expect(await turns(20)).toBe(12)
    at('11:00:00')
    expect(await turns(20)).toBe(0)
    expect(await forShop(shop, (tx) => takeTurn(tx, '203.0.113.202'))).toBe(true)
  })

  test.each([
    ['no address', { kind: 'access', email: 'anne at example' }, ['email']],
    ['an address without an end', { kind: 'access', email: 'a@b' }, ['email']],
    ['an address that is empty', { kind: 'access', email: ' ' }, ['email']],
    ['no address at all', { kind: 'access' }, ['email']],
    ['an address that is too long', { kind: 'access', email: `${'a'.repeat(250)}@example.com` }, ['email']],
    ['no kind', { email: 'anne@example.com' }, ['kind']],
    ['a kind that nobody knows', { kind: 'everything', email: 'anne@example.com' }, ['kind']],
    ['a letter that is too long', { kind: 'access', email: 'anne@example.com', text: 'x'.repeat(4_001) }, ['text']],
    ['a place that is none', { kind: 'access', email: 'anne@example.com', region: 'XX-{{' }, ['region']],
    ['a country that is none', { kind: 'access', email: 'anne@example.com', country: "'%}" }, ['country']],
    ['several things', { kind: 'x', email: 'a@b', country: '1', text: 'y'.repeat(70) }, ['kind', 'email', 'country']],
    ['an address to follow', { act: 'follow', email: 'a@b' }, ['email']],
  ])('is told which field is wrong and why, and types nothing again: %s', async (_what, typed, wrong) => {
    const shop = aShop() as ShopDomain
    const given = { act: 'file', text: 'See {{ shop.name }} "and" <b>', professional: 'on', ...typed }
    const sent = await aBrowser(doors, { shop }).post(given)
    const page = sent.html
    expect([sent.status, page.includes('Something is missing')]).toEqual([200, true])
    const marked = [
      ...page.matchAll(
        /<(?:input|textarea|select|fieldset)[^>]*id="kept-(?:file|follow)-(\w+)-en"[^>]*aria-invalid="true"/g,
      ),
    ]
    expect(marked.map(([, field]) => field).toSorted()).toEqual(wrong.toSorted())
    for (const field of wrong)
      expect(page).toMatch(new RegExp(`<a href="#kept-${given.act}-${field}-en">(Please|This text)`))
    if (given.act === 'file') {
      expect(page).toMatch(/name="professional" value="on" checked>/)
      if (!('text' in typed))
        expect(page).toContain('See &#123;&#123; shop.name &#125;&#125; &#34;and&#34; &#60;b&#62;</textarea>')
    }
    if ('email' in typed) expect(page).toContain(`value="${typed.email}"`)
    if (given.act === 'file' && 'kind' in typed && typed.kind === 'access')
      expect(page).toMatch(/value="access" required checked/)
    expect(await workRequestJobs(shop)).toEqual([])
  })

  test('who sends a form that is none of these pages is told so', async () => {
    const shop = aShop() as ShopDomain
    const page = await aBrowser(doors, { shop }).post({ act: 'delete', kind: 'access', email: 'anne@example.com' })
    expect([page.status, page.text.includes('could not be read')]).toEqual([200, true])
    expect(await workRequestJobs(shop)).toEqual([])
  })

  test('whose person was erased is forgotten with all that identity left', async () => {
    const shop = await aShopOffering([...BOTH, 'proof_of_identity'])
    const { browser, mail } = await askedByMail(shop, 'anne@example.com')
    const page = await browser.follow(mail)
    await browser.press(await browser.get(), 'file', { kind: 'erasure', email: 'anne@example.com' })
    await forShop(shop, (tx) => erasePerson(tx, identifiersOf({ email: 'anne@example.com' })))
    await workRequestJobs(shop)
    expect((await browser.press(page, 'open')).text).toContain('Please show once more')
    for (const table of ['identity_links', 'identity_proofs', 'request_intakes', 'subject_identifiers']) {
      const { rows } = await sqlForShop(shop, (client) => client.query(`SELECT * FROM ${table}`))
      expect(rows, table).toEqual([])
    }
  })
})

test('nothing of who asks stands in the job queue', async () => {
  const shop = await aShopOffering([...BOTH])
  const browser = aBrowser(doors, { shop })
  await browser.press(await browser.get(), 'file', { kind: 'access', email: 'anne@example.com', text: 'my secret' })
  const { rows } = await pool.query(`SELECT data FROM pgboss.job WHERE data ->> 'shop' = $1`, [shop])
  expect(rows).toHaveLength(1)
  expect(Object.keys(rows[0].data).toSorted()).toEqual(['intakeId', 'receivedAt', 'shop'])
})

test('a worker that is killed opens one request and sends one link', async () => {
  const shop = await aShopOffering([...BOTH])
  const browser = aBrowser(doors, { shop })
  await browser.press(await browser.get(), 'file', { kind: 'access', email: 'anne@example.com' })
  const { rows } = await pool.query(`SELECT name, data FROM pgboss.job WHERE data ->> 'shop' = $1`, [shop])
  await workRequestJobs(shop, async () => {
    throw new Error('killed')
  }).catch(() => undefined)
  const again = async () =>
    pool.query(
      `INSERT INTO pgboss.job (name, data) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM pgboss.job WHERE name = $1 AND data ->> 'shop' = $3)`,
      [rows[0].name, rows[0].data, shop],
    )
  await again()
  const first = await workRequestJobs(shop, shopifyWith(new Map()))
  await again()
  const second = await workRequestJobs(shop)
  expect([first.length, second.length, (await requestsIn(shop)).length]).toEqual([1, 0, 1])
})
