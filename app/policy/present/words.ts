/** The closed lists of what the comparison can say. */

/** What the register says of a sentence. The first that holds for one of its statements is the sentence's own. */
export const PRESENT_VERDICTS = ['otherwise', 'missing', 'same', 'unknown'] as const
export type PresentVerdict = (typeof PRESENT_VERDICTS)[number]

/** What policies often say besides the 46 statements. */
export const FURTHER_STATEMENTS = [
  'after_death',
  'answer_time',
  'breach_notice',
  'card_numbers',
  'children',
  'complaint',
  'contests',
  'loyalty',
  'named_service',
  'policy_changes',
  'portability',
  'recordings',
  'restriction',
  'reviews',
  'security_measures',
  'special_categories',
  'transfers',
] as const
export type FurtherStatement = (typeof FURTHER_STATEMENTS)[number]

/** In what a sentence and the register differ. */
export type DifferenceKind =
  | 'address'
  | 'countries'
  | 'data'
  | 'denied'
  | 'legal_basis'
  | 'only_countries'
  | 'page'
  | 'period'
  | 'sold'
  | 'not_sold'
  | 'transfers'
