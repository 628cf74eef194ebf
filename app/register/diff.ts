import { canonicalJson } from './canonical.ts'
import { COLLECTIONS, type EntryRef, SINGLES } from './entries.ts'
import type { Register } from './model.ts'
import { ENTRY_KINDS, LANGUAGES, type PartKind, SINGLE_KINDS } from './words.ts'

/** One difference in an entry that both registers have. */
export type FieldChange =
  /** A list: the added and the removed items; both empty when only the order differs. */
  | { type: 'list'; field: string; added: unknown[]; removed: unknown[] }
  | { type: 'value'; field: string; before: unknown; after: unknown }

export type Change =
  | { change: 'added'; entry: EntryRef; value: unknown }
  | { change: 'removed'; entry: EntryRef; value: unknown }
  | { change: 'changed'; entry: EntryRef; fields: FieldChange[] }
  /** The same entries of a kind in another order, which is the order of the policy. */
  | { change: 'reordered'; entry: { kind: PartKind; id: null } }

const same = (a: unknown, b: unknown) => canonicalJson(a ?? null) === canonicalJson(b ?? null)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The items of one list that the other lacks, counting duplicates. */
function without(list: readonly unknown[], other: readonly unknown[]): unknown[] {
  const left = other.map((item) => canonicalJson(item))
  return list.filter((item) => {
    const index = left.indexOf(canonicalJson(item))
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
}

/** The differing fields, each by its path in the entry: `name.fr`, `automatedDecision.logic.en`, `recipients`. */
function fieldChanges(before: unknown, after: unknown, field: string): FieldChange[] {
  if (same(before, after)) return []
  if (Array.isArray(before) && Array.isArray(after))
    return [{ type: 'list', field, added: without(after, before), removed: without(before, after) }]
  // An object that was added is listed field by field.
  const was = before ?? (isObject(after) ? {} : null)
  const is = after ?? (isObject(before) ? {} : null)
  if (isObject(was) && isObject(is)) {
    const names = new Set([...Object.keys(was), ...Object.keys(is)])
    const parts = [...names].flatMap((name) => fieldChanges(was[name], is[name], field ? `${field}.${name}` : name))
    if (parts.length > 0) return parts
  }
  return [{ type: 'value', field, before: before ?? null, after: after ?? null }]
}

function changesOfEntries(
  kind: PartKind,
  before: readonly { id: string }[],
  after: readonly { id: string }[],
): Change[] {
  const old = new Map(before.map((entry) => [entry.id, entry]))
  const now = new Map(after.map((entry) => [entry.id, entry]))
  const removed = before.filter(({ id }) => !now.has(id))
  const stayed = after.filter(({ id }) => old.has(id))
  const changes: Change[] = after.flatMap((entry): Change[] => {
    const ref: EntryRef = { kind, id: entry.id }
    const was = old.get(entry.id)
    if (!was) return [{ change: 'added', entry: ref, value: entry }]
    const fields = fieldChanges(was, entry, '')
    return fields.length > 0 ? [{ change: 'changed', entry: ref, fields }] : []
  })
  const gone = removed.map((entry): Change => ({ change: 'removed', entry: { kind, id: entry.id }, value: entry }))
  const order = before.filter(({ id }) => now.has(id))
  const moved = stayed.some(({ id }, index) => order[index]?.id !== id)
  return [...changes, ...gone, ...(moved ? [{ change: 'reordered', entry: { kind, id: null } } as const] : [])]
}

/** What publishing `after` over `before` would change. Empty exactly when both have the same content hash. */
export function diffRegisters(before: Register, after: Register): Change[] {
  const ofSingles = SINGLE_KINDS.flatMap((kind): Change[] => {
    const fields = fieldChanges(before[SINGLES[kind]], after[SINGLES[kind]], '')
    return fields.length > 0 ? [{ change: 'changed', entry: { kind, id: null }, fields }] : []
  })
  const ofEntries = ENTRY_KINDS.flatMap((kind) =>
    changesOfEntries(kind, before[COLLECTIONS[kind]], after[COLLECTIONS[kind]]),
  )
  return [...ofSingles, ...ofEntries]
}

/** The language of a changed text, and the field without it: `name.fr` is `name` in French. */
export function languageOfField(field: string): { field: string; language: (typeof LANGUAGES)[number] | undefined } {
  const steps = field.split('.')
  const language = LANGUAGES.find((each) => each === steps.at(-1))
  return language && steps.length > 1
    ? { field: steps.slice(0, -1).join('.'), language }
    : { field, language: undefined }
}
