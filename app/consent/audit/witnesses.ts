import type { ShopTransaction } from '../../platform/db.ts'
import { allCheckpoints, type CheckpointCopy } from '../checkpoints/index.ts'
import { readEdge, rootOfEdge } from '../tree/index.ts'
import { type KnownCheckpoint, knownCheckpoint } from '../verification/index.ts'
import { type AuditFinding, type AuditWitness, NO_PLACE } from './model.ts'
import { lastGoodAudit } from './store.ts'

type Witness = KnownCheckpoint & { witness: AuditWitness }

export interface Witnesses {
  known: Witness[]
  /** The tree over the whole ledger, as it is stored. */
  tree: { size: number; root: Buffer }
  checkpoints: number
  earlierAudit: boolean
  /** A checkpoint that is not what was signed. */
  changed: AuditFinding | null
}

const unsigned = (witness: AuditWitness, { size, root }: { size: number; root: Buffer }): Witness => ({
  kind: 'checkpoint',
  note: null,
  origin: null,
  size,
  root,
  witness,
})

/**
 * What the database and Shopify know of the ledger, besides its events and seals: whoever takes the newest seals away,
 * with all after them, has to change these too. Shopify's copy and the mails are out of the database's reach.
 */
export async function readWitnesses(tx: ShopTransaction, copy: CheckpointCopy): Promise<Witnesses> {
  const edge = await readEdge(tx)
  const tree = { size: edge.size, root: rootOfEdge(edge) }
  const stored = await allCheckpoints(tx)
  const audit = await lastGoodAudit(tx)
  const known = [unsigned('tree', tree)]
  let changed: AuditFinding | null = null
  const add = (witness: AuditWitness, note: string, said?: { size: number; root: Buffer }) => {
    const read = knownCheckpoint(note)
    const isSame = !said || (read?.size === said.size && read.root.equals(said.root))
    if (read && isSame) known.push({ ...read, witness })
    else changed ??= { ...NO_PLACE, problem: 'witness_changed', witness: { kind: witness, size: said?.size ?? null } }
  }
  for (const { note, ...said } of stored) add('checkpoint', note, said)
  if (copy.state === 'found') add('shop', copy.note)
  if (audit) known.push(unsigned('audit', { size: audit.size, root: Buffer.from(audit.root, 'base64') }))
  return { known, tree, checkpoints: stored.length, earlierAudit: audit !== null, changed }
}
