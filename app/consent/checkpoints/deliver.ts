import { clock } from '../../platform/clock.ts'
import { config } from '../../platform/config.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { MailRefused, sendMail } from '../../platform/mail.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { readInstallation, writeAppData } from '../../shopify/app-data.ts'
import { backgroundClient, type ShopClientProvider } from '../../shopify/shop-client.ts'
import type { DeliveryJob } from '../queues.ts'
import { checkpointMail } from './mail.ts'
import type { DeliveryReason, DeliveryState, MailRecipient } from './model.ts'
import { verifierKeys } from './published.ts'
import {
  deliveriesOf,
  findCheckpoint,
  lastCheckpoint,
  lastRecipient,
  type StoredCheckpoint,
  settleDelivery,
} from './store.ts'

/** How checkpoints are delivered. */
export interface DeliveryChannels {
  clientOf: ShopClientProvider
  /** Null where no mail is configured. */
  sendMail: typeof sendMail | null
}

const DEFAULT_CHANNELS: DeliveryChannels = { clientOf: backgroundClient, sendMail: config.SMTP_URL ? sendMail : null }

interface Outcome {
  state: DeliveryState
  reason: DeliveryReason | null
}

/**
 * Delivers a checkpoint to the shop or to the mail recipient, and notes it, so that it is not delivered again. A
 * process that is killed between the two delivers twice, with the same content and the same Message-ID.
 *
 * @throws when Shopify or the mail server could not be reached: try again later
 */
export async function workDelivery(job: DeliveryJob, channels: DeliveryChannels = DEFAULT_CHANNELS): Promise<void> {
  const due = await forShop(job.shop, (tx) => readDue(tx, job))
  if (!due) return
  const settle = (outcome: Outcome) =>
    forShop(job.shop, (tx) => settleDelivery(tx, job, { ...outcome, at: clock.now() }))
  try {
    await settle(
      await (job.channel === 'shop' ? deliverToShop(job.shop, due, channels) : deliverByMail(job.shop, due, channels)),
    )
  } catch (error) {
    await settle({ state: 'waiting', reason: job.channel === 'shop' ? 'shopify' : 'mail_unreachable' })
    throw error
  }
}

interface DueDelivery {
  checkpoint: StoredCheckpoint
  isLast: boolean
  keys: string[]
  /** Null when the merchant has named another mail recipient since. */
  recipient: MailRecipient | null
}

/** Null when nothing is to be done. */
async function readDue(tx: ShopTransaction, { size, channel, recipient }: DeliveryJob): Promise<DueDelivery | null> {
  const delivery = (await deliveriesOf(tx, size)).find((one) => one.channel === channel && one.recipient === recipient)
  const checkpoint = await findCheckpoint(tx, size)
  if (delivery?.state !== 'waiting' || !checkpoint) return null
  const named = await lastRecipient(tx)
  return {
    checkpoint,
    isLast: (await lastCheckpoint(tx))?.size === size,
    keys: await verifierKeys(tx, checkpoint.origin),
    recipient: named?.address && named.number === recipient ? { ...named, address: named.address } : null,
  }
}

async function deliverToShop(
  shop: ShopDomain,
  { checkpoint, isLast, keys }: DueDelivery,
  channels: DeliveryChannels,
): Promise<Outcome> {
  if (!isLast) return { state: 'superseded', reason: null }
  const client = await channels.clientOf(shop)
  if (!client) return { state: 'failed', reason: 'not_installed' }
  const { admin, retryPolicy } = client
  const { id } = await readInstallation(admin, retryPolicy)
  const value = JSON.stringify({ checkpoint: checkpoint.note, keys })
  await writeAppData(admin, id, [{ key: 'checkpoint', type: 'json', value }], retryPolicy)
  return { state: 'sent', reason: null }
}

async function deliverByMail(
  shop: ShopDomain,
  { checkpoint, keys, recipient }: DueDelivery,
  channels: DeliveryChannels,
): Promise<Outcome> {
  if (!recipient) return { state: 'superseded', reason: 'recipient_changed' }
  if (!channels.sendMail) return { state: 'failed', reason: 'mail_not_configured' }
  try {
    await channels.sendMail(checkpointMail({ shop, checkpoint, keys, recipient }))
    return { state: 'sent', reason: null }
  } catch (error) {
    if (error instanceof MailRefused) return { state: 'failed', reason: 'mail_refused' }
    throw error
  }
}

/** Called after the last try failed: staff see it. The next day's checkpoint also covers this one's events. */
export async function noteDeliveryGivenUp(job: DeliveryJob): Promise<void> {
  await forShop(job.shop, async (tx) => {
    const due = await readDue(tx, job)
    if (!due) return
    const reason = job.channel === 'shop' ? 'shopify' : 'mail_unreachable'
    await settleDelivery(tx, job, { state: 'failed', reason, at: clock.now() })
  })
}
