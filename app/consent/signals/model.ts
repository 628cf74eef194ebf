/** What a customer's record at Shopify says of the person's refusals, for the storefront and for segments. Pure. */
import type { Register } from '../../register/index.ts'
import { isProfiling } from '../../register/words.ts'
import type { CurrentChoice } from '../ledger/index.ts'

/** `gone`: Shopify has no such customer. `denied`: the merchant has not allowed Kept to change customers. */
export const SIGNAL_STATES = ['written', 'gone', 'denied', 'refused'] as const
export type SignalState = (typeof SIGNAL_STATES)[number]

export interface CustomerSignals {
  /** For each purpose that is refused now: when, in Unix seconds. The storefront's newest choice wins by this time. */
  refusals: Record<string, number>
  /** Whether the person refuses profiling. Null: they chose nothing about it, and what is written stays. */
  profiling: boolean | null
}

/**
 * The signals that follow from a person's current choices. Who refused everything with one click named no profiling: their
 * record is not marked for it, as their newsletter is not ended. Who agrees to any profiling again is no longer marked.
 */
export function signalsOf(register: Register | null, current: readonly CurrentChoice[]): CustomerSignals {
  const refused = current.filter(({ granted }) => !granted)
  const declared: readonly string[] = register ? register.purposes.filter(isProfiling).map(({ id }) => id) : []
  const chosen = current.filter(({ purpose }) => declared.includes(purpose))
  const isRefused = chosen.some(({ granted, refusedWithAll }) => !granted && !refusedWithAll)
  const isGranted = chosen.some(({ granted }) => granted)
  return {
    refusals: Object.fromEntries(refused.map(({ purpose, decidedAt }) => [purpose, Math.floor(+decidedAt / 1000)])),
    profiling: isGranted ? false : isRefused ? true : null,
  }
}

export const areSameRefusals = (one: Readonly<Record<string, number>>, other: Readonly<Record<string, number>>) =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([purpose, at]) => other[purpose] === at)
