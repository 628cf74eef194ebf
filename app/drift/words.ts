/** The kinds of drift, in the order in which staff read them: what is worst for customers first. */
export const DRIFT_KINDS = [
  'arrivals_stopped',
  'policy_changed',
  'policy_language',
  'banner_behind',
  'proxy_moved',
  'own_banner',
  'other_banner',
  'trackers_undeclared',
] as const
export type DriftKind = (typeof DRIFT_KINDS)[number]

/** Who is told by mail. */
export const TOLD = ['owner', 'address', 'nobody'] as const
export type Told = (typeof TOLD)[number]
