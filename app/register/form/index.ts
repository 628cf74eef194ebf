/** The register as pages show it: forms, lists and differences, in the staff's language. */

export {
  answerToRemoval,
  answerToSave,
  type DescribedConflict,
  type RemovalAnswer,
  type SaveAnswer,
} from './answer.ts'
export { type DescribedChange, type DescribedChanges, describeChanges } from './changes.ts'
export { checkForm } from './check.ts'
export type {
  Control,
  Field,
  FieldFinding,
  FieldProblem,
  FormCheck,
  FormSection,
  Option,
  Suggestion,
} from './controls.ts'
export { countriesIn } from './countries-in.ts'

export { nameOfPart } from './describe.ts'
export { type EntryList, type ListQuery, type ListRow, listEntries } from './list.ts'
export { type OpenForm, openForm } from './open.ts'
export {
  type DescribedFinding,
  type DescribedStep,
  type MissingText,
  missingTexts,
  type Overview,
  overview,
} from './overview.ts'
export { type PartToConfirm, partsToConfirm, type ToConfirm } from './to-confirm.ts'
export { SORTS } from './words.ts'
