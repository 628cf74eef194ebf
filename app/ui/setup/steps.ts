/** What is known of a shop when the setup guide is shown. Whoever adds a step adds what it needs here. */
export interface SetupFacts {
  isBegun: boolean
  /** Whether the register says who the shop is. */
  isControllerSaid: boolean
  /** What keeps the register from being published; null before it is begun. */
  errors: number | null
  isPublished: boolean
  /** Decisions of visitors in the ledger: the sure sign that the banner shows. */
  decisions: number
}

export interface SetupStep {
  key: 'begin' | 'controller' | 'errors' | 'publish' | 'banner'
  isDone: (facts: SetupFacts) => boolean
  url: (facts: SetupFacts) => string
}

/** The way from a new shop to a policy that is kept, in the order in which it is best gone. */
export const SETUP_STEPS: readonly SetupStep[] = [
  { key: 'begin', isDone: ({ isBegun }) => isBegun, url: () => '/app/register' },
  {
    key: 'controller',
    isDone: ({ isControllerSaid }) => isControllerSaid,
    url: ({ isBegun }) => (isBegun ? '/app/register/controller/edit' : '/app/register'),
  },
  { key: 'errors', isDone: ({ errors }) => errors === 0, url: () => '/app/register' },
  { key: 'publish', isDone: ({ isPublished }) => isPublished, url: () => '/app/policy' },
  { key: 'banner', isDone: ({ decisions }) => decisions > 0, url: () => '/app/banner' },
]
