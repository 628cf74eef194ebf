import { clock } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { MailRefused, sendMail } from '../platform/mail.ts'
import { appInAdminUrl } from '../shopify/links.ts'
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
 * @throws when the mail server could not be reached: try again later
 */
export async function workMail(
  { shop, mailId }: MailJob,
  send: typeof sendMail = sendMail,
  onAccepted?: OnAccepted,
): Promise<void> {
  const settle = (settled: Omit<Settled, 'at'>) =>
    forShop(shop, (tx) => settleMail(tx, mailId, ['queued'], { ...settled, at: clock.now() }))
  const found = await forShop(shop, async (tx) => {
    const queued = await findQueued(tx, mailId)
    return (
      queued && {
        content: await openContent(tx, mailId, queued),
        template: queued.template,
        requestId: queued.requestId,
      }
    )
  })
  if (!found) return
  if (!found.content) return void (await settle({ state: 'unsent', reason: 'erased' }))
  try {
    await send({
      ...found.content,
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

/** Called after the last try failed. */
export async function giveMailUp({ shop, mailId }: MailJob): Promise<void> {
  await forShop(shop, (tx) =>
    settleMail(tx, mailId, ['queued'], { state: 'given_up', reason: 'unreachable', at: clock.now() }),
  )
}
