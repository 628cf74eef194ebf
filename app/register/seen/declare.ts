import type { ShopTransaction } from '../../platform/db.ts'
import { type SaveResult, saveEntry } from '../edit/save.ts'
import { readDraft } from '../versions/store.ts'
import { entryFor } from './undeclared.ts'

/** Adds a tracker to the register as the cookie database describes it. Null when too little is known about it. */
export async function declareSeen(tx: ShopTransaction, name: string, staffId: string): Promise<SaveResult | null> {
  const draft = await readDraft(tx)
  const value = draft && entryFor(draft.register, name)
  return value ? saveEntry(tx, { kind: 'tracker', id: null, base: null, value }, staffId) : null
}
