/** The demo's history as moments: what happened when, apart from visitors' choices. */
import { acceptance, createPartitions, nameRecipient, rotateSigningKey } from '../../app/consent/index.ts'
import { workLook } from '../../app/drift/look.ts'
import { openVault } from '../../app/encryption-keys.ts'
import { giveUp, workMessage } from '../../app/inbox/jobs.ts'
import { webhookQueue } from '../../app/inbox/queues.ts'
import { clock } from '../../app/platform/clock.ts'
import { forShop } from '../../app/platform/db.ts'
import { vault } from '../../app/platform/vault.ts'
import { dayOf } from '../../app/register/index.ts'
import { marketingWebhook } from '../../tests/stand-in/shop/marketing.ts'
import type { Shop } from '../../tests/stand-in/shop/model.ts'
import type { Cast } from './cast.ts'
import { checkpoint, seal } from './ledger.ts'
import { requestsFiled } from './requests.ts'
import {
  happened,
  marketingTold,
  receive,
  refuseOnce,
  type StandInAddress,
  shopNow,
  type Told,
  writePolicy,
} from './shopify.ts'
import { askInPlaceOfShopify, checkStorefront, lookAt, type Office, publishAnswers, withdrawEmails } from './staff.ts'
import * as story from './story.ts'
import { takeJobs } from './worker.ts'

export interface Moment {
  at: Date
  /** With the app's clock at that moment; the jobs that it causes are worked after it. */
  act(): Promise<unknown>
  /** The storefront asks otherwise after it. */
  isPublication?: boolean
  /** It touches neither the ledger nor anything that a worker does. */
  isApart?: boolean
}

export interface Times {
  from: Date
  until: Date
  /** The moment of a share of the history. */
  at(share: number): Date
  /** The moment so many days before its end. */
  ago(days: number): Date
}

const DAY_MS = 24 * 3600_000
const HOUR_MS = 3600_000

/** Sorted by time. */
export function momentsOf(
  office: Office,
  standIn: StandInAddress,
  cast: Cast,
  customers: Shop['customers'],
  times: Times,
): Moment[] {
  const moments = [
    ...published(office, times),
    ...told(office, standIn, cast, customers, times),
    ...withdrawn(office, standIn, cast, times),
    ...lately(office, standIn, times),
    ...requestsFiled(office, times),
    ...looked(office, times),
    ...nights(office, times),
    ...months(times),
    { at: times.at(story.KEY_REPLACED), act: () => forShop(office.shop, (tx) => rotateSigningKey(tx, story.OWNER)) },
  ]
  return moments.toSorted((a, b) => +a.at - +b.at)
}

const published = (office: Office, { from, at }: Times): Moment[] => [
  {
    at: from,
    act: async () => {
      await createPartitions()
      await askInPlaceOfShopify(office)
      await publishAnswers(office, story.FIRST_ANSWERS, story.OWNER)
    },
    isPublication: true,
  },
  ...story.CHANGES.map(({ at: share, by, answers }) => ({
    at: at(share),
    act: () => publishAnswers(office, answers, by),
    isPublication: true,
  })),
]

/** What Shopify told Kept: marketing consents, requests for access, erasures. */
function told(
  { shop }: Office,
  standIn: StandInAddress,
  cast: Cast,
  customers: Shop['customers'],
  times: Times,
): Moment[] {
  const { at, ago } = times
  const about = (topic: string, customerId: number, when: Date): Moment => ({
    at: when,
    act: async () => receive(shop, await happened(standIn, shop, { topic, customerId, at: when })),
  })
  return [
    ...marketingTold(customers, times).map((each): Moment => ({ at: each.at, act: () => receive(shop, each) })),
    ...story.ERASED.flatMap(({ asked, erased }, n) => {
      const id = cast.erased[n]?.id ?? 0
      return [about('customers/data_request', id, at(asked)), about('customers/redact', id, at(erased))]
    }),
    ...story.LATELY.dataRequests.map((days, n) => about('customers/data_request', cast.asking[n]?.id ?? 0, ago(days))),
    {
      at: ago(story.LATELY.failedErasure),
      act: async () => {
        const when = ago(story.LATELY.failedErasure)
        await fail(
          shop,
          await happened(standIn, shop, { topic: 'customers/redact', customerId: cast.failing.id, at: when }),
        )
      },
    },
  ]
}

/**
 * A message that Kept could not work: its process had another database's key of lookups, with which an erasure would
 * find nobody and seem done. It is given up after its last try, and staff can try it again.
 */
async function fail(shop: Office['shop'], message: Told): Promise<void> {
  const id = await receive(shop, message)
  await takeJobs(shop, [webhookQueue.name])
  vault.setLookupKey(vault.newDataKey())
  try {
    for (let tried = 0; tried <= (webhookQueue.options.retryLimit ?? 0); tried += 1) {
      await workMessage(shop, id).catch(() => undefined)
    }
  } finally {
    await openVault()
  }
  await giveUp({ shop, messageIds: [id], receivedAt: +message.at })
}

const withdrawn = (office: Office, standIn: StandInAddress, { withdrawing }: Cast, { at }: Times): Moment[] =>
  story.WITHDRAWALS.flatMap((share, n) => {
    const customer = withdrawing[n]
    if (!customer) return []
    const isLast = n === story.WITHDRAWALS.length - 1
    const act = async () => {
      if (isLast) await refuseOnce(standIn, 'customerEmailMarketingConsentUpdate', NOT_TAKEN)
      await withdrawEmails(office, customer.id, n % 2 === 0 ? story.OWNER : story.ASSISTANT)
    }
    if (isLast) return [{ at: at(share), act }]
    return [
      { at: at(share), act },
      { at: new Date(+at(share) + TOLD_AFTER_MS), act: () => tellAgain(office, standIn, customer.id) },
    ]
  })

const TOLD_AFTER_MS = 4_000

/** Shopify tells Kept what Kept itself wrote there. */
async function tellAgain({ shop }: Office, standIn: StandInAddress, customerId: number): Promise<void> {
  const customer = (await shopNow(standIn, shop)).customers.find(({ id }) => id === customerId)
  if (customer) await receive(shop, { at: clock.now(), ...marketingWebhook(customer, 'email') })
}

const NOT_TAKEN = { message: 'Email address is invalid', code: 'INVALID' }

function lately(office: Office, standIn: StandInAddress, { ago, until }: Times): Moment[] {
  const { shop } = office
  const { checked, recipientNamed, policyEdited } = story.LATELY
  return [
    { at: ago(checked), act: () => checkStorefront(office, story.OWNER) },
    {
      at: ago(recipientNamed),
      act: () => forShop(shop, (tx) => nameRecipient(tx, { address: story.NOTARY, language: 'fr' }, story.OWNER)),
    },
    {
      at: ago(policyEdited),
      act: async () => {
        const { policies } = await shopNow(standIn, shop)
        const body = policies.find(({ type }) => type === 'PRIVACY_POLICY')?.body ?? ''
        await writePolicy(standIn, body + story.WRITTEN_PAST_KEPT)
      },
    },
    {
      at: ago(policyEdited - 1),
      act: () => workLook({ shop, receivedAt: +clock.now() }),
    },
    {
      at: ago(policyEdited - 1),
      act: () =>
        forShop(shop, (tx) =>
          acceptance(tx, { days: { first: dayOf(ago(30)), last: dayOf(until), timeZone: 'Europe/Paris' } }),
        ),
    },
  ]
}

/** Every few days somebody looks into Consents or Activity. */
function looked(office: Office, times: Times): Moment[] {
  return daysOf(times)
    .filter((_, day) => day % LOOKS_EVERY_DAYS === 1)
    .map((day, n) => ({
      at: new Date(+day + 14 * HOUR_MS),
      act: () =>
        n % 2 === 0 ? lookAt(office, '/app/consents', story.OWNER) : lookAt(office, '/app/activity', story.ASSISTANT),
      isApart: true,
    }))
}

const SEALED_EVERY_DAYS = 28
const LOOKS_EVERY_DAYS = 16

/**
 * Nights in which what came since is sealed: one in four weeks, and each of those in which Kept also signs checkpoints,
 * which came with a later release. A worker seals each minute; as many seals would make the first start minutes longer.
 */
const nights = ({ shop }: Office, times: Times): Moment[] =>
  daysOf(times)
    .map((day, n) => ({
      day,
      isDue: n % SEALED_EVERY_DAYS === 0,
      isLately: day >= times.ago(story.LATELY.firstCheckpoint),
    }))
    .filter(({ isDue, isLately }) => isDue || isLately)
    .map(({ day, isLately }) => ({
      at: new Date(+day + HOUR_MS),
      act: async () => {
        await seal(shop)
        if (isLately) await checkpoint(shop, day)
      },
    }))

/** The ledger's next months, as a worker makes them. */
const months = (times: Times): Moment[] =>
  daysOf(times)
    .filter((day) => day.getUTCDate() === 1)
    .map((day) => ({ at: day, act: createPartitions, isApart: true }))

/** The beginnings of the days after the first. */
function daysOf({ from, until }: Times): Date[] {
  const first = Math.floor(+from / DAY_MS) + 1
  const last = Math.floor(+until / DAY_MS)
  const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => new Date((first + n) * DAY_MS))
  return days.filter((day) => +day + HOUR_MS < +until)
}
