import { clock } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { MailRefused, sendMail } from '../platform/mail.ts'
import { isMailAddress } from '../platform/mail-address.ts'
import type { ShopDomain } from '../platform/shop-domain.ts'
import { ShopifyRefusal } from '../shopify/calls.ts'
import { readCustomerMail } from '../shopify/customers.ts'
import { appInAdminUrl } from '../shopify/links.ts'
import { backgroundClient, type ShopClientProvider } from '../shopify/shop-client.ts'
import { customerIdOf } from '../subjects/index.ts'
import { openContent } from './content.ts'
import { messageIdOf } from './message-id.ts'
import type { MailJob } from './queues.ts'
import { findQueued, type Settled, settleMail } from './store.ts'
import { isForStaff } from './words.ts'

/** A mail that a server has taken. */
interface AcceptedMail {
  template: string
  requestId: string | null
  at: Date
}

/** What follows from a mail that was taken, in the transaction that notes it. */
export type OnAccepted = (tx: ShopTransaction, mail: AcceptedMail) => Promise<void>

/**
 * Sends a mail and notes it, so that it is not sent again. A process that is killed between the two sends it twice under
 * the same Message-ID, and mail programs show one.
 *
 * @throws when the mail server could not be reached, or Shopify, who knows a customer's address: try again later
 */
export async function workMail(
  { shop, mailId }: MailJob,
  send: typeof sendMail = sendMail,
  onAccepted?: OnAccepted,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const settle = (settled: Omit<Settled, 'at'>) =>
    forShop(shop, (tx) => settleMail(tx, mailId, ['queued'], { ...settled, at: clock.now() }))
  const found = await forShop(shop, async (tx) => {
    const queued = await findQueued(tx, mailId)
    if (!queued) return null
    const { subjectId, template, requestId } = queued
    const content = await openContent(tx, mailId, queued)
    const customerId = content?.to === '' && subjectId ? await customerIdOf(tx, subjectId) : null
    return { content, customerId, template, requestId }
  })
  if (!found) return
  if (!found.content) return void (await settle({ state: 'unsent', reason: 'erased' }))
  const to = found.content.to || (await addressAtShopify(shop, found.customerId, clientOf))
  if (to === null) return void (await settle({ state: 'unsent', reason: 'no_address' }))
  try {
    await send({
      ...found.content,
      to,
      messageId: messageIdOf(shop, mailId, new URL(config.SHOPIFY_APP_URL).hostname),
      // A person's mails answer their request, and a recipient's are a duty, so there is nothing to unsubscribe from. Staff
      // choose in the settings.
      unsubscribeUrl: isForStaff(found.template) ? `${appInAdminUrl(shop)}/app/requests/settings` : null,
    })
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    return void (await settle({ state: 'refused', reason: 'refused_by_server', detail: error.status }))
  }
  const { template, requestId } = found
  await forShop(shop, async (tx) => {
    const at = clock.now()
    const isNoted = await settleMail(tx, mailId, ['queued'], { state: 'accepted', reason: null, at })
    if (isNoted) await onAccepted?.(tx, { template, requestId, at })
  })
}

/** A customer's address as Shopify has it now; null when there is none, or Kept may not see it. */
async function addressAtShopify(
  shop: ShopDomain,
  customerId: string | null,
  clientOf: ShopClientProvider,
): Promise<string | null> {
  const client = customerId === null ? null : await clientOf(shop)
  if (client === null || customerId === null) return null
  try {
    const address = await readCustomerMail(client.admin, customerId, client.retryPolicy)
    return address !== null && isMailAddress(address) ? address : null
  } catch (error) {
    if (error instanceof ShopifyRefusal) return null
    throw error
  }
}

/** Called after the last try failed. */
export async function giveMailUp({ shop, mailId }: MailJob): Promise<void> {
  await forShop(shop, (tx) =>
    settleMail(tx, mailId, ['queued'], { state: 'given_up', reason: 'unreachable', at: clock.now() }),
  )
}
