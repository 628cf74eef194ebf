import { addMinutes } from 'date-fns/addMinutes'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { hashOfSecret, newSecret, writtenToken } from '../../platform/link-token.ts'
import { proxyPathOf } from '../../shopify/app-proxy/store.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { readCustomerMail } from '../../shopify/customers.ts'
import { requestPageUrl } from '../../shopify/links.ts'
import { backgroundClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { LINK_MINUTES } from '../limits.ts'
import type { LinkJob } from '../queues.ts'
import { knownPerson } from './known-person.ts'
import { postLinkMail } from './link-mail.ts'
import { findWaitingLink, lockLink, noteNotSent, noteSent } from './store.ts'

/**
 * Sends a link that was asked for to the address on file: Shopify's for a customer, never one that somebody typed or staff
 * noted. Killed anywhere and run again, it sends one.
 *
 * @throws ShopifyUnavailable: try again later
 */
export async function workLink(
  { shop, linkId }: LinkJob,
  clientOf: ShopClientProvider = backgroundClient,
): Promise<void> {
  const waiting = await forShop(shop, async (tx) => {
    const link = await findWaitingLink(tx, linkId)
    return link && { person: await knownPerson(tx, link.subjectId) }
  })
  if (!waiting) return
  const { person } = waiting
  let address = person?.address ?? null
  if (person?.customerId) {
    const client = await clientOf(shop)
    // A shop that removed Kept sends nothing.
    if (client === null) return
    try {
      address = await readCustomerMail(client.admin, person.customerId, client.retryPolicy)
    } catch (error) {
      if (!(error instanceof ShopifyRefusal)) throw error
      await forShop(shop, (tx) => noteNotSent(tx, linkId, 'not_found_out'))
      return
    }
  }
  const knownAs = person?.knownAs
  await forShop(shop, (tx) =>
    address && knownAs ? send(tx, linkId, { address, knownAs }) : noteNotSent(tx, linkId, 'no_address'),
  )
}

/** Called after the last try failed: staff see that nothing was sent. */
export async function noteLinkGivenUp({ shop, linkId }: LinkJob): Promise<void> {
  await forShop(shop, (tx) => noteNotSent(tx, linkId, 'not_found_out'))
}

async function send(
  tx: ShopTransaction,
  linkId: string,
  { address, knownAs }: { address: string; knownAs: string },
): Promise<void> {
  await lockLink(tx, linkId)
  const link = await findWaitingLink(tx, linkId)
  // Worked meanwhile, or the subject became somebody else since the address was found out: the next try asks again.
  if (!link) return
  if ((await knownPerson(tx, link.subjectId))?.knownAs !== knownAs) throw new Error('The person changed meanwhile')
  const secret = newSecret()
  const now = clock.now()
  await noteSent(tx, linkId, { knownAs, hash: hashOfSecret(secret), expiresAt: addMinutes(now, LINK_MINUTES) })
  const path = link.pathPrefix ?? (await proxyPathOf(tx))
  await postLinkMail(tx, {
    to: address,
    language: link.language,
    link: requestPageUrl(tx.shop, path, writtenToken({ id: linkId, secret })),
    linkId,
    subjectId: link.subjectId,
    requestId: link.requestId,
    isIdentified: link.isIdentified,
  })
  // Not possible from every state: a link may also be for looking at an answer.
  const event = { at: now, actor: 'kept', actorId: null, note: null, move: 'check_identity', facts: {} } as const
  await recordEvent(tx, { requestId: link.requestId, seen: null, event })
}
