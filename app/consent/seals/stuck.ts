import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { ledgerLength } from '../ledger/index.ts'
import { treeSize } from '../tree/index.ts'
import { LedgerBroken, readEntries, readLeaves } from './entries.ts'
import { EVENTS_A_SEAL, STUCK_AFTER_MS, type StuckSealing } from './model.ts'
import { lastSeal } from './seal-store.ts'

/** Far enough to find the next event after a gap. */
const LOOKED_AHEAD = 100

/**
 * Whether sealing has stopped, and why. It reads the ledger itself, so that it is right even when no worker runs. Null
 * while no event has waited longer than `STUCK_AFTER_MS`.
 */
export async function findStuck(tx: ShopTransaction): Promise<StuckSealing | null> {
  const from = (await lastSeal(tx))?.to ?? 0
  const length = await ledgerLength(tx)
  const grown = await treeSize(tx)
  if (grown > from) return { from, since: null, position: null, rolledBack: grown }
  if (from >= length) return null
  const since = await waitingSince(tx, from, Math.min(length, from + LOOKED_AHEAD))
  if (since && +since > +clock.now() - STUCK_AFTER_MS) return null
  return {
    from,
    since,
    position: await brokenPosition(tx, from, Math.min(length, from + EVENTS_A_SEAL)),
    rolledBack: null,
  }
}

async function waitingSince(tx: ShopTransaction, from: number, to: number): Promise<Date | null> {
  try {
    const [first] = await readEntries(tx, from, to)
    if (!first) return null
    return first.kind === 'event' ? new Date(first.event.recordedAt) : first.erasedAt
  } catch (err) {
    if (err instanceof LedgerBroken) return null
    throw err
  }
}

async function brokenPosition(tx: ShopTransaction, from: number, to: number): Promise<number | null> {
  try {
    await readLeaves(tx, from, to)
    return null
  } catch (err) {
    if (err instanceof LedgerBroken) return err.position
    throw err
  }
}
