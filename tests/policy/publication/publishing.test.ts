import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { clock } from '../../../app/platform/clock.ts'
import { pool } from '../../../app/platform/db.ts'
import { startQueue, stopQueue } from '../../../app/platform/queue.ts'
import { publishAgain, resumePublication, turnOffAutomaticPolicy } from '../../../app/policy/index.ts'
import { newestPublication, publicationInForce } from '../../../app/policy/publication/store.ts'
import { findVersion, versionInForce } from '../../../app/register/index.ts'
import type { AdminApi } from '../../../app/shopify/admin.ts'
import { INTERACTIVE } from '../../../app/shopify/calls.ts'
import { aRegister } from '../../register/a-register.ts'
import { withFault } from '../../stand-in/a-stand-in.ts'
import { adminOfShop, askToPublish, inShop, openShop, runJob, shown, standIn } from './a-publishing-shop.ts'

beforeAll(startQueue)
beforeEach(openShop)
afterAll(async () => {
  clock.shift(0)
  await stopQueue(0)
})

async function begin(): Promise<string> {
  const begun = await askToPublish()
  if (!begun.ok) throw new Error(`Nothing was begun: ${begun.reason}`)
  return begun.publicationId
}

const state = async () => (await inShop(newestPublication))?.state

describe('publishing', () => {
  test('shows customers the policy in every language of the shop, and a cookie page that it links to', async () => {
    const publicationId = await begin()
    expect(await runJob(publicationId)).toBe(null)
    const { policy, pages, translations } = shown()
    const cookies = pages.find(({ handle }) => handle === 'cookies')
    expect(policy).toContain('/pages/cookies')
    expect(cookies?.body).toContain('_shopify_essential')
    const locales = standIn.state.shop.locales.filter(({ published, primary }) => published && !primary)
    for (const { locale } of locales) {
      const keys = translations.filter((each) => each.locale === locale).map(({ key }) => key)
      expect(keys).toEqual(['body', 'body_html', 'title'])
    }
    expect(await inShop(versionInForce)).toMatchObject({ number: 1, state: 'published', author: '7' })
  })

  test('a second run of the job writes nothing', async () => {
    const publicationId = await begin()
    await runJob(publicationId)
    const before = standIn.state.shop.policies.map(({ updatedAt }) => updatedAt)
    expect(await runJob(publicationId)).toBe(null)
    expect(standIn.state.shop.policies.map(({ updatedAt }) => updatedAt)).toEqual(before)
  })

  test('the next version goes to the same cookie page', async () => {
    await runJob(await begin())
    const begun = await askToPublish({ cookies: { askAgainMonths: 9, browserHelpUrl: null, usVisitors: false } })
    expect(begun).toMatchObject({ ok: true, version: 2 })
    if (begun.ok) await runJob(begun.publicationId)
    expect(shown().pages.filter(({ handle }) => handle.startsWith('cookies'))).toHaveLength(1)
    expect(await inShop(publicationInForce)).toMatchObject({ version: 2 })
  })

  test('a second member of staff is told that it is being published, and nothing is begun twice', async () => {
    await begin()
    expect(await askToPublish()).toMatchObject({ ok: false, reason: 'being_published' })
  })

  test('a page of the merchant’s own at the handle stays as it is', async () => {
    const at = new Date().toISOString()
    const theirs = { id: 1, handle: 'cookies', title: 'Our biscuits', body: '<p>Butter</p>', isPublished: true }
    standIn.state.shop.pages.push({ ...theirs, createdAt: at, updatedAt: at, publishedAt: at })
    await runJob(await begin())
    expect(shown().pages).toContainEqual(expect.objectContaining({ title: 'Our biscuits', body: '<p>Butter</p>' }))
    expect(shown().pages.map(({ handle }) => handle)).toContain('cookies-and-trackers')
  })
})

const CALLS = [
  'KeptPolicyOfShop',
  'KeptPageByHandle',
  'KeptPageCreate',
  'KeptPolicyUpdate',
  'KeptTranslations',
  'KeptTranslationsRegister',
]

describe.each(CALLS)('when Shopify fails at %s', (operation) => {
  test.each(['throttled', '500', 'timeout'])('once (%s), it is published all the same', async (kind) => {
    const publicationId = await begin()
    await withFault(standIn, { operation, kind })
    await runJob(publicationId)
    if ((await state()) === 'publishing') await runJob(publicationId)
    expect(await state()).toBe('published')
    expect(shown().pages.filter(({ handle }) => handle.startsWith('cookies'))).toHaveLength(1)
  })

  test('for good (500), the shop shows what it showed before, and staff are told where it failed', async () => {
    const before = shown()
    const publicationId = await begin()
    await withFault(standIn, { operation, kind: '500', times: 200 })
    for (let run = 0; run < 9; run += 1) await runJob(publicationId)
    await fetch(`${standIn.urls.shopApi}/stand-in/faults`, { method: 'DELETE' })
    await runJob(publicationId)
    expect(shown()).toEqual(before)
    expect(await inShop(newestPublication)).toMatchObject({ state: 'unpublished', failure: { code: 'server_error' } })
    expect(await inShop((tx) => findVersion(tx, 1))).toMatchObject({ state: 'unpublished' })
  })
})

test.each(['pageCreate', 'shopPolicyUpdate', 'translationsRegister'])(
  'what Shopify refuses at %s is taken back at once, and said in its words',
  async (operation) => {
    const before = shown()
    const publicationId = await begin()
    await withFault(standIn, { operation, kind: 'userError', userError: { field: null, message: 'Not like this' } })
    await runJob(publicationId)
    expect(shown()).toEqual(before)
    expect(await inShop(newestPublication)).toMatchObject({
      state: 'unpublished',
      failure: { code: 'refused', message: 'Not like this' },
    })
  },
)

/** Longer than a process that was killed keeps a publication to itself. */
const LATER_MS = 5 * 60_000

/** An Admin API that does what call number `last` asks, and whose caller is then no more. */
function killedAfter(admin: AdminApi, last: number): { admin: AdminApi; killed: Promise<void>; calls: () => number } {
  let calls = 0
  let resolve: () => void = () => undefined
  const killed = new Promise<void>((done) => {
    resolve = done
  })
  const graphql = async (...given: Parameters<AdminApi['graphql']>) => {
    calls += 1
    const answer = await admin.graphql(...given)
    if (calls < last) return answer
    resolve()
    return new Promise<typeof answer>(() => undefined)
  }
  return { admin: { ...admin, graphql: graphql as AdminApi['graphql'] }, killed, calls: () => calls }
}

test('a process killed after any of its calls leaves a publication that another one ends, once', async () => {
  const whole = killedAfter(await adminOfShop(), Number.POSITIVE_INFINITY)
  await runJob(await begin(), async () => whole.admin)
  const wanted = shown()
  expect(whole.calls()).toBeGreaterThan(8)
  for (let last = 1; last <= whole.calls(); last += 1) {
    await openShop()
    clock.shift(0)
    const publicationId = await begin()
    const { admin, killed } = killedAfter(await adminOfShop(), last)
    void runJob(publicationId, async () => admin)
    await killed
    clock.shift(LATER_MS)
    await runJob(publicationId)
    expect(await state(), `killed after call ${last}`).toBe('published')
    expect(shown(), `killed after call ${last}`).toEqual(wanted)
  }
})

test('a publication that the shop left behind when it removed Kept goes on when staff open the page again', async () => {
  clock.shift(0)
  const publicationId = await begin()
  await runJob(publicationId, async () => null)
  expect(await state()).toBe('publishing')
  const jobs = async () =>
    (await pool.query(`SELECT 1 FROM pgboss.job WHERE data->>'publicationId' = $1`, [publicationId])).rowCount
  await inShop(resumePublication)
  expect(await jobs()).toBe(1)
  clock.shift(LATER_MS * 3)
  await inShop(resumePublication)
  await inShop(resumePublication)
  expect(await jobs()).toBe(2)
  await runJob(publicationId)
  expect(await state()).toBe('published')
})

describe('Shopify’s own automatic policy', () => {
  test('is said, and never turned off without being asked', async () => {
    standIn.state.shop.privacyFeatures.PRIVACY_POLICY = true
    expect(await askToPublish()).toMatchObject({ ok: false, reason: 'automatic' })
    expect(standIn.state.shop.privacyFeatures.PRIVACY_POLICY).toBe(true)
    await turnOffAutomaticPolicy(await adminOfShop(), INTERACTIVE)
    expect(await askToPublish()).toMatchObject({ ok: true })
  })

  test('turned on between asking and writing, nothing is written', async () => {
    const before = shown()
    const publicationId = await begin()
    standIn.state.shop.privacyFeatures.PRIVACY_POLICY = true
    await runJob(publicationId)
    expect(shown()).toEqual(before)
    expect(await inShop(newestPublication)).toMatchObject({ state: 'unpublished', failure: { code: 'automatic' } })
  })
})

test('a policy larger than Shopify takes is refused before anything is written', async () => {
  const before = shown()
  const paragraph = 'é'.repeat(3_900)
  const clauses = Array.from({ length: 100 }, (_, n) => ({
    id: `long-${n}`,
    audience: ['consumer' as const, 'professional' as const],
    section: 'security' as const,
    text: { en: paragraph, fr: paragraph },
  }))
  const { clauses: many } = aRegister({ clauses })
  expect(await askToPublish({ clauses: many })).toMatchObject({ ok: false, reason: 'too_large' })
  expect(shown()).toEqual(before)
})

test('publishing again writes over what somebody put there', async () => {
  await runJob(await begin())
  const wanted = shown()
  for (const policy of standIn.state.shop.policies) policy.body = '<p>Changed by hand</p>'
  const again = await publishAgain({ id: '7', admin: await adminOfShop(), inShop })
  expect(again).toMatchObject({ ok: true, version: 1 })
  if (again.ok) await runJob(again.publicationId)
  expect(shown().policy).toBe(wanted.policy)
})
