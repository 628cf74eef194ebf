/** The parts of a register that a template or the set-up only supposed, and how staff confirm them. Pure. */
import { COLLECTIONS, type EntryRef } from './entries.ts'
import type { Register } from './model.ts'
import { isSentenceDue, PROMISING_SENTENCES } from './sentences.ts'
import { ENTRY_KINDS, isAddable, SINGLE_KINDS } from './words.ts'

/** Which languages a shop offers is no claim about it. */
const SINGLE_CLAIMS = SINGLE_KINDS.filter((kind) => kind !== 'languages')

/** `controller`, `recipient/shopify`. */
export const keyOfPart = ({ kind, id }: EntryRef): string => (id === null ? kind : `${kind}/${id}`)

/** Everything that the policy says of the shop: every part, and the fixed sentences that promise something. */
const claimsOf = (register: Register): EntryRef[] => [
  ...SINGLE_CLAIMS.map((kind) => ({ kind, id: null })),
  ...ENTRY_KINDS.filter(isAddable).flatMap((kind) =>
    register[COLLECTIONS[kind]].map(({ id }): EntryRef => ({ kind, id })),
  ),
  ...PROMISING_SENTENCES.map((id): EntryRef => ({ kind: 'sentence', id })),
]

/** A sentence that this register does not print waits until it does. */
const isSaid = (register: Register) => (part: EntryRef) =>
  part.kind !== 'sentence' || part.id === null || isSentenceDue(part.id, register)

/** The parts that nobody confirmed yet and that are still there, in the register's order. */
export function suggestedParts(register: Register): EntryRef[] {
  if (register.suggested.length === 0) return []
  const suggested = new Set(register.suggested)
  return claimsOf(register)
    .filter((part) => suggested.has(keyOfPart(part)))
    .filter(isSaid(register))
}

/** The register with these parts confirmed. Those that were confirmed before stay so. */
export function withConfirmed(register: Register, parts: readonly EntryRef[]): Register {
  const confirmed = new Set(parts.map(keyOfPart))
  return { ...register, suggested: register.suggested.filter((key) => !confirmed.has(key)) }
}

/** The register as a suggestion: nothing that it claims is confirmed. */
export const asSuggestion = (made: Register): Register => ({ ...made, suggested: claimsOf(made).map(keyOfPart) })
