import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  arrivalsStopped,
  currentChoicesOf,
  exportLedger,
  ledgerLength,
  readEvents,
  storefrontCounts,
  unwrittenWithdrawals,
} from '../../app/consent/index.ts'
import { countMessages, listMessages, retryMessage } from '../../app/inbox/index.ts'
import { workMessage } from '../../app/inbox/jobs.ts'
import { listAccesses } from '../../app/platform/access-log.ts'
import { config } from '../../app/platform/config.ts'
import { forShop } from '../../app/platform/db.ts'
import type { ShopDomain } from '../../app/platform/shop-domain.ts'
import { publicationInForce } from '../../app/policy/publication/store.ts'
import { contentHash, readDraft, suggestedParts, versionInForce } from '../../app/register/index.ts'
import { countOpenRequests, listQuery, listRequests } from '../../app/requests/index.ts'
import { staffNames } from '../../app/shopify/staff-names/store.ts'
import { findSubjects, identifiersOf } from '../../app/subjects/index.ts'
import { live } from '../../scripts/history/live.ts'
import { CHANGES, OWNER, PRIVACY_ADDRESS, WRITTEN_PAST_KEPT } from '../../scripts/history/story.ts'
import { SCOPES } from '../../scripts/local/stack.ts'
import { verified } from '../consent/seals/a-ledger.ts'
import { forgetShop } from '../setup/forget-shop.ts'
import { aStandIn } from '../stand-in/a-stand-in.ts'
import type { StoredMail } from '../stand-in/mail.ts'
import { INSTALLATION_ID } from '../stand-in/shop/model.ts'
import { DEMO_SHOP, FRESH_SHOP } from '../stand-in/shop/seed.ts'
import type { StandIn } from '../stand-in/start.ts'

const SHOP = DEMO_SHOP as ShopDomain
const FRESH = FRESH_SHOP as ShopDomain
/** A short life of the same kind. */
const DAYS = 120
const CHOICES = 200

let standIn: StandIn
const inShop = <T>(work: Parameters<typeof forShop<T>>[1]) => forShop(SHOP, work)

beforeAll(async () => {
  await forgetShop(SHOP)
  standIn = await aStandIn({ scopes: SCOPES })
  process.env.STAND_IN_SHOP_URL = standIn.urls.shopApi
  config.SMTP_URL = standIn.urls.smtp
  await live({
    shop: SHOP,
    standIn: { api: standIn.urls.shopApi, settings: standIn.urls.admin.replace('/apps/kept', '/settings') },
    app: { apiKey: config.SHOPIFY_API_KEY, secret: config.SHOPIFY_API_SECRET, url: config.SHOPIFY_APP_URL },
    days: DAYS,
    choices: CHOICES,
  })
})
afterAll(async () => {
  config.SMTP_URL = undefined
  await standIn.close()
  await forgetShop(SHOP)
})

const entries = () => inShop(async (tx) => readEvents(tx, 0, await ledgerLength(tx)))
const events = async () => (await entries()).flatMap((entry) => (entry.kind === 'event' ? [entry.event] : []))

describe('the demo’s shop has lived', () => {
  test('its decisions are as old as the shop, in order, each on a banner that it had, under every version of the register', async () => {
    const made = await events()
    const times = made.map(({ recordedAt }) => recordedAt)
    expect(times).toEqual(times.toSorted())
    // So few visitors leave days without one: on which days depends on the date.
    expect(Date.now() - Date.parse(times[0] ?? '')).toBeGreaterThan(0.9 * DAYS * 86_400_000)
    expect(Date.parse(times.at(-1) ?? '')).toBeLessThanOrEqual(Date.now())
    const known = await inShop((tx) => tx.bannerVersion.findMany({ select: { hash: true, createdAt: true } }))
    const since = new Map(known.map(({ hash, createdAt }) => [hash, createdAt]))
    const shown = made.filter(({ banner }) => banner !== null)
    expect(
      shown.filter(({ banner, recordedAt }) => !((since.get(banner?.hash ?? '') ?? Infinity) <= new Date(recordedAt))),
    ).toEqual([])
    expect([...new Set(made.map(({ registerVersion }) => registerVersion))]).toEqual([1, 2, 3])
    expect(new Set(made.map(({ source }) => source))).toEqual(
      new Set(['banner', 'preferences', 'gpc', 'newsletter', 'staff']),
    )
  })

  test('its staff have names, and its banner was seen more often than answered', async () => {
    expect(await inShop(staffNames)).toEqual({ '42': 'Théa Martin', '43': 'Noé Bernard' })
    const { shown, answered } = await inShop(storefrontCounts)
    expect(answered).toBeGreaterThan(0)
    expect(shown).toBeGreaterThan(answered)
  })

  test('an auditor finds its ledger in order, with an erased person and a replaced key', async () => {
    let file = ''
    for await (const portion of exportLedger(SHOP)) file += portion
    const verdict = await verified(file.split(/(?<=\n)/))
    expect(verdict).toMatchObject({ ok: true, unsealed: 0, keys: 2, events: (await events()).length })
    expect(verdict.ok && verdict.erased).toBeGreaterThan(0)
  })

  test('its register is confirmed and published, and one change asked everybody again', async () => {
    const { draft, inForce } = await inShop(async (tx) => ({
      draft: await readDraft(tx),
      inForce: await versionInForce(tx),
    }))
    expect(inForce?.number).toBe(1 + CHANGES.length)
    expect(draft && suggestedParts(draft.register)).toEqual([])
    expect(draft && contentHash(draft.register)).toBe(inForce?.hash)
    const asked = await inShop((tx) =>
      tx.bannerVersion.findMany({ select: { config: true }, orderBy: { createdAt: 'asc' } }),
    )
    const purposes = asked.map(({ config }) => Object(config).purposes.length)
    expect(purposes[1]).toBeGreaterThan(purposes[0])
  })

  test('what Kept holds of a customer’s e-mails, Shopify holds too', async () => {
    const unwritten = (await inShop((tx) => unwrittenWithdrawals(tx, 50))).map(({ customerId }) => customerId)
    expect(unwritten).toHaveLength(1)
    const atShopify = standIn.state.shop.customers.filter(
      ({ id, erasedAt }) => erasedAt === null && !unwritten.includes(String(id)),
    )
    const held = await inShop(async (tx) => {
      const choices: [number, boolean][] = []
      for (const { id } of atShopify) {
        const [subject] = await findSubjects(tx, identifiersOf({ id }))
        const current = subject ? await currentChoicesOf(tx, subject) : []
        const said = current.find(({ purpose }) => purpose === 'email-offers')
        if (said) choices.push([id, said.granted])
      }
      return choices
    })
    expect(held.length).toBeGreaterThan(2)
    const states = new Map(atShopify.map(({ id, marketingState }) => [id, marketingState]))
    expect(held).toEqual(held.map(([id]) => [id, states.get(id) === 'SUBSCRIBED']))
  })

  test('somebody wrote into the policy past Kept, and the daily check found it', async () => {
    const { drift } = (await inShop(publicationInForce)) ?? {}
    expect(drift).toHaveLength(1)
    const policy = standIn.state.shop.policies.find(({ type }) => type === 'PRIVACY_POLICY')
    expect(policy?.body).toContain(WRITTEN_PAST_KEPT)
  })

  test('people and staff got mails about requests, when it happened, and none waits', async () => {
    const answer = await fetch(new URL('/messages.json', standIn.urls.mail))
    const mails: StoredMail[] = await answer.json()
    const about = mails.filter(({ subject }) => /demande/.test(subject))
    expect(about.map(({ to }) => to)).toEqual(expect.arrayContaining([PRIVACY_ADDRESS, 'jeanne.morel@example.com']))
    for (const { date } of about) expect(Date.parse(date)).toBeLessThan(Date.now() - 86_400_000)
    const sent = await inShop((tx) => tx.mail.findMany({ select: { state: true, reason: true } }))
    expect(sent.length).toBeGreaterThan(5)
    // One asked by post and left no address: his request's page has the text.
    expect(sent.filter(({ state, reason }) => state !== 'accepted' && reason !== 'no_address')).toEqual([])
  })

  test('what is left to do is there, and no false alarm', async () => {
    expect(await inShop(countOpenRequests)).toMatchObject({ count: 5 })
    const views = ['overdue', 'waiting', 'closed'] as const
    const counts = await inShop(async (tx) => {
      const totals: number[] = []
      for (const view of views) {
        const query = listQuery.parse({ view })
        totals.push((await listRequests(tx, query, { staffId: OWNER, timeZone: 'Europe/Paris' })).total)
      }
      return totals
    })
    // Late; asked for a proof, and asked something; answered, and two of people who were erased.
    expect(counts).toEqual([1, 2, 3])
    expect(await inShop(arrivalsStopped)).toBeNull()
    expect((await inShop((tx) => listAccesses(tx, 100))).length).toBeGreaterThan(3)
  })

  test('one message failed, and staff who try again have it done', async () => {
    expect(await inShop(countMessages)).toMatchObject({ failed: 1, received: 0, retrying: 0, needs_person: 0 })
    const { entries } = await inShop((tx) => listMessages(tx, { size: 10, after: null, filter: 'staff' }))
    const [failed] = entries
    expect(failed).toMatchObject({ topic: 'customers/redact', error: 'KeysDoNotFit' })
    expect(await inShop((tx) => retryMessage(tx, failed?.id ?? ''))).toBe(true)
    await workMessage(SHOP, failed?.id ?? '')
    expect(await inShop(countMessages)).toMatchObject({ failed: 0 })
  })

  test('the shop beside it has nothing of it', async () => {
    const found = await forShop(FRESH, async (tx) => ({
      decisions: await ledgerLength(tx),
      messages: (await listMessages(tx, { size: 1, after: null, filter: 'all' })).entries,
      draft: await readDraft(tx),
      inForce: await versionInForce(tx),
    }))
    expect(found).toEqual({ decisions: 0, messages: [], draft: null, inForce: null })
    const [, fresh] = standIn.shops
    expect(fresh?.state.shop.metafields.filter(({ ownerId }) => ownerId === INSTALLATION_ID)).toEqual([])
    expect(fresh?.state.shop).toMatchObject({ domain: FRESH, privacyFeatures: { COOKIE_BANNER: true } })
    expect(JSON.stringify(fresh?.state.shop)).not.toContain('Kept')
  })
})
