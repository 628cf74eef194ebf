import { clock } from '../../platform/clock.ts'
import { config } from '../../platform/config.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { growTree } from '../seals/index.ts'
import { signerOf } from '../seals/rotate.ts'
import { lastSeal, lockLedgerLength, waitForSealingTurn } from '../seals/seal-store.ts'
import { isConsistent } from '../tree/consistency.ts'
import { proveConsistency, readEdge, rootOfEdge } from '../tree/index.ts'
import { checkpointText, originOf } from './checkpoint.ts'
import { enqueueDelivery } from './enqueue.ts'
import { rawKey, signNote } from './note.ts'
import { dueCheckpoints, insertCheckpoint, lastCheckpoint, lastRecipient, type StoredCheckpoint } from './store.ts'

/** The ledger's beginning contradicts an earlier checkpoint. Nothing is signed that contradicts it. */
class LedgerForked extends Error {
  override name = 'LedgerForked'

  constructor(size: number) {
    super(`The consent ledger does not begin with the ${size} positions that were checkpointed`)
  }
}

/**
 * Signs today's checkpoint for every shop that has sealed events since its last one, and enqueues its delivery. A
 * shop's first checkpoint follows its first seal. Several workers may run this at once, be killed, and run it again.
 */
export async function issueDueCheckpoints(): Promise<void> {
  const since = startOfDay(clock.now())
  for (const shop of await dueCheckpoints(since)) {
    try {
      await issueFor(shop, since)
    } catch (err) {
      log.error({ err, shop }, 'a checkpoint of the consent ledger could not be signed')
    }
  }
}

const startOfDay = (now: Date) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate()))

async function issueFor(shop: ShopDomain, since: Date): Promise<void> {
  while (await forShop(shop, growTree));
  const issued = await forShop(shop, (tx) => issueCheckpoint(tx, since))
  if (!issued) return
  const { size, root } = issued
  log.info({ shop, size, root: root.toString('base64') }, 'a checkpoint of the consent ledger was signed')
}

/**
 * The shop's checkpoint over all that is sealed; null when there is one since `since`, or nothing new.
 *
 * @throws LedgerForked
 */
export async function issueCheckpoint(tx: ShopTransaction, since: Date): Promise<StoredCheckpoint | null> {
  await waitForSealingTurn(tx)
  // Locks the ledger, so that no checkpoint is left over when the shop is erased at the same time.
  if ((await lockLedgerLength(tx)) === 0) return null
  const [last, seal, edge] = [await lastCheckpoint(tx), await lastSeal(tx), await readEdge(tx)]
  const isDue = last === null || last.signedAt < since
  // A tree larger than the sealed ledger means that seals were rolled back: see findStuck. A smaller tree is extended
  // first.
  if (!isDue || !seal || seal.to !== edge.size || seal.to === last?.size) return null
  const root = rootOfEdge(edge)
  if (last && !(await isContinuation(tx, last, { size: edge.size, root }))) throw new LedgerForked(last.size)
  const issued = await sign(tx, { last, sealNumber: seal.number, size: edge.size, root })
  await insertCheckpoint(tx, issued)
  await send(tx, issued)
  return issued
}

/**
 * A log never signs what contradicts its earlier checkpoints (C2SP tlog-checkpoint): somebody may have changed the
 * tables.
 */
async function isContinuation(
  tx: ShopTransaction,
  last: StoredCheckpoint,
  { size, root }: { size: number; root: Buffer },
) {
  if (last.size > size) return false
  const proof = await proveConsistency(tx, { from: last.size, to: size })
  return isConsistent({ from: last.size, to: size, fromRoot: last.root, toRoot: root, proof })
}

async function sign(
  tx: ShopTransaction,
  made: { last: StoredCheckpoint | null; sealNumber: number; size: number; root: Buffer },
): Promise<StoredCheckpoint> {
  const { last, sealNumber, size, root } = made
  const { current, privateKey } = await signerOf(tx)
  // The log keeps its name when Kept moves to another address.
  const origin = last?.origin ?? originOf(new URL(config.SHOPIFY_APP_URL).host, tx.shop)
  const publicKey = rawKey(Buffer.from(current.signed.statement.publicKey, 'base64'))
  const note = signNote(checkpointText({ origin, size, root }), { name: origin, publicKey }, privateKey)
  return { size, root, origin, sealNumber, keyNumber: current.number, signedAt: clock.now(), note }
}

async function send(tx: ShopTransaction, { size, signedAt }: StoredCheckpoint): Promise<void> {
  await enqueueDelivery(tx, { size, channel: 'shop', recipient: 0 }, signedAt)
  const recipient = await lastRecipient(tx)
  if (recipient?.address) await enqueueDelivery(tx, { size, channel: 'mail', recipient: recipient.number }, signedAt)
}
