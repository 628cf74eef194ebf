import { isAdminField } from '../admin-fields.ts'
import type { DataCategory, RetentionRule } from '../model.ts'
import type { RetentionSubject, RetentionTrigger } from '../words.ts'
import type { EntryRule, RuleContext } from './finding.ts'

/** The audiences of a category that no retention rule covers. */
const unkept = (category: DataCategory, { register }: RuleContext) =>
  category.audience.filter(
    (audience) =>
      !register.retentionRules.some(
        (rule) => rule.audience.includes(audience) && rule.dataCategories.includes(category.id),
      ),
  )

const purposesUsing = (category: DataCategory, { register }: RuleContext) =>
  register.purposes.filter((purpose) => purpose.dataCategories.includes(category.id))

export const DATA_CATEGORY_RULES: readonly EntryRule<DataCategory>[] = [
  // Art. 9(1) and (2).
  {
    code: 'special_category_without_condition',
    field: 'specialCondition',
    broken: (category) => category.special && category.specialCondition === null,
  },
  // Art. 9(2)(a).
  {
    code: 'special_category_without_consent',
    field: 'specialCondition',
    broken: (category, given) =>
      category.special &&
      category.specialCondition === 'explicit_consent' &&
      purposesUsing(category, given).some((purpose) => purpose.legalBasis !== 'consent'),
  },
  // Art. 13(2)(a), 30(1)(f).
  {
    code: 'category_without_retention',
    field: 'id',
    broken: (category, given) => {
      const [audience] = unkept(category, given)
      return audience === undefined ? false : { audience }
    },
  },
  // Art. 14(2)(f).
  { code: 'category_without_source', field: 'sources', broken: (category) => category.sources.length === 0 },
  // Art. 5(1)(c): data without a purpose is not collected.
  { code: 'category_unused', field: 'id', broken: (category, given) => purposesUsing(category, given).length === 0 },
  {
    code: 'admin_field_unknown',
    field: 'adminFields',
    broken: (category) => {
      const unknown = category.adminFields.find((field) => !isAdminField(field))
      return unknown === undefined ? false : { adminField: unknown }
    },
  },
]

/** The triggers that can be found in the data of Shopify and Kept about each subject. */
const TRIGGERS: Record<RetentionSubject, readonly RetentionTrigger[]> = {
  customer: ['last_activity', 'end_of_relationship'],
  prospect: ['last_activity', 'withdrawal', 'consent_date'],
  newsletter: ['last_activity', 'withdrawal', 'consent_date'],
  account: ['last_activity', 'end_of_relationship'],
  cookie: ['consent_date', 'withdrawal'],
  company_contact: ['last_activity', 'end_of_relationship', 'withdrawal'],
  order: ['last_activity', 'end_of_relationship'],
}

/**
 * Months: CNIL, référentiel gestion commerciale (2022), 3 years after the last contact or the end of the relationship;
 * CNIL recommendation 2020-092, 25 months for data from cookies. Commercial and tax law govern orders.
 */
const LONGEST: Record<RetentionSubject, number> = {
  customer: 36,
  prospect: 36,
  newsletter: 36,
  account: 36,
  cookie: 25,
  company_contact: 36,
  order: Number.POSITIVE_INFINITY,
}

export const RETENTION_RULES: readonly EntryRule<RetentionRule>[] = [
  { code: 'trigger_unfit', field: 'trigger', broken: ({ subject, trigger }) => !TRIGGERS[subject].includes(trigger) },
  {
    code: 'retention_long',
    field: 'months',
    broken: ({ subject, months }) => months > LONGEST[subject] && { months, longest: LONGEST[subject] },
  },
  {
    code: 'hold_too_short',
    field: 'legalHolds',
    broken: (rule) => rule.legalHolds.some((hold) => hold.months <= rule.months),
  },
]
