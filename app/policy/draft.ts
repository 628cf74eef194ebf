/** What staff are shown of a draft: what it would say, what that changes, what is left to do. Pure. */
import type { StaffLanguage } from '../platform/i18n.ts'
import {
  contentHash,
  type DescribedChange,
  describeChanges,
  type EntryRef,
  errorsOf,
  type IsoDate,
  type Register,
  registerFindings,
  suggestedParts,
} from '../register/index.ts'
import { type WhatChanged, whatChanged } from './compare/what-changed.ts'
import type { PolicyLanguage } from './languages.ts'
import { lawGaps } from './law/items.ts'
import type { PartId } from './model.ts'
import { policyOf } from './policy.ts'
import { type PolicyPreview, previewOf } from './preview.ts'
import type { DocumentKind } from './publication/model.ts'
import { offeredLanguages } from './readings/reading.ts'

export interface DraftQuery {
  staffLanguage: StaffLanguage
  document: DocumentKind
  /** Null: the shop's own. */
  language: PolicyLanguage | null
  reader: PartId
  /** Changed parts that are named at once. */
  size: number
  today: IsoDate
  /** Languages that the shop shows the policy in, besides the register's own. */
  shownIn: readonly PolicyLanguage[]
}

export interface DraftSummary {
  /** Without the facts that nobody confirmed, which are `suggested`. */
  errors: number
  suggested: number
  /** Publishing it would change nothing. */
  isInForce: boolean
  /** Null before the first version is in force. */
  changes: { total: number; first: DescribedChange[] } | null
  /** What customers would be told; null before the first version is in force. */
  news: WhatChanged | null
  gaps: { article: string; what: string; entries: EntryRef[] }[]
  languages: PolicyLanguage[]
  language: PolicyLanguage
  preview: PolicyPreview
}

export function summariseDraft(
  register: Register,
  inForce: { register: Register; hash: string } | null,
  { staffLanguage, document, reader, size, today, shownIn, ...looking }: DraftQuery,
): DraftSummary {
  const languages = [...new Set([...offeredLanguages({ register }), ...shownIn])]
  const language = languages.find((each) => each === looking.language) ?? languages[0] ?? 'en'
  const version = { number: null, date: today }
  return {
    errors: errorsOf(registerFindings(register, today)).filter(({ code }) => code !== 'unconfirmed').length,
    suggested: suggestedParts(register).length,
    isInForce: inForce?.hash === contentHash(register),
    changes: inForce && describeChanges(inForce.register, register, { language: staffLanguage, size }),
    news:
      inForce &&
      whatChanged(
        policyOf(inForce.register, { language: staffLanguage, version }),
        policyOf(register, { language: staffLanguage, version }),
        staffLanguage,
      ),
    gaps: lawGaps(policyOf(register, { language, version }), register).map(({ item, entries }) => ({
      article: item.article,
      what: item.what[staffLanguage],
      entries,
    })),
    languages,
    language,
    preview: previewOf(register, { document, language, reader, today }),
  }
}
