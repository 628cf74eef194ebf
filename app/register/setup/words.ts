/** The questions of the guided set-up. */
import type { Use } from '../catalogue/words.ts'

/** In the order in which they are asked. */
export const QUESTIONS = [
  'company',
  'markets',
  'email',
  'ads',
  'statistics',
  'reviews',
  'support',
  'delivery',
  'payment',
  'partners',
  'professionals',
  'stores',
  'accounts',
  'inactivity',
  'site',
] as const
export type Question = (typeof QUESTIONS)[number]

/** What the tools of a question are used for. The first is what a tool that staff name themselves is for. */
export const USES_OF = {
  email: ['email', 'sms'],
  ads: ['ads'],
  statistics: ['statistics'],
  reviews: ['reviews', 'loyalty'],
  support: ['support'],
  delivery: ['delivery', 'fulfilment'],
  payment: ['payment', 'subscriptions'],
  stores: ['till'],
  site: ['office', 'accounting', 'search', 'translation', 'video', 'embeds', 'security'],
} as const satisfies Partial<Record<Question, readonly Use[]>>
export type ToolQuestion = keyof typeof USES_OF

export const TOOL_QUESTIONS = QUESTIONS.filter((each): each is ToolQuestion => each in USES_OF)

export const SHIPPED_TO = ['country', 'eea', 'world'] as const
