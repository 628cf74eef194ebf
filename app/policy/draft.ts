/** The summary of a draft for staff: its preview, its changes, and what is left to do. Pure. */
import type { StaffLanguage } from '../platform/i18n.ts'
import {
  contentHash,
  type DescribedChange,
  describeChanges,
  errorsOf,
  type IsoDate,
  type Register,
  registerFindings,
  suggestedParts,
  withoutUnconfirmed,
} from '../register/index.ts'
import { type WhatChanged, whatChanged } from './compare/what-changed.ts'
import type { PolicyLanguage } from './languages.ts'
import { type LawGap, lawGaps } from './law/items.ts'
import type { PartId } from './model.ts'
import { policyOf } from './policy.ts'
import { type PolicyPreview, previewOf } from './preview.ts'
import type { DocumentKind } from './publication/model.ts'
import { offeredLanguages } from './readings/reading.ts'

export interface DraftQuery {
  staffLanguage: StaffLanguage
  document: DocumentKind
  /** Null stands for the language of staff; where the policy is not written in it, for the shop's own. */
  language: PolicyLanguage | null
  reader: PartId
  /** The number of changed parts that are listed. */
  size: number
  today: IsoDate
  /** Languages in which the shop shows the policy, besides the register's own. */
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
  /** The announcement to customers; null before the first version is in force. */
  news: WhatChanged | null
  /** What the law asks for and the draft does not say. */
  gaps: LawGap[]
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
  const wanted: readonly (PolicyLanguage | null)[] = [looking.language, staffLanguage]
  const language = wanted.find((each) => each && languages.includes(each)) ?? languages[0] ?? 'en'
  const version = { number: null, date: today }
  return {
    errors: errorsOf(withoutUnconfirmed(registerFindings(register, today))).length,
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
    gaps: lawGaps(policyOf(register, { language, version }), register),
    languages,
    language,
    preview: previewOf(register, { document, language, reader, today }),
  }
}
