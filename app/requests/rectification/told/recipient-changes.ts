/** What a recipient of the person's data is told: what is right now, field by field (GDPR Art. 19). Pure. */
import type { WrittenLanguage } from '../../../mail/index.ts'
import type { CorrectedField, CorrectionPlace } from '../words.ts'
import { correctionName } from './in-words.ts'

interface Corrected {
  place: CorrectionPlace
  field: CorrectedField
  content: { place: { name: string }; new: string | null } | null
}

/** A value of a recipient's task has at most so many characters: a longer statement is told in pieces. */
const PIECE = 400

/** Fields of a profile have the names that tools know. */
const TOOL_FIELDS: ReadonlySet<CorrectedField> = new Set(['first_name', 'last_name', 'email', 'phone'])

export function recipientChanges(done: readonly Corrected[], language: WrittenLanguage) {
  const named = done.map(({ place, field, content }) => ({
    name: correctionName({ place, field, name: content?.place.name ?? null }, language),
    field: place === 'customer' && TOOL_FIELDS.has(field) ? field : null,
    value: content?.new ?? null,
  }))
  return {
    changes: [...new Set(named.map(({ name }) => name))],
    // A value that was removed is among the changes, and nothing else is right.
    corrected: named.flatMap(({ name, field, value }) =>
      piecesOf(value).map((piece) => ({ field: field ?? name, value: piece })),
    ),
  }
}

const piecesOf = (value: string | null): string[] => {
  const characters = [...(value ?? '')]
  const pieces = Math.ceil(characters.length / PIECE)
  return Array.from({ length: pieces }, (_piece, n) => characters.slice(n * PIECE, (n + 1) * PIECE).join(''))
}
