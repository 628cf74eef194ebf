import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../platform/canonical-json.ts'

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex')

/** By which later versions name this one. */
export const headHash = (head: object): string => sha256Of(canonicalJson(head))

/** The name is hashed with it, so that no part passes for another one. */
export const proofPartHash = ({ name, says }: { name: string; says: object }): string =>
  sha256Of(canonicalJson({ name, says }))

/** The same person in two proofs has two hashes, and none of them is the one that the database has. */
export const personHash = (erasureId: string, lookup: string): string => sha256Of(`${erasureId}:${lookup}`)
