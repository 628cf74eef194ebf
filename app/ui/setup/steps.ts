import { BANNER } from '../links/banner.ts'
import { POLICY } from '../links/policy.ts'
import { CONFIRM, pageOfKind, REGISTER } from '../links/register.ts'

/** The facts about a shop for the setup guide. A new step adds the facts that it needs. */
export interface SetupFacts {
  isBegun: boolean
  /** Whether the register says who the shop is. */
  isControllerSaid: boolean
  /** What keeps the register from being published; null before it is begun. */
  errors: number | null
  /** Parts that were suggested and that nobody confirmed; null before the register is begun. */
  suggested: number | null
  isPublished: boolean
  /** Decisions of visitors in the ledger: the sure sign that the banner shows. */
  decisions: number
}

export interface SetupStep {
  key: 'begin' | 'controller' | 'errors' | 'confirm' | 'publish' | 'banner'
  isDone: (facts: SetupFacts) => boolean
  url: (facts: SetupFacts) => string
}

/** The steps from a new shop to a published policy, in the recommended order. */
export const SETUP_STEPS: readonly SetupStep[] = [
  { key: 'begin', isDone: ({ isBegun }) => isBegun, url: () => REGISTER },
  {
    key: 'controller',
    isDone: ({ isControllerSaid }) => isControllerSaid,
    url: ({ isBegun }) => (isBegun ? pageOfKind('controller') : REGISTER),
  },
  { key: 'errors', isDone: ({ errors }) => errors === 0, url: () => REGISTER },
  { key: 'confirm', isDone: ({ suggested }) => suggested === 0, url: () => CONFIRM },
  { key: 'publish', isDone: ({ isPublished }) => isPublished, url: () => POLICY },
  { key: 'banner', isDone: ({ decisions }) => decisions > 0, url: () => BANNER },
]
