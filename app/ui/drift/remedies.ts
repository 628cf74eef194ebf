import type { DriftKind } from '../../drift/words.ts'
import { BANNER } from '../links/banner.ts'
import { POLICY } from '../links/policy.ts'
import { pageOfKind } from '../links/register.ts'

/** Where staff mend each kind. */
export const REMEDIES: Record<DriftKind, string> = {
  arrivals_stopped: BANNER,
  policy_changed: POLICY,
  policy_language: POLICY,
  banner_behind: BANNER,
  proxy_moved: BANNER,
  own_banner: BANNER,
  other_banner: BANNER,
  trackers_undeclared: pageOfKind('tracker'),
}
