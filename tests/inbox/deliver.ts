import { randomUUID } from 'node:crypto'
import { workMessage } from '../../app/inbox/jobs.ts'
import { forShop } from '../../app/platform/db.ts'
import { type ShopDomain, shopDomain } from '../../app/platform/shop-domain.ts'
import { settleVersion, writeDraft } from '../../app/register/index.ts'
import { theTemplate } from '../register/a-register.ts'
import { freezeJudged } from '../register/freeze.ts'
import { aShop, type Calls, type WebhookOptions } from '../setup/shopify-calls.ts'

/** Sends a webhook and works its job, as the worker would. Returns the message's id. */
export async function deliver(
  doors: Calls,
  shop: ShopDomain,
  topic: string,
  body: unknown,
  options: WebhookOptions = {},
): Promise<string> {
  const id = options.id ?? randomUUID()
  const response = await doors.webhook(topic, body, { shop, ...options, id })
  if (response.status !== 200) throw new Error(`The door answered ${response.status}`)
  await workMessage(shop, id)
  return id
}

export const messageOf = (shop: ShopDomain, id: string) =>
  forShop(shop, (tx) => tx.inboxMessage.findUniqueOrThrow({ where: { shop_id: { shop, id } } }))

export const newShop = () => shopDomain.parse(aShop())

export const about = (shop: string, customer: object) => ({ shop_id: 1, shop_domain: shop, customer })

/** The header with which Shopify says when it triggered a call. */
export const triggeredAt = (at: Date) => ({ headers: { 'x-shopify-triggered-at': at.toISOString() } })

export const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1_000)

/** A shop whose published register has purposes for e-mail and SMS. */
export async function aShopThatAsks(): Promise<ShopDomain> {
  const shop = newShop()
  await forShop(shop, async (tx) => {
    const revision = await writeDraft(tx, { register: theTemplate(), updatedAt: new Date(), updatedBy: '1' })
    const frozen = await freezeJudged(tx, { revision, author: '1' })
    if (!frozen.ok) throw new Error(frozen.reason)
    await settleVersion(tx, frozen.version.number, { state: 'published', at: new Date() })
  })
  return shop
}
