/** A person in Kept: a random id and, separately and sealed with a key of its own, the identifiers. */
export { dueCopies, noteCopyTried, setNextCopy } from './copies-store.ts'
export {
  erasureOf,
  erasureOfSubject,
  findErasedSubjects,
  findWholePerson,
  forgetPerson,
  isErasedSince,
  isRepeatedErasure,
} from './erase.ts'
export { findErasures, insertErasures, type RememberedErasure, rememberedSince } from './erasures-store.ts'
export { findOnePerson, identify, identifyMailbox, linkVisitor } from './identify.ts'
export { findLookupKey } from './lookup-key-store.ts'
export { customerIdOf, mergeCustomers } from './merge.ts'
export {
  type Erasure,
  type Identifier,
  identifiersOf,
  isFromBefore,
  isMailbox,
  isVisitor,
  type NamedPerson,
  type StatedTimes,
  SUBJECT_KEYS,
  type SubjectId,
  subjectContext,
  type VisitorId,
} from './model.ts'
export { findProven } from './proven.ts'
export {
  changeRestriction,
  customersLeftOut,
  isRestricted,
  markRestricted,
  type Restriction,
  readRestriction,
  restrictedAmong,
  restrictionsOf,
} from './restriction/store.ts'
export {
  eraseSubjects,
  findSamePerson,
  findSubjects,
  insertPeople,
  keyOf,
  knownByLookups,
  knownSince,
  lockLookups,
  lockPerson,
  lookupOf,
  lookupsOf,
  type NewPerson,
  readIdentifiers,
  replaceIdentifier,
  subjectKeysOf,
  subjectOfReference,
  visitorSubject,
} from './store.ts'
export { RESTRICTION_GROUNDS, type RestrictionGround } from './words.ts'
