import type { FixedSentence } from '../model.ts'
import { isOptionalSentence, isSentence } from '../sentences.ts'
import type { EntryRule } from './finding.ts'

export const SENTENCE_RULES: readonly EntryRule<FixedSentence>[] = [
  // A later release may say it no more.
  { code: 'sentence_unknown', field: 'id', broken: ({ id }) => !isSentence(id) },
  // GDPR Art. 13 and 14.
  {
    code: 'sentence_required',
    field: 'printed',
    broken: ({ id, printed }) => !printed && isSentence(id) && !isOptionalSentence(id),
  },
]
