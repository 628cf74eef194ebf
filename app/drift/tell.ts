import { clock } from '../platform/clock.ts'
import { config } from '../platform/config.ts'
import { forShop, type ShopTransaction } from '../platform/db.ts'
import { MailRefused, sendMail } from '../platform/mail.ts'
import { enqueue, within } from '../platform/queue.ts'
import { driftMail } from './mail.ts'
import { type DriftMailJob, driftMailQueue } from './queues.ts'
import { driftRecipientOf } from './recipient.ts'
import { listDrifts, noteMail, noteMailEnqueued, readWatch } from './store.ts'

/**
 * Enqueues one mail about every drift that staff were not told of yet, in the transaction that notes the look. Without a
 * recipient or a mail server they stay due, and the first look with both tells them.
 */
export async function tellOfDrift(
  tx: ShopTransaction,
  isMailConfigured = config.SMTP_URL !== undefined,
): Promise<void> {
  if (!isMailConfigured || driftRecipientOf(await readWatch(tx)) === null) return
  const due = (await listDrifts(tx)).filter(({ resolvedAt, mailState }) => resolvedAt === null && mailState === 'due')
  if (due.length === 0) return
  const drifts = due.map(({ kind, number }) => ({ kind, number }))
  await noteMailEnqueued(tx, drifts)
  const job: DriftMailJob = { shop: tx.shop, receivedAt: +clock.now(), drifts }
  await enqueue(driftMailQueue, [job], within(tx))
}

/**
 * Sends the mail of a job, and notes it, so that it is not sent again. A process that is killed between the two sends it
 * twice under the same Message-ID.
 *
 * @throws when the mail server could not be reached: try again later
 */
export async function workDriftMail(job: DriftMailJob, send: typeof sendMail = sendMail): Promise<void> {
  const { shop } = job
  const { drifts, recipient } = await forShop(shop, async (tx) => ({
    drifts: (await listDrifts(tx)).filter(
      ({ kind, number, mailState, resolvedAt }) =>
        mailState === 'waiting' &&
        resolvedAt === null &&
        job.drifts.some((asked) => asked.kind === kind && asked.number === number),
    ),
    recipient: driftRecipientOf(await readWatch(tx)),
  }))
  if (drifts.length === 0) return
  const settle = (settled: Parameters<typeof noteMail>[2]) => forShop(shop, (tx) => noteMail(tx, drifts, settled))
  // Staff named nobody since: if they name somebody while it lasts, the next look tells them.
  if (!recipient) return settle({ state: 'due', reason: null, at: null })
  try {
    await send(driftMail({ shop, asked: job.drifts, drifts, recipient }))
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error
    return settle({ state: 'failed', reason: 'mail_refused', at: null })
  }
  await settle({ state: 'sent', reason: null, at: clock.now() })
}

/** Called after the last try failed: staff see it. */
export async function noteMailGivenUp({ shop, drifts }: DriftMailJob): Promise<void> {
  await forShop(shop, (tx) => noteMail(tx, drifts, { state: 'failed', reason: 'mail_unreachable', at: null }))
}
