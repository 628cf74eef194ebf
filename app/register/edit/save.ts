import type { ShopTransaction } from '../../platform/db.ts'
import { COLLECTIONS, newEntryId } from '../entries.ts'
import { ENTRY_SCHEMAS, type Register } from '../model.ts'
import { inLanguage, type Text } from '../text.ts'
import { ENTRY_KINDS, type EntryKind, type PartKind } from '../words.ts'
import { type ChangeResult, changeDraft } from './change.ts'
import { partHash } from './parts.ts'

export interface EntrySave {
  kind: PartKind
  /** Null for a new entry, and for single parts. */
  id: string | null
  /** The hash of the part that the form loaded; null for a new entry. */
  base: string | null
  value: object
}

export type SaveResult = ChangeResult & { id: string | null }

/**
 * Saves one part of the register. A new entry gets its id from its name. When a colleague saved or removed the same
 * part meanwhile, nothing is written and both versions are returned.
 */
export async function saveEntry(tx: ShopTransaction, save: EntrySave, staffId: string): Promise<SaveResult> {
  let id = save.id
  const edits = (register: Register) => {
    const kind = ENTRY_KINDS.find((each) => each === save.kind)
    if (!kind) return [save]
    id ??= idOfNew(register, kind, save.value)
    return [{ ...save, id, value: { ...save.value, id } }]
  }
  const changed = await changeDraft(tx, staffId, edits, { confirms: true })
  return { ...changed, id }
}

const ANY_ID = 'new'

/** The id of an existing entry with the same content, so that a form that was sent twice creates one entry. */
function idOfNew(register: Register, kind: EntryKind, value: object): string {
  const parsed = ENTRY_SCHEMAS[kind].safeParse({ ...value, id: ANY_ID })
  // An invalid value is refused in the next step, whatever its id.
  if (!parsed.success) return newEntryId(register, kind, '')
  const wanted = partHash(parsed.data)
  const twin = [...register[COLLECTIONS[kind]]].find((entry) => partHash({ ...entry, id: ANY_ID }) === wanted)
  return twin?.id ?? newEntryId(register, kind, nameIn(parsed.data, register))
}

type Named = { id: string; name?: Text; title?: Text; pattern?: string; subject?: string; section?: string }

function nameIn({ name, title, pattern, subject, section }: Named, register: Register): string {
  const language = register.languages.default
  const written = name ?? title
  return (written && inLanguage(written, language, language)) || (pattern ?? subject ?? section ?? '')
}
