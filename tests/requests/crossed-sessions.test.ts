/**
 * Many customers at once, some signed in and some by link, who try what is not theirs: numbers, passes, links and passes of
 * others in every combination. `KEPT_CROWD=500 npx vitest run --project database tests/requests/crossed-sessions.test.ts` for
 * a larger crowd.
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { sqlForShop } from '../../app/platform/sql.ts'
import { actOnRequest } from '../../app/requests/index.ts'
import { withDoors } from '../setup/with-doors.ts'
import { aBrowser, aShopOffering, workRequestJobs } from './a-person.ts'
import { withMailServer } from './a-person-mail.ts'

const doors = withDoors()
withMailServer()

const CROWD = Number(process.env.KEPT_CROWD ?? 20)
/** What is tried at once, as in a busy shop. */
const AT_ONCE = 10
/** Of so many attempts each. */
const ROUNDS = Math.ceil(CROWD / 5)

interface Member {
  shop: ShopDomain
  customerId: string | null
  browser: ReturnType<typeof aBrowser>
  requestId: string
  pass: string
  /** Used already. */
  token: string | null
  /** What only this person wrote, and so only this person may read. */
  secret: string
}

async function signedIn(shop: ShopDomain, n: number): Promise<Member> {
  const customerId = String(1_000 + n)
  const browser = aBrowser(doors, { shop, customerId }, `10.${n >> 8}.${n & 255}.1`)
  const page = await browser.get()
  const filed = await browser.press(page, 'file', { kind: 'access' })
  const requestId = filed.headers.get('location')?.split('/').at(-1) ?? ''
  const pass = page.form('file').fields.pass ?? ''
  return { shop, customerId, browser, requestId, pass, token: null, secret: '' }
}

/** They all ask, a worker sends the links, and they all follow theirs. */
async function byLink(shop: ShopDomain, numbers: readonly number[]): Promise<Member[]> {
  const address = (n: number) => `person-${n}@example.com`
  const browsers = numbers.map((n) => ({ n, browser: aBrowser(doors, { shop }, `10.${n >> 8}.${n & 255}.1`) }))
  await Promise.all(browsers.map(({ n, browser }) => browser.post({ act: 'file', kind: 'access', email: address(n) })))
  const mails = await workRequestJobs(shop)
  return Promise.all(
    browsers.map(async ({ n, browser }) => {
      const mail = mails.find(({ to }) => to === address(n))
      if (!mail) throw new Error(`No link was sent to ${address(n)}`)
      const page = await browser.post({ act: 'use', token: mail.token })
      const pass = page.form('open').fields.pass ?? ''
      return { shop, customerId: null, browser, requestId: mail.requestId, pass, token: mail.token, secret: '' }
    }),
  )
}

/** Somebody is asked a question that only they may read. */
async function withSecret(member: Member, n: number): Promise<Member> {
  const secret = `secret-${n}-of-this-person`
  const asked = await forShop(member.shop, async (tx) => {
    const seen = await tx.dataSubjectRequestEvent.count({ where: { requestId: member.requestId } })
    return actOnRequest(tx, member.requestId, { seen, note: secret, move: 'ask_person', facts: {} }, '1')
  })
  if (!asked.ok) throw new Error(asked.reason)
  return { ...member, secret }
}

interface Attempt {
  who: Member
  whose: Member
  pass: string
  act: string
}

test('in a crowd nobody ever sees, changes or proves the request of another', async () => {
  const shops = [
    await aShopOffering(['account_login', 'email_link']),
    await aShopOffering(['account_login', 'email_link']),
  ]
  const crowd: Member[] = []
  for (const [at, shop] of shops.entries()) {
    const numbers = Array.from({ length: CROWD }, (_, n) => n).filter((n) => n % 2 === at)
    for (let begin = 0; begin < numbers.length; begin += AT_ONCE) {
      const group = numbers.slice(begin, begin + AT_ONCE)
      const members = [
        ...(await Promise.all(group.filter((n) => n % 4 < 2).map((n) => signedIn(shop, n)))),
        ...(await byLink(
          shop,
          group.filter((n) => n % 4 >= 2),
        )),
      ]
      crowd.push(...(await Promise.all(members.map((member, n) => withSecret(member, crowd.length + n)))))
    }
  }
  const fingerprint = async () =>
    JSON.stringify(
      await Promise.all(
        shops.map((shop) =>
          sqlForShop(
            shop,
            async (client) =>
              (await client.query('SELECT * FROM data_subject_request_events ORDER BY request_id, position')).rows,
          ),
        ),
      ),
    )
  const before = await fingerprint()
  const member = fc.nat(CROWD - 1).map((n) => crowd[n] as Member)
  const attempt: fc.Arbitrary<Attempt> = fc.record({
    // Whose browser and shop, whose request, whose pass, in which form.
    who: member,
    whose: member,
    pass: fc.oneof(
      member.map(({ pass }) => pass),
      fc.constant(''),
      fc.string({ maxLength: 70 }),
    ),
    act: fc.constantFrom('look', 'open', 'list', 'confirm', 'withdraw', 'reply', 'download', 'use'),
  })
  let tried = 0
  const attack = async ({ who, whose, pass, act }: Attempt) => {
    const owner = crowd.find((one) => one.pass === pass)
    // A link's pass is its owner's, in their shop and in whosever browser; a customer's only with their own login.
    const actor = owner && owner.shop === who.shop && (owner.customerId === null || owner === who) ? owner : null
    if (act === 'look' ? who === whose : act !== 'use' && act !== 'list' && actor === whose) return
    tried += 1
    const token = act === 'use' ? (whose.token ?? pass) : ''
    const fields = { act, id: whose.requestId, pass, text: 'mine now', token }
    const page = act === 'look' ? await who.browser.get(`/${whose.requestId}`) : await who.browser.post(fields)
    const seen = crowd.filter(({ secret }) => page.html.includes(secret)).map(({ secret }) => secret)
    expect(seen, `${act} showed another's`).toEqual([])
    if (act === 'use') expect(page.text).toContain('no longer works')
  }
  await fc.assert(
    fc.asyncProperty(fc.array(attempt, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (attempts) => {
      await Promise.all(attempts.map(attack))
    }),
    { numRuns: ROUNDS, endOnFailure: true },
  )
  expect(tried).toBeGreaterThan((ROUNDS * AT_ONCE) / 2)
  expect(await fingerprint()).toBe(before)
  // And each sees their own.
  for (const one of crowd.slice(0, 8)) {
    const page = one.customerId
      ? await one.browser.get(`/${one.requestId}`)
      : await one.browser.post({ act: 'open', id: one.requestId, pass: one.pass })
    expect(page.text).toContain(one.secret)
  }
})
