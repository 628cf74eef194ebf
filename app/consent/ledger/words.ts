/** Where a choice can be made. */
export const DECISION_SOURCES = [
  'banner',
  'preferences',
  'gpc',
  'account',
  'privacy_centre',
  'newsletter',
  'checkout',
  'staff',
  'import',
] as const
export type DecisionSource = (typeof DECISION_SOURCES)[number]

/** The sources of decisions that the storefront sends. */
export const SURFACES = ['banner', 'preferences', 'gpc'] as const satisfies readonly DecisionSource[]
