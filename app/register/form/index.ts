/** The register as pages show it: forms, lists and differences, in the staff's language. */
export {
  answerToRemoval,
  answerToSave,
  type RemovalAnswer,
  type SaidConflict,
  type SaveAnswer,
} from './answer.ts'
export { type SaidChange, type SaidChanges, sayChanges } from './changes.ts'
export { checkForm } from './check.ts'
export type { Control, Field, FieldFinding, FieldProblem, FormCheck, Option, Section, Suggestion } from './controls.ts'

export { type EntryList, type ListQuery, type ListRow, listEntries } from './list.ts'
export { type OpenForm, openForm } from './open.ts'
export {
  type MissingText,
  missingTexts,
  type Overview,
  overview,
  type SaidFinding,
  type SaidStep,
} from './overview.ts'
export { type PartToConfirm, partsToConfirm, type ToConfirm } from './to-confirm.ts'
export { SORTS } from './words.ts'
