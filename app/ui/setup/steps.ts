import { BANNER } from '../links/banner.ts'
import { POLICY } from '../links/policy.ts'
import { CONFIRM, pageOfKind, REGISTER } from '../links/register.ts'

/**
 * The facts about a shop for the setup guide: what staff confirmed, what rules judged, and what was seen in the shop; never
 * that somebody clicked. A new step adds the facts that it needs.
 */
export interface SetupFacts {
  isBegun: boolean
  /** Whether the register says who the shop is, without an error, and staff confirmed it. */
  isControllerConfirmed: boolean
  /** What keeps the register from being published; null before it is begun. */
  errors: number | null
  /** Parts that were suggested and that nobody confirmed; null before the register is begun. */
  suggested: number | null
  isPublished: boolean
  /** Whether the shop showed the published policy when it was last compared. */
  isShown: boolean
  /** Whether visitors ever chose on the storefront: the sure sign that the banner was shown. */
  hasAsked: boolean
  /** Whether their choices still arrive. */
  isAsking: boolean
}

export interface SetupStep {
  key: 'begin' | 'controller' | 'errors' | 'confirm' | 'publish' | 'banner'
  isDone: (facts: SetupFacts) => boolean
  /** Whether it was done, and is no longer. */
  hasLapsed?: (facts: SetupFacts) => boolean
  url: (facts: SetupFacts) => string
}

/** The steps from a new shop to a published policy, in the recommended order. */
export const SETUP_STEPS: readonly SetupStep[] = [
  { key: 'begin', isDone: ({ isBegun }) => isBegun, url: () => REGISTER },
  {
    key: 'controller',
    isDone: ({ isControllerConfirmed }) => isControllerConfirmed,
    url: ({ isBegun }) => (isBegun ? pageOfKind('controller') : REGISTER),
  },
  { key: 'errors', isDone: ({ errors }) => errors === 0, url: () => REGISTER },
  { key: 'confirm', isDone: ({ suggested }) => suggested === 0, url: () => CONFIRM },
  {
    key: 'publish',
    isDone: ({ isShown }) => isShown,
    hasLapsed: ({ isPublished, isShown }) => isPublished && !isShown,
    url: () => POLICY,
  },
  {
    key: 'banner',
    isDone: ({ isAsking }) => isAsking,
    hasLapsed: ({ hasAsked, isAsking }) => hasAsked && !isAsking,
    url: () => BANNER,
  },
]
