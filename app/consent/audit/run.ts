import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import type { ShopClientProvider } from '../../shopify/shop-client.ts'
import { type CheckpointCopy, checkpointAtShop } from '../checkpoints/index.ts'
import { ledgerEnd, ledgerTimes } from '../ledger/index.ts'
import type { AuditJob } from '../queues.ts'
import { type LedgerExtent, LedgerUnreadable, ledgerExtent, SigningKeyGone } from '../seals/index.ts'
import { countKeys, countSeals, sealNumberOver } from '../seals/seal-store.ts'
import { verifyAgainstAll } from '../verification/index.ts'
import { findingOfContradiction, findingOfProblem } from './finding.ts'
import { ledgerFile, onThreads } from './ledger-file.ts'
import { type Audited, type AuditFinding, type AuditResult, NO_PLACE } from './model.ts'
import { finishAudit, lockOpenAudit, noteProgress } from './store.ts'
import { readWitnesses, type Witnesses } from './witnesses.ts'

/** It was cancelled, or its shop was erased, while it ran. */
class AuditEnded extends Error {
  override name = 'AuditEnded'
}

/**
 * Verifies the shop's whole ledger as it stands in the database, by the rules that anybody verifies an export with, and
 * notes what it found. A process that is killed leaves it to another one, which starts over.
 */
export async function workAudit({ shop, number }: AuditJob, clientOf?: ShopClientProvider): Promise<void> {
  // Read first: a copy that is newer than the ledger that is read would contradict it.
  const copy = await checkpointAtShop(shop, clientOf)
  const begun = await forShop(shop, (tx) => begin(tx, number, copy))
  if (!begun) return
  try {
    const result = await audit(shop, number, begun)
    await forShop(shop, (tx) => finishAudit(tx, number, { state: 'done', at: clock.now(), result }))
    if (!result.ok)
      log.error({ shop, finding: result.finding }, 'an audit of the consent ledger found that it was changed')
  } catch (error) {
    if (!(error instanceof AuditEnded)) throw error
  }
}

/** Called after the last try failed: staff can ask again. */
export async function noteAuditGivenUp({ shop, number }: AuditJob): Promise<void> {
  await forShop(shop, (tx) => finishAudit(tx, number, { state: 'failed', at: clock.now(), result: null }))
}

interface Begun {
  audited: Audited
  witnesses: Witnesses
  /** Null: the key to close an export with is gone. */
  extent: LedgerExtent | null
  /** The position after the last entry. */
  end: number
}

async function begin(tx: ShopTransaction, number: number, copy: CheckpointCopy): Promise<Begun | null> {
  if (!(await lockOpenAudit(tx, number))) return null
  // The ledger grows between these statements: what it is compared with is read first, and how far it is read last.
  const witnesses = await readWitnesses(tx, copy)
  const times = await ledgerTimes(tx)
  const { length, end } = await ledgerEnd(tx)
  const extent = await extentOf(tx)
  return {
    extent,
    witnesses,
    end,
    audited: {
      length: extent?.length ?? length,
      seals: await countSeals(tx),
      keys: await countKeys(tx),
      checkpoints: witnesses.checkpoints,
      first: times?.first ?? null,
      last: times?.last ?? null,
      shopCopy: copy.state === 'found' ? 'compared' : copy.state,
      earlierAudit: witnesses.earlierAudit,
    },
  }
}

async function extentOf(tx: ShopTransaction): Promise<LedgerExtent | null> {
  try {
    return await ledgerExtent(tx)
  } catch (error) {
    if (error instanceof SigningKeyGone) return null
    throw error
  }
}

async function audit(shop: ShopDomain, number: number, begun: Begun): Promise<AuditResult> {
  const { audited, witnesses, extent, end } = begun
  const wrong = (finding: AuditFinding): AuditResult => ({ ok: false, ...audited, finding })
  if (!extent) return wrong({ ...NO_PLACE, problem: 'key_gone' })
  if (end > audited.length) return wrong({ ...NO_PLACE, problem: 'record_after_end', position: audited.length })
  try {
    const open = ledgerFile(shop, extent, progressOf(shop, number, extent.length))
    const verdict = await verifyAgainstAll(open, witnesses.known, OPTIONS)
    if (!verdict.ok && verdict.problem) return wrong(await withSeal(shop, findingOfProblem(verdict.problem)))
    if (witnesses.changed) return wrong(witnesses.changed)
    if (!verdict.ok) {
      const { witness, size } = verdict.known
      return wrong(await withSeal(shop, findingOfContradiction(verdict.contradiction, { kind: witness, size })))
    }
    const { erased, unsealed } = verdict.contents
    const { size, root } = witnesses.tree
    return { ok: true, ...audited, erased, unsealed, size, root: root.toString('base64') }
  } catch (error) {
    if (!(error instanceof LedgerUnreadable)) throw error
    return wrong(await withSeal(shop, { ...NO_PLACE, problem: 'record_unreadable', position: error.position }))
  }
}

/** Blocks are hashed on the two threads that a process has for such work. No key is given: staff have none. */
const OPTIONS = { pinned: null, threads: 2, digesterOf: onThreads }

/** How often the page is told how far it is, and the job that it was cancelled. */
const PROGRESS_MS = 500

function progressOf(shop: ShopDomain, number: number, length: number) {
  let [told, checked] = [Number.NEGATIVE_INFINITY, 0]
  return async (position: number) => {
    // A ledger with a problem is read again from its start, to explain it.
    checked = Math.max(checked, Math.min(position, length))
    if (performance.now() - told < PROGRESS_MS) return
    told = performance.now()
    if (!(await forShop(shop, (tx) => noteProgress(tx, number, { checked, length })))) throw new AuditEnded()
  }
}

/** With the seal over the position, where there is one. */
async function withSeal(shop: ShopDomain, finding: AuditFinding): Promise<AuditFinding> {
  const { position, seal } = finding
  if (position === null || seal !== null) return finding
  return { ...finding, seal: await forShop(shop, (tx) => sealNumberOver(tx, position)) }
}
