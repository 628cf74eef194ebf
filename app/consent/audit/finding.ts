import type { Contradiction, LedgerProblem } from '../verification/index.ts'
import { type AuditFinding, type AuditProblem, type AuditWitness, NO_PLACE } from './model.ts'

type ProblemKind = Exclude<LedgerProblem['kind'], 'seal' | 'key' | 'file'>

const RECORD_PROBLEMS: Record<ProblemKind, AuditProblem> = {
  changed: 'record_changed',
  removed: 'record_removed',
  added: 'record_added',
  reordered: 'record_moved',
  misplaced: 'record_moved',
}

/** What is wrong with the ledger by itself. */
export function findingOfProblem(problem: LedgerProblem): AuditFinding {
  switch (problem.kind) {
    case 'seal':
      return {
        ...NO_PLACE,
        problem: problem.why === 'missing' ? 'seal_missing' : 'seal_changed',
        seal: problem.number,
      }
    case 'key':
      return { ...NO_PLACE, problem: 'key_changed' }
    case 'file':
      // Kept wrote the lines itself, so they only lack seals.
      return { ...NO_PLACE, problem: 'seal_missing' }
    default:
      return {
        ...NO_PLACE,
        problem: RECORD_PROBLEMS[problem.kind],
        position: problem.position,
        record: problem.id,
      }
  }
}

/** What a witness knows, and the ledger contradicts. */
export function findingOfContradiction(
  contradiction: Contradiction,
  witness: { kind: AuditWitness; size: number },
): AuditFinding {
  const found = { ...NO_PLACE, witness }
  switch (contradiction.kind) {
    case 'rollback':
      return contradiction.of === 'positions'
        ? { ...found, problem: 'end_removed', position: contradiction.first }
        : { ...found, problem: 'end_removed', seal: contradiction.number }
    case 'checkpoint_changed':
      return { ...found, problem: 'witness_changed' }
    case 'other_shop':
      return { ...found, problem: 'witness_of_other_ledger' }
    case 'fork':
      return { ...found, problem: contradiction.of === 'signer' ? 'witness_of_other_ledger' : 'beginning_changed' }
    case 'unknown_root':
      return { ...found, problem: 'beginning_changed' }
  }
}
