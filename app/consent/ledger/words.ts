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
  /** A system of the shop's own, such as its till. */
  'api',
] as const
export type DecisionSource = (typeof DECISION_SOURCES)[number]

/** The sources of decisions that the storefront sends. */
export const SURFACES = ['banner', 'preferences', 'gpc'] as const satisfies readonly DecisionSource[]

/** The sources whose ids hold the time at which Kept was told that the person chose, however long ago. */
export const STATED_SOURCES = ['import', 'api'] as const satisfies readonly DecisionSource[]
