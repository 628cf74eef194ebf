/** The purposes that the banner asks for, whether one decision can hold the answers, and how long an answer counts. */
import { MAX_CHOICE_MONTHS, MAX_CHOICES_BYTES, MOST_ASKED_PURPOSES } from './limits.ts'
import type { Purpose, Register } from './model.ts'

/** Purposes that are based on consent and that the banner asks for. Shopify's own forms ask for e-mail alone. */
export const purposesAskedInBanner = ({ purposes }: Pick<Register, 'purposes'>): Purpose[] =>
  purposes.filter(
    ({ legalBasis, askedInBanner, signal }) => legalBasis === 'consent' && (askedInBanner || signal !== 'none'),
  )

export type AskedPurposesProblem =
  | { code: 'too_many_purposes'; values: { count: number; most: number } }
  | { code: 'long_purpose_keys'; values: { bytes: number; most: number } }

/** Why a decision cannot hold a choice for each of these purposes; null where it can. */
export function askedPurposesProblem(asked: readonly Pick<Purpose, 'id'>[]): AskedPurposesProblem | null {
  const count = asked.length
  if (count > MOST_ASKED_PURPOSES) {
    return { code: 'too_many_purposes', values: { count, most: MOST_ASKED_PURPOSES } }
  }
  const bytes = asked.reduce((sum, { id }) => sum + JSON.stringify(id).length + ':false,'.length, 0)
  return bytes > MAX_CHOICES_BYTES ? { code: 'long_purpose_keys', values: { bytes, most: MAX_CHOICES_BYTES } } : null
}

/** Months until the banner asks again; the policy states the same number. A register may hold a larger one. */
export const choiceMonths = ({ cookies }: Pick<Register, 'cookies'>): number =>
  Math.min(cookies.askAgainMonths, MAX_CHOICE_MONTHS)
