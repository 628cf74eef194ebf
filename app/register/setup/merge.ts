/** What the set-up proposes for a register that is there already. Pure. */
import { canonicalJson } from '../canonical.ts'
import { partOf, withPart } from '../edit/parts.ts'
import { COLLECTIONS, type EntryRef, referencesOf } from '../entries.ts'
import type { Purpose, Register } from '../model.ts'
import { keyOfPart } from '../suggested.ts'
import { ENTRY_KINDS } from '../words.ts'
import { withoutDangling } from './prune.ts'

const SINGLES: readonly EntryRef[] = (['controller', 'rights_channel', 'cookies'] as const).map((kind) => ({
  kind,
  id: null,
}))

const partsOf = (register: Register): EntryRef[] => [
  ...SINGLES,
  ...ENTRY_KINDS.flatMap((kind) => register[COLLECTIONS[kind]].map(({ id }): EntryRef => ({ kind, id }))),
]

const same = (one: unknown, other: unknown) => canonicalJson(one ?? null) === canonicalJson(other ?? null)

interface Run {
  /** The register that the answers make now. */
  made: Register
  /** What they made when they were last used; null when they never were. */
  lastMade: Register | null
}

/**
 * The draft with what the answers add and change. What a person wrote or confirmed stays as it is, except that a purpose
 * gets the recipients that are new, and then waits to be confirmed again. Only suggestions that nobody took up, nor relies on, give
 * way to newer ones. Running it again changes nothing.
 */
export function withProposed(draft: Register, { made, lastMade }: Run): Register {
  const wasSuggested = new Set(draft.suggested)
  const isSuggested = new Set(made.suggested)
  const waiting = new Set(draft.suggested)
  let after: object = draft
  const put = (ref: EntryRef, value: unknown, isConfirmed: boolean) => {
    after = withPart(after, ref, value)
    if (isConfirmed) waiting.delete(keyOfPart(ref))
    else waiting.add(keyOfPart(ref))
  }
  const known = new Set<string>(draft.recipients.map(({ id }) => id))
  for (const ref of partsOf(made)) {
    const [before, now] = [partOf(draft, ref), partOf(made, ref)]
    const last = lastMade ? partOf(lastMade, ref) : undefined
    const isConfirmed = !isSuggested.has(keyOfPart(ref))
    if (before === undefined) {
      // What was proposed before and is gone, a person removed.
      if (last === undefined) put(ref, now, isConfirmed)
    } else if (same(before, now)) {
      if (isConfirmed) put(ref, now, true)
    } else if (wasSuggested.has(keyOfPart(ref)) || same(before, last)) {
      put(ref, now, isConfirmed)
    } else if (ref.kind === 'purpose') {
      const purpose = withNewRecipients(draft, made, ref.id, known)
      if (purpose) put(ref, purpose, false)
    }
  }
  const relied = new Set(
    referencesOf(draft)
      .filter(({ from }) => !wasSuggested.has(keyOfPart(from)))
      .map(({ to }) => keyOfPart(to)),
  )
  for (const ref of partsOf(draft)) {
    if (relied.has(keyOfPart(ref))) continue
    const isOld = ref.id !== null && wasSuggested.has(keyOfPart(ref)) && partOf(made, ref) === undefined
    if (isOld) put(ref, null, true)
  }
  // `withPart` replaced parts of a register by parts of another one.
  return withoutDangling({ ...(after as Register), suggested: [...waiting] })
}

/** The purpose as it is, with the recipients that this run adds to the register; undefined when there are none. */
function withNewRecipients(draft: Register, made: Register, id: string | null, known: ReadonlySet<string>) {
  const find = ({ purposes }: Register): Purpose | undefined => purposes.find((each) => each.id === id)
  const before = find(draft)
  const added = find(made)?.recipients.filter((recipient) => !known.has(recipient)) ?? []
  return before && added.length > 0 ? { ...before, recipients: [...before.recipients, ...added] } : undefined
}
