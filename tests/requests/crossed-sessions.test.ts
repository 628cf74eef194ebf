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
import { aBrowser, aShopOffering, tokenOf, workRequestJobs } from './a-person.ts'
import { withMailServer } from './a-person-mail.ts'

const doors = withDoors()
withMailServer()

const CROWD = Number(process.env.KEPT_CROWD ?? 24)
/** What each tries with each thing of others. */
const TRIES = CROWD * 6

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

async function byLink(shop: ShopDomain, n: number): Promise<Member> {
  const browser = aBrowser(doors, { shop }, `10.${n >> 8}.${n & 255}.1`)
  await browser.press(await browser.get(), 'file', { kind: 'access', email: `person-${n}@example.com` })
  const [mail] = await workRequestJobs(shop)
  if (!mail) throw new Error('No link was sent')
  const page = await browser.follow(mail)
  const pass = page.form('open').fields.pass ?? ''
  return { shop, customerId: null, browser, requestId: mail.requestId, pass, token: tokenOf(mail), secret: '' }
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

test('in a crowd nobody ever sees, changes or proves the request of another', async () => {
  const shops = [
    await aShopOffering(['account_login', 'email_link']),
    await aShopOffering(['account_login', 'email_link']),
  ]
  const crowd: Member[] = []
  for (let n = 0; n < CROWD; n += 1) {
    const shop = shops[n % 2] as ShopDomain
    crowd.push(await withSecret(await (n % 4 < 2 ? signedIn(shop, n) : byLink(shop, n)), n))
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
  const attempt = fc.record({
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
  await fc.assert(
    fc.asyncProperty(attempt, async ({ who, whose, pass, act }) => {
      const owner = crowd.find((one) => one.pass === pass)
      // A link's pass is its owner's, in their shop and in whosever browser; a customer's only with their own login.
      const actor = owner && owner.shop === who.shop && (owner.customerId === null || owner === who) ? owner : null
      if (act !== 'look' && act !== 'use' && act !== 'list' && actor === whose) return
      tried += 1
      const token = act === 'use' ? (whose.token ?? pass) : ''
      const page =
        act === 'look'
          ? await who.browser.get(`/${whose.requestId}`)
          : await who.browser.post({ act, id: whose.requestId, pass, text: 'mine now', token })
      for (const { secret, ...other } of crowd) {
        const isOwn = act === 'look' ? other.customerId !== null && other.requestId === who.requestId : false
        if (!isOwn) expect(page.html.includes(secret), `${act} showed ${secret}`).toBe(false)
      }
      if (act === 'use') expect(page.text).toContain('no longer works')
    }),
    { numRuns: TRIES, endOnFailure: true },
  )
  expect(tried).toBeGreaterThan(TRIES / 2)
  expect(await fingerprint()).toBe(before)
  // And each sees their own.
  for (const one of crowd.slice(0, 8)) {
    const page = one.customerId
      ? await one.browser.get(`/${one.requestId}`)
      : await one.browser.post({ act: 'open', id: one.requestId, pass: one.pass })
    expect(page.text).toContain(one.secret)
  }
})
