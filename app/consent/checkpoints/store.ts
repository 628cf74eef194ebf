import { prisma, type ShopTransaction } from '../../platform/db.ts'
import { STAFF_LANGUAGES } from '../../platform/i18n.ts'
import { type ShopDomain, shopDomain } from '../../platform/shop-domain.ts'
import type { DeliveryJob } from '../queues.ts'
import {
  DELIVERY_CHANNELS,
  DELIVERY_REASONS,
  DELIVERY_STATES,
  type Delivery,
  type DeliveryReason,
  type DeliveryState,
  type MailRecipient,
} from './model.ts'

export interface StoredCheckpoint {
  size: number
  origin: string
  root: Buffer
  sealNumber: number
  keyNumber: number
  signedAt: Date
  note: string
}

const MOST_SHOPS = 1_000

/** Shops with sealed events that no checkpoint covers, and without a checkpoint since `since`. */
export async function dueCheckpoints(since: Date): Promise<ShopDomain[]> {
  const rows = await prisma.$queryRaw<{ shop: string }[]>`
    SELECT shop FROM consent_due_checkpoints(${since}, ${MOST_SHOPS}::int)`
  return rows.map(({ shop }) => shopDomain.parse(shop))
}

interface Row {
  treeSize: bigint
  origin: string
  root: Uint8Array
  sealNumber: number
  keyNumber: number
  signedAt: Date
  note: string
}

const toCheckpoint = ({ treeSize, root, origin, sealNumber, keyNumber, signedAt, note }: Row): StoredCheckpoint => ({
  size: Number(treeSize),
  root: Buffer.from(root),
  origin,
  sealNumber,
  keyNumber,
  signedAt,
  note,
})

/** The newest one; null before the first. */
export async function lastCheckpoint(tx: ShopTransaction): Promise<StoredCheckpoint | null> {
  const row = await tx.consentCheckpoint.findFirst({ orderBy: { treeSize: 'desc' } })
  return row && toCheckpoint(row)
}

/** Every checkpoint, the first one first: one for each day on which something was sealed. */
export async function allCheckpoints(tx: ShopTransaction): Promise<Pick<StoredCheckpoint, 'size' | 'root' | 'note'>[]> {
  const rows = await tx.consentCheckpoint.findMany({
    orderBy: { treeSize: 'asc' },
    select: { treeSize: true, root: true, note: true },
  })
  return rows.map(({ treeSize, root, note }) => ({ size: Number(treeSize), root: Buffer.from(root), note }))
}

export async function findCheckpoint(tx: ShopTransaction, size: number): Promise<StoredCheckpoint | null> {
  const row = await tx.consentCheckpoint.findUnique({
    where: { shop_treeSize: { shop: tx.shop, treeSize: BigInt(size) } },
  })
  return row && toCheckpoint(row)
}

export async function insertCheckpoint(
  tx: ShopTransaction,
  { size, root, ...checkpoint }: StoredCheckpoint,
): Promise<void> {
  await tx.consentCheckpoint.create({
    data: { shop: tx.shop, treeSize: BigInt(size), root: new Uint8Array(root), ...checkpoint },
  })
}

/** False when the delivery is enqueued already. */
export async function insertDelivery(
  tx: ShopTransaction,
  { size, channel, recipient }: Omit<DeliveryJob, 'shop' | 'receivedAt'>,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.consentCheckpointDelivery.createMany({
    data: { shop: tx.shop, treeSize: BigInt(size), channel, recipient, state: 'waiting', updatedAt: at },
    skipDuplicates: true,
  })
  return count > 0
}

export async function deliveriesOf(tx: ShopTransaction, size: number): Promise<(Delivery & { recipient: number })[]> {
  const rows = await tx.consentCheckpointDelivery.findMany({
    where: { treeSize: BigInt(size) },
    orderBy: [{ channel: 'desc' }, { recipient: 'asc' }],
  })
  return rows.map(({ channel, recipient, state, reason, updatedAt }) => ({
    channel: oneOf(DELIVERY_CHANNELS, channel),
    recipient,
    state: oneOf(DELIVERY_STATES, state),
    reason: reason === null ? null : oneOf(DELIVERY_REASONS, reason),
    updatedAt,
  }))
}

export async function settleDelivery(
  tx: ShopTransaction,
  { size, channel, recipient }: Omit<DeliveryJob, 'shop' | 'receivedAt'>,
  settled: { state: DeliveryState; reason: DeliveryReason | null; at: Date },
): Promise<void> {
  await tx.consentCheckpointDelivery.updateMany({
    where: { treeSize: BigInt(size), channel, recipient },
    data: { state: settled.state, reason: settled.reason, updatedAt: settled.at },
  })
}

/** The last change of the recipient, also when it removed the recipient. */
export async function lastRecipient(
  tx: ShopTransaction,
): Promise<(Omit<MailRecipient, 'address'> & { address: string | null }) | null> {
  const row = await tx.consentCheckpointRecipient.findFirst({ orderBy: { number: 'desc' } })
  if (!row) return null
  const { number, address, language, changedAt, changedBy } = row
  return { number, address, language: oneOf(STAFF_LANGUAGES, language), changedAt, changedBy }
}

export async function insertRecipient(
  tx: ShopTransaction,
  recipient: Omit<MailRecipient, 'address'> & { address: string | null },
): Promise<void> {
  await tx.consentCheckpointRecipient.create({ data: { shop: tx.shop, ...recipient } })
}

export const countRecipientsSince = (tx: ShopTransaction, since: Date): Promise<number> =>
  tx.consentCheckpointRecipient.count({ where: { changedAt: { gt: since } } })

function oneOf<Word extends string>(words: readonly Word[], stored: string): Word {
  const word = words.find((known) => known === stored)
  if (word === undefined) throw new Error(`The tables hold a word that Kept does not write: ${stored}`)
  return word
}
