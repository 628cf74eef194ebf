import { AT_ONCE_KINDS, type RequestKind } from '../words.ts'

/** Kinds that are answered by carrying them out: the work answers, and nobody does by hand. Pure. */
export const ANSWERED_BY_WORK: ReadonlySet<RequestKind> = new Set<RequestKind>([
  'erasure',
  'rectification',
  'restriction',
  'human_review',
  ...AT_ONCE_KINDS,
])
