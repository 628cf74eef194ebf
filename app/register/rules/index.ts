import type { IsoDate } from '../calendar.ts'
import type { Register } from '../model.ts'
import type { EntryKind } from '../words.ts'
import { DATA_CATEGORY_RULES, RETENTION_RULES } from './data.ts'
import { type EntryRule, finding, type RegisterFinding, type RuleContext } from './finding.ts'
import { PURPOSE_RULES } from './purposes.ts'
import { RECIPIENT_RULES, STORAGE_PLACE_RULES } from './recipients.ts'
import { SENTENCE_RULES } from './sentences.ts'
import { TRACKER_RULES } from './trackers.ts'
import { findingsOfTheWhole } from './whole.ts'

export { FINDINGS, type FindingCode, type FindingValues, type RegisterFinding, type Severity } from './finding.ts'
export { isOutsideParty } from './recipients.ts'
export { lifetimeDays } from './trackers.ts'

function findingsOfEach<Entry extends { id: string }>(
  kind: EntryKind,
  entries: readonly Entry[],
  rules: readonly EntryRule<Entry>[],
  given: RuleContext,
): RegisterFinding[] {
  return entries.flatMap((entry) =>
    rules.flatMap(({ code, field, broken }) => {
      const values = broken(entry, given)
      if (values === false) return []
      return [finding(code, { kind, id: entry.id }, field, values === true ? {} : values)]
    }),
  )
}

/** All errors and warnings of a register on a day (`2026-11-23`). */
export function registerFindings(register: Register, today: IsoDate): RegisterFinding[] {
  const given: RuleContext = {
    register,
    today,
    purposes: new Map(register.purposes.map((purpose) => [purpose.id, purpose])),
    categories: new Map(register.dataCategories.map((category) => [category.id, category])),
    recipients: new Map(register.recipients.map((recipient) => [recipient.id, recipient])),
  }
  return [
    ...findingsOfTheWhole(register),
    ...findingsOfEach('purpose', register.purposes, PURPOSE_RULES, given),
    ...findingsOfEach('data_category', register.dataCategories, DATA_CATEGORY_RULES, given),
    ...findingsOfEach('recipient', register.recipients, RECIPIENT_RULES, given),
    ...findingsOfEach('storage_place', register.storagePlaces, STORAGE_PLACE_RULES, given),
    ...findingsOfEach('retention_rule', register.retentionRules, RETENTION_RULES, given),
    ...findingsOfEach('tracker', register.trackers, TRACKER_RULES, given),
    ...findingsOfEach('sentence', register.sentences, SENTENCE_RULES, given),
  ]
}

/** Without the parts that nobody confirmed, which pages count and show on their own. */
export const withoutUnconfirmed = (found: readonly RegisterFinding[]): RegisterFinding[] =>
  found.filter(({ code }) => code !== 'unconfirmed')

export const errorsOf = (found: readonly RegisterFinding[]): RegisterFinding[] =>
  found.filter(({ severity }) => severity === 'error')
