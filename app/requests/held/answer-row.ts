/** A row as the person gets it: what the register declares, without what is masked, as staff chose. Pure. */
import type { Declaration } from './declared.ts'
import { type Mask, masksOf, type Person } from './masks.ts'
import type { AnsweredRow, HeldRow, MaskGround } from './model.ts'

/** What staff chose for a row, in the order of their choices. */
export interface HeldChoice {
  move: 'take_out' | 'put_back'
  /** Null: the whole row. */
  column: string | null
}

export interface Rules {
  declaration: Declaration
  person: Person
  choicesOf(row: HeldRow): readonly HeldChoice[]
}

/** Null when nothing of the row is declared. */
export function answeredRow(row: HeldRow, rules: Rules): AnsweredRow | null {
  const masked: Record<string, MaskGround> = {}
  const values: HeldRow['values'] = {}
  const grounds = groundsOf(row, rules)
  for (const [column, value] of Object.entries(row.values)) {
    const declared = rules.declaration.of(row.table, column, row.values)
    if (declared === 'undeclared') continue
    const ground = value === null ? undefined : declared === 'withheld' ? 'secret' : grounds.get(column)
    values[column] = ground === undefined && declared === 'given' ? value : null
    if (ground !== undefined) masked[column] = ground
  }
  return Object.keys(values).length === 0 ? null : { ...row, values, masked }
}

/** Why values of a row are not given: the rules' grounds, and what staff took out or put back, the newest choice last. */
export function groundsOf(row: HeldRow, { person, choicesOf }: Omit<Rules, 'declaration'>): Map<string, MaskGround> {
  const masks = masksOf(row, person)
  const grounds = new Map([...masks].map(([column, { ground }]): [string, MaskGround] => [column, ground]))
  for (const { move, column } of choicesOf(row)) {
    for (const one of column === null ? Object.keys(row.values) : [column]) apply(move, one, { masks, grounds, row })
  }
  return grounds
}

interface Standing {
  row: HeldRow
  masks: ReadonlyMap<string, Mask>
  grounds: Map<string, MaskGround>
}

function apply(move: HeldChoice['move'], column: string, { row, masks, grounds }: Standing): void {
  if ((row.values[column] ?? null) === null || masks.get(column)?.isFinal) return
  if (move === 'put_back') grounds.delete(column)
  else grounds.set(column, 'removed_by_staff')
}
