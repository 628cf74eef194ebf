/** Consents of another tool, from a file. */
export {
  beginImport,
  cancelImport,
  checkImport,
  confirmImport,
  type ImportBegun,
  takePortion,
} from './act.ts'
export { IMPORT_PORTION_BYTES } from './limits.ts'
export { importMapping, newImport } from './model.ts'
export { type ImportView, listImports, readConsentImport } from './read.ts'
export { IMPORT_KEYS } from './store.ts'
export { noteImportGivenUp, workImport } from './work.ts'
