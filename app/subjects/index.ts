/** A person as Kept knows them: a random id, and apart from it, under a key of its own, who that is. */
export { identify, linkVisitor } from './identify.ts'
export { findLookupKey } from './lookup-key-store.ts'
export {
  type Identifier,
  identifiersOf,
  isVisitor,
  type NamedPerson,
  SUBJECT_KEYS,
  type SubjectId,
  subjectContext,
  type VisitorId,
} from './model.ts'
export {
  eraseSubjects,
  findSamePerson,
  findSubjects,
  keyOf,
  knownSince,
  lockPerson,
  readIdentifiers,
  visitorSubject,
} from './store.ts'
