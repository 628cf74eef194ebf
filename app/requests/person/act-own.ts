import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { confirmIdentity, handInProof } from '../identity/index.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import type { ProofProblem, ProofType } from '../words.ts'
import { METHODS, readOwn } from './read-own.ts'
import type { KnownVisitor } from './who-asks.ts'

export type OwnAct = { name: 'withdraw' | 'confirm' } | { name: 'reply'; text: string }

/**
 * Does what a person wants with a request of theirs, if its rules allow it. False when they do not, or there is no such request
 * of theirs.
 */
export async function actOnOwn(tx: ShopTransaction, visitor: KnownVisitor, id: string, act: OwnAct): Promise<boolean> {
  const own = await readOwn(tx, visitor, id)
  if (!own) return false
  if (act.name === 'confirm') return confirmIdentity(tx, id, METHODS[visitor.by])
  if (act.name === 'withdraw' && !own.canWithdraw) return false
  const said = { at: clock.now(), actor: 'person', actorId: null, facts: {} } as const
  const event =
    act.name === 'reply'
      ? ({ ...said, move: 'person_replied', note: act.text } as const)
      : ({ ...said, move: 'withdraw', note: null } as const)
  return (await recordEvent(tx, { requestId: id, seen: null, event })).ok
}

/** Hands in a proof for a request of theirs; the file was checked. Null when it is kept. */
export async function handInOwn(
  tx: ShopTransaction,
  visitor: KnownVisitor,
  id: string,
  proof: { file: Uint8Array; type: ProofType },
): Promise<ProofProblem | null> {
  return (await readOwn(tx, visitor, id)) ? handInProof(tx, id, proof) : 'not_now'
}
