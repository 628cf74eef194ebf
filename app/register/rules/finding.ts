import type { IsoDate } from '../calendar.ts'
import type { EntryRef } from '../entries.ts'
import type { DataCategory, Purpose, Recipient, Register } from '../model.ts'

/**
 * What can be wrong with a register. An error is a policy that would mislead, or a duty that is clearly not met: it
 * keeps the register from being published. Staff judge a warning. The sentences are in `messages/`.
 */
export const FINDINGS = {
  // the whole
  address_missing: 'error',
  contact_missing: 'error',
  representative_missing: 'error',
  way_missing: 'error',
  rights_unreachable: 'error',
  reference_missing: 'error',
  default_text_missing: 'error',
  country_missing: 'warning',
  site_missing: 'warning',
  authority_missing: 'warning',
  identity_method_missing: 'warning',
  ask_again_late: 'warning',
  audience_mismatch: 'warning',
  unconfirmed: 'error',
  sentence_required: 'error',
  sentence_unknown: 'warning',
  // purposes
  purpose_missing: 'error',
  consent_not_asked: 'error',
  message_asked_in_banner: 'error',
  message_with_signal: 'error',
  partner_unnamed: 'error',
  legitimate_interest_unnamed: 'error',
  automated_decision_unexplained: 'error',
  too_many_asked: 'error',
  asked_ids_long: 'error',
  legal_obligation_unnamed: 'warning',
  asked_without_consent: 'warning',
  marketing_without_consent: 'warning',
  sale_of_data: 'warning',
  joint_controller_without_consent: 'warning',
  purpose_without_data: 'warning',
  purpose_without_retention: 'warning',
  // data categories and retention
  special_category_without_condition: 'error',
  special_category_without_consent: 'error',
  category_without_retention: 'error',
  trigger_unfit: 'error',
  category_without_source: 'warning',
  category_unused: 'warning',
  admin_field_unknown: 'warning',
  retention_long: 'warning',
  hold_too_short: 'warning',
  // recipients and storage places
  recipient_country_missing: 'error',
  country_outside_eea: 'error',
  transfer_without_mechanism: 'error',
  adequacy_not_decided: 'error',
  clauses_repealed: 'error',
  clauses_undated: 'warning',
  adequacy_participation_unchecked: 'warning',
  recipient_buys: 'warning',
  agreement_missing: 'warning',
  agreement_expired: 'warning',
  arrangement_missing: 'warning',
  review_missing: 'warning',
  review_overdue: 'warning',
  notice_email_missing: 'warning',
  recipient_unused: 'warning',
  // trackers
  tracker_without_purpose: 'error',
  tracker_without_consent: 'error',
  exempt_tracker_long: 'error',
  tracker_long: 'warning',
  tracker_twice: 'warning',
} as const satisfies Record<string, 'error' | 'warning'>

export type FindingCode = keyof typeof FINDINGS
export type Severity = (typeof FINDINGS)[FindingCode]
export type FindingValues = Record<string, string | number>

export interface RegisterFinding {
  severity: Severity
  entry: EntryRef
  /** The field to correct, as a path in the entry (`recipients.2`). */
  field: string
  code: FindingCode
  /** The values in the sentence: codes, ids, dates and numbers. */
  values: FindingValues
}

export const finding = (
  code: FindingCode,
  entry: EntryRef,
  field: string,
  values: FindingValues = {},
): RegisterFinding => ({
  severity: FINDINGS[code],
  entry,
  field,
  code,
  values,
})

/** The register with lookup tables for the rules. */
export interface RuleContext {
  register: Register
  today: IsoDate
  purposes: ReadonlyMap<string, Purpose>
  categories: ReadonlyMap<string, DataCategory>
  recipients: ReadonlyMap<string, Recipient>
}

/** A rule about one kind of entry. It is broken when it returns true, or the values of its sentence. */
export interface EntryRule<Entry> {
  code: FindingCode
  field: string
  broken: (entry: Entry, given: RuleContext) => boolean | FindingValues
}
