import type { ShopTransaction } from '../../platform/db.ts'
import type { SealedColumn } from '../../platform/rewrap.ts'
import { vault } from '../../platform/vault.ts'
import { DEFAULT_SCHEDULE, type RecipientSchedule, recipientSchedule } from '../timeline/model.ts'
import { RECIPIENT_WAYS, type RecipientWayName } from '../words.ts'
import { type WaySetup, waySetup } from './model.ts'

const sealed = (column: string): SealedColumn => ({
  table: 'recipient_ways',
  column,
  id: 'recipient_id',
  idType: 'text',
  holds: 'envelope',
  rowsAStep: 200,
})
/** What a change of the installation's key must reach. */
export const RECIPIENT_CREDENTIALS: readonly SealedColumn[] = [sealed('credential'), sealed('previous_credential')]

/** Bound to the way too: a key of one tool is never sent to another. */
const contextOf = (shop: string, recipientId: string, way: RecipientWayName) =>
  `recipient-way/${shop}/${recipientId}/${way}`

export interface ChosenWay {
  recipientId: string
  way: RecipientWayName
  setup: WaySetup
  hasCredential: boolean
  /** Until when the secret before counts too. */
  previousUntil: Date | null
  revision: number
}

const chosenOf = (row: {
  recipientId: string
  way: string
  setup: unknown
  credential: Uint8Array | null
  previousUntil: Date | null
  revision: number
}): ChosenWay | null => {
  // A later release may know more ways.
  const way = RECIPIENT_WAYS.find((one) => one === row.way)
  if (!way) return null
  const { recipientId, previousUntil, revision } = row
  const hasCredential = row.credential !== null
  return { recipientId, way, setup: waySetup.parse(row.setup), hasCredential, previousUntil, revision }
}

export async function findWays(tx: ShopTransaction): Promise<ChosenWay[]> {
  const rows = await tx.recipientWay.findMany()
  return rows.flatMap((row) => chosenOf(row) ?? [])
}

export async function findWay(tx: ShopTransaction, recipientId: string): Promise<ChosenWay | null> {
  const row = await tx.recipientWay.findFirst({ where: { recipientId } })
  return row && chosenOf(row)
}

/** The secrets that count at a time, the newest first; none when the recipient is told in another way by now. */
export async function readCredentials(
  tx: ShopTransaction,
  { recipientId, way }: { recipientId: string; way: RecipientWayName },
  now: Date,
): Promise<string[]> {
  const row = await tx.recipientWay.findFirst({ where: { recipientId, way } })
  if (!row?.credential) return []
  const isOverlapping = row.previousUntil !== null && row.previousUntil > now
  const kept = [row.credential, ...(isOverlapping && row.previousCredential ? [row.previousCredential] : [])]
  return kept.map((one) => vault.openEnvelope(one, contextOf(tx.shop, recipientId, way)).toString('utf8'))
}

interface SavedWay {
  recipientId: string
  way: RecipientWayName
  setup: WaySetup
  /** A new secret; undefined keeps the saved one, null removes it. */
  credential: string | null | undefined
}

interface By {
  updatedAt: Date
  updatedBy: string
}

function sealedCredential(tx: ShopTransaction, { recipientId, way, credential }: SavedWay) {
  if (credential === undefined || credential === null) return credential
  return new Uint8Array(vault.sealEnvelope(credential, contextOf(tx.shop, recipientId, way)))
}

/** Saves over the revision that staff saw. False when a colleague was faster. */
export async function writeWay(tx: ShopTransaction, saved: SavedWay, revision: number, by: By): Promise<boolean> {
  const { recipientId, way, setup } = saved
  const credential = sealedCredential(tx, saved)
  if (revision === 0) {
    const { count } = await tx.recipientWay.createMany({
      data: [{ shop: tx.shop, recipientId, way, setup, credential: credential ?? null, revision: 1, ...by }],
      skipDuplicates: true,
    })
    return count === 1
  }
  const changed = credential === undefined ? {} : { credential, previousCredential: null, previousUntil: null }
  const { count } = await tx.recipientWay.updateMany({
    where: { recipientId, revision },
    data: { way, setup, ...changed, revision: { increment: 1 }, ...by },
  })
  return count === 1
}

/** Sets a new secret. The one before counts until `previousUntil`. False when a colleague was faster. */
export async function rotateCredential(
  tx: ShopTransaction,
  saved: { recipientId: string; way: RecipientWayName; credential: string; revision: number; previousUntil: Date },
  by: By,
): Promise<boolean> {
  const { recipientId, way, credential, revision, previousUntil } = saved
  const row = await tx.recipientWay.findFirst({ where: { recipientId, way, revision } })
  if (!row?.credential) return false
  const { count } = await tx.recipientWay.updateMany({
    where: { recipientId, revision },
    data: {
      credential: new Uint8Array(vault.sealEnvelope(credential, contextOf(tx.shop, recipientId, way))),
      previousCredential: row.credential,
      previousUntil,
      revision: { increment: 1 },
      ...by,
    },
  })
  return count === 1
}

/** Goes back to how the register suggests it. */
export async function removeWay(tx: ShopTransaction, recipientId: string, revision: number): Promise<boolean> {
  const { count } = await tx.recipientWay.deleteMany({ where: { recipientId, revision } })
  return count === 1
}

/** When recipients are reminded and overdue; the defaults before staff chose. */
export async function readSchedule(tx: ShopTransaction): Promise<RecipientSchedule> {
  const row = await tx.recipientSchedule.findUnique({ where: { shop: tx.shop } })
  return row ? recipientSchedule.parse(row.content) : DEFAULT_SCHEDULE
}

export async function writeSchedule(tx: ShopTransaction, content: RecipientSchedule, by: By): Promise<void> {
  await tx.recipientSchedule.upsert({
    where: { shop: tx.shop },
    create: { shop: tx.shop, content, ...by },
    update: { content, ...by },
  })
}
