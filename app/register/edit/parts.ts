/** Reads, hashes and replaces one part of a register. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../canonical.ts'
import { COLLECTIONS, type EntryRef, SINGLES } from '../entries.ts'
import type { Register } from '../model.ts'
import { ENTRY_KINDS, type EntryKind, SINGLE_KINDS } from '../words.ts'

const entryKind = (kind: string): EntryKind | undefined => ENTRY_KINDS.find((each) => each === kind)

/** The present part; undefined when the register has no such entry. */
export function partOf(register: Register, { kind, id }: EntryRef): unknown {
  const collection = entryKind(kind)
  if (collection) return [...register[COLLECTIONS[collection]]].find((entry) => entry.id === id)
  return SINGLE_KINDS.filter((each) => each === kind).map((each) => register[SINGLES[each]])[0]
}

/** SHA-256 of a part's canonical JSON, with which a form tells what it loaded; null for a missing part. */
export const partHash = (part: unknown): string | null =>
  part === undefined || part === null ? null : createHash('sha256').update(canonicalJson(part)).digest('hex')

/** The index of an entry among those of its kind; -1 when it does not exist. */
export function placeOf(register: Register, { kind, id }: EntryRef): number {
  const collection = entryKind(kind)
  return collection ? register[COLLECTIONS[collection]].findIndex((entry) => entry.id === id) : -1
}

/** The number of path steps that lead to a part: `purposes.3`, `controller`. */
export const startOfPart = ({ kind }: EntryRef): number => (entryKind(kind) ? 2 : 1)

/**
 * The register with one part replaced. A new entry is inserted at `at`, by default at the end; null removes it. The
 * result is not validated.
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
