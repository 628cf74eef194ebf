/** Why the processing of somebody's data is restricted: GDPR Art. 18(1)(a) to (d). */
export const RESTRICTION_GROUNDS = [
  /** The person says that the data is wrong, until the shop has found out. */
  'accuracy_contested',
  /** The processing is unlawful, and the person wants the data kept. */
  'unlawful',
  /** The person needs the data for legal claims. */
  'legal_claims',
  /** The person objected, until it is found out whose reasons weigh more. */
  'objection_pending',
] as const
export type RestrictionGround = (typeof RESTRICTION_GROUNDS)[number]
