/** The register as pages show it: forms, lists and differences, in the staff's language. */
export {
  answerToRemoval,
  answerToSave,
  type RemovalAnswer,
  type SaidConflict,
  type SaveAnswer,
  sayConflict,
} from './answer.ts'
export { type SaidChange, type SaidChanges, sayChanges } from './changes.ts'
export { checkForm, findingsIn, problemsOf } from './check.ts'
export type { Control, Field, FieldFinding, FieldProblem, FormCheck, Option, Section, Suggestion } from './controls.ts'
export { labelOf, languagesIn, nameOfPart } from './describe.ts'
export { type Difference, differences } from './differ.ts'
export { type EntryList, type ListQuery, type ListRow, listEntries } from './list.ts'
export { type OpenForm, openForm } from './open.ts'
export {
  aboutPart,
  type MissingText,
  missingTexts,
  type Overview,
  overview,
  type SaidFinding,
  type SaidStep,
} from './overview.ts'
export { SORTS, type Sort } from './words.ts'
