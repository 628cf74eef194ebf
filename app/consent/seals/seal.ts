import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { addAnswers } from '../counts/index.ts'
import { addSealedToSums, answersByDay } from '../ledger/index.ts'
import { extendTree, treeSize } from '../tree/index.ts'
import { rootOf } from '../tree/merkle.ts'
import { LedgerBroken, LedgerRolledBack, readLeaves } from './entries.ts'
import { EVENTS_A_SEAL, SEAL_EVERY_MS, type SealStatement } from './model.ts'
import { signerOf } from './rotate.ts'
import { dueSeals, insertSeal, lastSeal, lockLedgerLength, takeSealingTurn } from './seal-store.ts'
import { signStatement } from './signature.ts'
import { statementHash } from './statement-hash.ts'
import { sealStatementOf } from './statements.ts'

/**
 * Seals the shop's next committed positions (at most `EVENTS_A_SEAL`), extends the tree over the whole ledger and adds
 * to the sums of the charts and the counts of each day, in this transaction. Null when there are none, or when another worker is sealing.
 *
 * @throws LedgerBroken when a position is missing or doubled, or the newest seals are gone: then nothing is sealed
 * until a person has looked.
 */
export async function sealNext(tx: ShopTransaction): Promise<SealStatement | null> {
  if (!(await takeSealingTurn(tx))) return null
  const last = await lastSeal(tx)
  const from = last?.to ?? 0
  const to = Math.min(await lockLedgerLength(tx), from + EVENTS_A_SEAL)
  if (to <= from) return null
  // Sealing a ledger with a gap would make a different ledger and hide what happened.
  if ((await treeSize(tx)) > from) throw new LedgerRolledBack(from)
  const leaves = await readLeaves(tx, from, to)
  const { keys, current, privateKey } = await signerOf(tx)
  const statement: SealStatement = {
    type: 'kept-ledger-seal',
    shop: tx.shop,
    number: (last?.number ?? -1) + 1,
    from,
    to,
    root: rootOf(leaves).toString('hex'),
    previous: last && statementHash(sealStatementOf(tx.shop, last, keys)),
    key: current.fingerprint,
    sealedAt: clock.now().toISOString(),
  }
  const { signature } = signStatement(statement, privateKey)
  await insertSeal(tx, { ...statement, keyNumber: current.number, signature, leaves })
  await extendTree(tx, { from, leaves })
  await addSealedToSums(tx, to)
  await addAnswers(tx, await answersByDay(tx, { from, to }))
  return statement
}

/** Ledgers that this process found broken, at which position, and until when it leaves them alone. */
const broken = new Map<ShopDomain, { position: number; again: number }>()
const LOOK_AT_BROKEN_EVERY_MS = 60_000

/** Seals every due ledger, shop by shop. Several workers may run this at once, be killed, and run it again. */
export async function sealDueLedgers(): Promise<void> {
  const before = new Date(+clock.now() - SEAL_EVERY_MS)
  for (const { shop, waiting } of await dueSeals(before, EVENTS_A_SEAL)) {
    if (+clock.now() < (broken.get(shop)?.again ?? 0)) continue
    try {
      await sealAll(shop, waiting)
    } catch (err) {
      if (err instanceof LedgerBroken && noteBroken(shop, err)) continue
      log.error({ err, shop }, 'the consent ledger of a shop could not be sealed')
    }
  }
}

/**
 * True when it was reported as broken at this position before, so that the log is not filled. Staff see it in the
 * Ledger tab.
 */
function noteBroken(shop: ShopDomain, { position }: LedgerBroken): boolean {
  const isKnown = broken.get(shop)?.position === position
  broken.set(shop, { position, again: +clock.now() + LOOK_AT_BROKEN_EVERY_MS })
  return isKnown
}

/** Makes as many seals as `waiting` positions need. Events that arrive meanwhile wait for the next turn. */
async function sealAll(shop: ShopDomain, waiting: number): Promise<void> {
  for (let left = waiting; left > 0; left -= EVENTS_A_SEAL) {
    const seal = await forShop(shop, sealNext)
    if (seal === null) return
    broken.delete(shop)
    // The log is a witness outside of the database: seals made again over changed events have other roots.
    const { number, from, to, root } = seal
    log.info({ shop, number, from, to, root }, 'the consent ledger was sealed')
  }
}
