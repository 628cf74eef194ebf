/** The use cases that change the draft. All take the same lock. */
export { type Edit, MAX_ENTRY_BYTES, MAX_UNDO_BYTES } from './apply.ts'

export { confirmParts } from './confirm.ts'
export { discardChange } from './discard.ts'
export { replaceDraft } from './import.ts'
export { moveEntry } from './move.ts'
export { partHash, partOf } from './parts.ts'
export { previewImport } from './preview-import.ts'
export { removeEntry, undoEdits } from './remove.ts'
export { type EntrySave, saveEntry } from './save.ts'
export { empty, fromTemplate, startRegister } from './start.ts'
export { type LastEdit, lastEditOf } from './store.ts'
