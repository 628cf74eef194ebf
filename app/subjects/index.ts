/** A person as Kept knows them: a random id, and apart from it, under a key of its own, who that is. */
export { identify, linkVisitor } from './identify.ts'
export { findLookupKey } from './lookup-key-store.ts'
export {
  type Identifier,
  identifiersOf,
  type NamedPerson,
  SUBJECT_KEYS,
  type SubjectId,
  subjectContext,
} from './model.ts'
export { eraseSubjects, findSamePerson, findSubjects, keyOf, lockPerson, readIdentifiers } from './store.ts'
