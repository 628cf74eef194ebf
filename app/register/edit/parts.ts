/** One part of a register at a time: how it is read, known by, and put in another's place. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical.ts'
import { COLLECTIONS, type EntryRef, SINGLES } from '../entries.ts'
import type { Register } from '../model.ts'
import { ENTRY_KINDS, type EntryKind, SINGLE_KINDS } from '../words.ts'

const entryKind = (kind: string): EntryKind | undefined => ENTRY_KINDS.find((each) => each === kind)

/** The part as it stands; undefined when the register has no such entry. */
export function partOf(register: Register, { kind, id }: EntryRef): unknown {
  const collection = entryKind(kind)
  if (collection) return [...register[COLLECTIONS[collection]]].find((entry) => entry.id === id)
  return SINGLE_KINDS.filter((each) => each === kind).map((each) => register[SINGLES[each]])[0]
}

/** SHA-256 of a part's canonical JSON, which a form carries to say what it was loaded with; null for nothing. */
export const partHash = (part: unknown): string | null =>
  part === undefined || part === null ? null : createHash('sha256').update(canonicalJson(part)).digest('hex')

/** The place of an entry among those of its kind; -1 when it is not there. */
export function placeOf(register: Register, { kind, id }: EntryRef): number {
  const collection = entryKind(kind)
  return collection ? register[COLLECTIONS[collection]].findIndex((entry) => entry.id === id) : -1
}

/** How many steps of a path in the register lead to a part: `purposes.3`, `controller`. */
export const startOfPart = ({ kind }: EntryRef): number => (entryKind(kind) ? 2 : 1)

/**
 * The register with one part in place of another: a new entry stands at `at`, by default at the end; null takes it
 * out. What comes out has not been validated.
 */
export function withPart(register: object, ref: EntryRef, part: unknown, at?: number): object {
  const collection = entryKind(ref.kind)
  if (!collection) {
    const single = SINGLE_KINDS.find((each) => each === ref.kind)
    return single ? { ...register, [SINGLES[single]]: part } : register
  }
  const name = COLLECTIONS[collection]
  const entries = (register as Record<typeof name, { id: string }[]>)[name]
  const place = entries.findIndex(({ id }) => id === ref.id)
  const changed: unknown[] = [...entries]
  if (part === null) changed.splice(place, place < 0 ? 0 : 1)
  else if (place < 0) changed.splice(at ?? changed.length, 0, part)
  else changed[place] = part
  return { ...register, [name]: changed }
}
