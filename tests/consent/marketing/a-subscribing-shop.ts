/** The stand-in's shop with Kept installed and a register published; its webhooks come to Kept's own doors. */
import { Session } from '@shopify/shopify-api'
import { v7 as uuidv7 } from 'uuid'
import { currentChoicesOf, ledgerLength, readEvents } from '../../../app/consent/index.ts'
import { workWriteBack } from '../../../app/consent/marketing/write-back.ts'
import type { WriteBackJob } from '../../../app/consent/queues.ts'
import { workMessage } from '../../../app/inbox/jobs.ts'
import { forShop, pool } from '../../../app/platform/db.ts'
import type { ShopDomain } from '../../../app/platform/shop-domain.ts'
import { type Register, settleVersion, writeDraft } from '../../../app/register/index.ts'
import { noteInstalled } from '../../../app/shopify/installation.ts'
import { sessionStorage } from '../../../app/shopify/session-storage.ts'
import { clientsWith } from '../../../app/shopify/shop-client.ts'
import { findSubjects, identifiersOf, type SubjectId } from '../../../app/subjects/index.ts'
import { SCOPES } from '../../../scripts/local/stack.ts'
import { freezeJudged } from '../../register/freeze.ts'
import { forgetShop } from '../../setup/forget-shop.ts'
import { aDecision, openDoors } from '../../setup/shopify-calls.ts'
import { aStandIn, exchange } from '../../stand-in/a-stand-in.ts'
import { changeMarketing, type MarketingChange } from '../../stand-in/shop/marketing.ts'
import type { Customer } from '../../stand-in/shop/model.ts'
import { DEMO_SHOP } from '../../stand-in/shop/seed.ts'
import { aSubject } from '../an-event.ts'

export const SHOP = DEMO_SHOP as ShopDomain

/** For all files that want them, one after the other: they end with the process that runs them. */
export const doors = await openDoors()
const { hostname: host, port } = new URL(doors.url)
export const standIn = await aStandIn({ scopes: SCOPES, upstream: { host, port: Number(port) } })

const asItBegan = JSON.stringify(standIn.state.shop)

export const inShop = <T>(work: Parameters<typeof forShop<T>>[1]) => forShop(SHOP, work)

/** A shop that nobody has decided anything in, as other files found it. Kept has these scopes. */
export async function openShop(scopes: readonly string[] = SCOPES): Promise<void> {
  process.env.STAND_IN_SHOP_URL = standIn.urls.shopApi
  await standIn.told()
  const { tokens } = standIn.state.shop
  Object.assign(standIn.state.shop, JSON.parse(asItBegan), { tokens })
  await pool.query(`DELETE FROM pgboss.job WHERE data ->> 'shop' = $1`, [SHOP])
  await forgetShop(SHOP)
  await inShop(noteInstalled)
  await grant(scopes)
}

/** The merchant lets Kept do this much. */
export async function grant(scopes: readonly string[]): Promise<void> {
  const { access_token: accessToken } = await (await exchange(standIn, { expiring: '0' })).json()
  const token = standIn.state.shop.tokens.find((one) => one.token === accessToken)
  if (token) token.scopes = [...scopes]
  const session = {
    id: `offline_${SHOP}`,
    shop: SHOP,
    state: '',
    isOnline: false,
    accessToken,
    scope: scopes.join(','),
  }
  await sessionStorage.storeSession(new Session(session))
}

export const publishRegister = (register: Register) =>
  inShop(async (tx) => {
    const revision = await writeDraft(tx, { register, updatedAt: new Date(), updatedBy: '1' })
    const frozen = await freezeJudged(tx, { revision, author: '1' })
    if (!frozen.ok) throw new Error(frozen.reason)
    await settleVersion(tx, frozen.version.number, { state: 'published', at: new Date() })
  })

const OPENED = Date.now()

/** Minutes of the test's own time, all of them past: Shopify's times are whole seconds, and choices are apart. */
export const minute = (n: number) => new Date(OPENED - 3_600_000 + n * 60_000)

let taken = 0

/** A customer that no other test uses. */
export function aShopper(marketing: Partial<Customer> = {}): Customer {
  taken += 1
  const customer = standIn.state.shop.customers[taken]
  if (!customer) throw new Error('The stand-in has no more customers')
  const nothingSaid = { marketingState: 'NOT_SUBSCRIBED', marketingUpdatedAt: null, smsUpdatedAt: null } as const
  return Object.assign(customer, {
    ...nothingSaid,
    smsState: 'NOT_SUBSCRIBED',
    phone: `+3360000${1000 + taken}`,
    ...marketing,
  })
}

/** The customer, or staff in Shopify's admin, switch marketing at Shopify. */
export const switchAtShopify = (
  customer: Customer,
  change: Partial<MarketingChange> & Pick<MarketingChange, 'to' | 'at'>,
) => changeMarketing(standIn.state, customer, { channel: 'email', ...change })

/** The customer chooses on the storefront, signed in. */
export async function chooses(customer: Customer, choices: Record<string, boolean>, at: Date, visitor = aSubject()) {
  const decision = aDecision({ id: uuidv7({ msecs: +at }), visitor, choices })
  const response = await doors.consent(decision, { shop: SHOP, customerId: String(customer.id) })
  if (response.status !== 200) throw new Error(`The door answered ${response.status}`)
  return visitor
}

/** Works what waits, as the worker would, and what comes back of it. Answers how many jobs there were. */
export async function workAll(clientOf = clientsWith(BRIEF)): Promise<number> {
  let worked = 0
  for (;;) {
    await standIn.told()
    const messages = await inShop((tx) =>
      tx.inboxMessage.findMany({ where: { state: 'received' }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }] }),
    )
    for (const { id } of messages) await workMessage(SHOP, id)
    const jobs = await takeWriteBacks()
    for (const job of jobs) await workWriteBack(job, clientOf)
    if (messages.length + jobs.length === 0) return worked
    worked += messages.length + jobs.length
  }
}

export const BRIEF = { timeoutMs: 400, pausesMs: [] }

export async function takeWriteBacks(): Promise<WriteBackJob[]> {
  const { rows } = await pool.query(
    `DELETE FROM pgboss.job WHERE name = 'marketing-write-back' AND data ->> 'shop' = $1 RETURNING data`,
    [SHOP],
  )
  return rows.map(({ data }) => data)
}

export async function subjectOf(customer: Customer): Promise<SubjectId> {
  const [subject] = await inShop((tx) => findSubjects(tx, identifiersOf({ id: customer.id })))
  if (!subject) throw new Error('Kept does not know this customer')
  return subject
}

/** What Kept holds that the customer says now. */
export async function choicesOf(customer: Customer): Promise<Record<string, boolean>> {
  const subject = await subjectOf(customer)
  return Object.fromEntries(
    (await inShop((tx) => currentChoicesOf(tx, subject))).map((one) => [one.purpose, one.granted]),
  )
}

/** The shop's ledger: where each event comes from, and what was chosen. */
export const ledger = () =>
  inShop(async (tx) =>
    (await readEvents(tx, 0, await ledgerLength(tx))).flatMap((entry) =>
      entry.kind === 'event' ? [{ source: entry.event.source, choices: entry.event.choices }] : [],
    ),
  )

/** What became of the messages about marketing, in the order they came. */
export const outcomes = () =>
  inShop(async (tx) => {
    const rows = await tx.inboxMessage.findMany({ orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }] })
    return rows.map(({ outcome }) => Object(outcome).marketing)
  })

export const writeBacks = () =>
  inShop((tx) => tx.marketingWriteBack.findMany({ select: { channel: true, state: true, reason: true } }))
