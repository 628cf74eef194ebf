import { AT_ONCE_KINDS, type RequestKind } from '../words.ts'

/** Kinds that are answered by carrying them out: the work answers, and nobody does by hand. Pure. */
export const ANSWERED_BY_WORK: ReadonlySet<RequestKind> = new Set<RequestKind>(['erasure', ...AT_ONCE_KINDS])

/** Kinds that may be answered without a proof of who asks. Pure. */
export const NEEDS_NO_IDENTITY: ReadonlySet<RequestKind> = new Set<RequestKind>(AT_ONCE_KINDS)
