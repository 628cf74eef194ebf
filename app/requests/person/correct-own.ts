import type { ShopTransaction } from '../../platform/db.ts'
import {
  type ProposedCorrections,
  type ProposedStatement,
  type ProposeResult,
  proposeCorrections,
  proposeStatement,
  startReadingHeld,
} from '../rectification/index.ts'
import { readOwn } from './read-own.ts'
import type { KnownVisitor } from './who-asks.ts'

const PERSON = { actor: 'person' } as const
const NOT_THERE: ProposeResult = { ok: false, reason: 'not_found' }

/** Whether they may propose for this request of theirs. */
const mayPropose = async (tx: ShopTransaction, visitor: KnownVisitor, id: string): Promise<boolean> =>
  (await readOwn(tx, visitor, id))?.rectification?.canPropose === true

/** Proposes corrections of one place of what is held about them. */
export async function proposeOwn(
  tx: ShopTransaction,
  visitor: KnownVisitor,
  id: string,
  proposed: ProposedCorrections,
): Promise<ProposeResult> {
  return (await mayPropose(tx, visitor, id)) ? proposeCorrections(tx, id, proposed, PERSON) : NOT_THERE
}

/** Adds a statement to what is held about them. */
export async function stateOwn(
  tx: ShopTransaction,
  visitor: KnownVisitor,
  id: string,
  stated: ProposedStatement,
): Promise<ProposeResult> {
  return (await mayPropose(tx, visitor, id)) ? proposeStatement(tx, id, stated, PERSON) : NOT_THERE
}

/** Has what is held about them read again. */
export async function rereadOwn(tx: ShopTransaction, visitor: KnownVisitor, id: string): Promise<boolean> {
  return (await mayPropose(tx, visitor, id)) && (await startReadingHeld(tx, id))
}
