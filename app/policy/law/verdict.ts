/** Judges a point of the law from the register and from the document's statements. */
import type { Audience, EntryKind, EntryRef, Register } from '../../register/index.ts'
import type { PolicyDocument, StatementKind } from '../model.ts'
import { refs } from '../writing.ts'

export interface LawContext {
  register: Register
  document: PolicyDocument
  /** The ids of the document's statements. */
  statementIds: ReadonlySet<string>
}

/** `lacking` names the incomplete entries; none when the information is missing as a whole. */
export type LawVerdict = { state: 'given' } | { state: 'not_needed' } | { state: 'lacking'; entries: EntryRef[] }

const GIVEN: LawVerdict = { state: 'given' }
export const NOT_NEEDED: LawVerdict = { state: 'not_needed' }
export const unless = (fault: boolean, entries: EntryRef[]): LawVerdict =>
  fault ? { state: 'lacking', entries } : GIVEN

interface Entry {
  id: string
  audience: Audience[]
}

/** The entries that the document leaves out for some of their readers. */
export function missingFromDocument(
  { document, statementIds: said }: LawContext,
  kind: StatementKind,
  entries: readonly Entry[],
): Entry[] {
  const parts = new Set(document.parts.map(({ id }) => id))
  return entries.filter(({ id, audience }) =>
    audience.some((each) => parts.has(each) && !said.has(`${each}.${kind}.${id}`)),
  )
}

/** Every entry must be in the document and be complete. */
export function all<One extends Entry>(
  given: LawContext,
  kind: StatementKind & EntryKind,
  entries: readonly One[],
  isComplete: (entry: One) => boolean = () => true,
): LawVerdict {
  const faults = new Set([
    ...missingFromDocument(given, kind, entries),
    ...entries.filter((entry) => !isComplete(entry)),
  ])
  return unless(faults.size > 0, refs(kind, [...faults]))
}

export const whereAny = (verdict: LawVerdict, entries: readonly unknown[]): LawVerdict =>
  entries.length > 0 ? verdict : NOT_NEEDED
