/** Describes a finding in the staff's language. */
import type { StaffLanguage } from '../../platform/i18n.ts'
import { type EntryRef, nameOfPart, type Register, staffTranslator } from '../../register/index.ts'
import type { PresentDifference } from './compare/differences.ts'
import type { PresentFinding } from './compare/judge.ts'
import type { DifferenceKind } from './words.ts'

/** A statement that a sentence makes, and what the register says of it. Its parts have names. */
export interface ComparedStatement extends Omit<PresentFinding, 'parts'> {
  parts: (EntryRef & { name: string })[]
  /** Further parts, which are not named. */
  more: number
}

/** Parts that a line names. */
const MOST_PARTS = 4

type Describe = (value: string, language: StaffLanguage) => string

const EUROPEAN_UNION = 'EU'

const country: Describe = (code, language) =>
  (code === EUROPEAN_UNION ? null : new Intl.DisplayNames([language], { type: 'region' }).of(code)) ??
  staffTranslator(language)('words.mechanism.eea')

const months: Describe = (count, language) =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'month', unitDisplay: 'long' }).format(Number(count))

const asIs: Describe = (value) => value

const DESCRIBE: Partial<Record<DifferenceKind, { said: Describe; declared: Describe }>> = {
  countries: { said: country, declared: country },
  only_countries: { said: country, declared: country },
  transfers: { said: country, declared: country },
  period: { said: asIs, declared: months },
  legal_basis: {
    said: (basis, language) => staffTranslator(language)(`words.legalBasis.${basis}`),
    declared: (basis, language) => staffTranslator(language)(`words.legalBasis.${basis}`),
  },
}

function describeDifference({ about, ...values }: PresentDifference, language: StaffLanguage): PresentDifference {
  const { said, declared } = DESCRIBE[about] ?? { said: asIs, declared: asIs }
  return {
    about,
    said: values.said.map((each) => said(each, language)),
    declared: values.declared.map((each) => declared(each, language)),
  }
}

export function describePresent(
  { parts, lacking, differences, ...finding }: PresentFinding,
  register: Register,
  language: StaffLanguage,
): ComparedStatement {
  const translate = staffTranslator(language)
  return {
    ...finding,
    differences: differences.map((each) => describeDifference(each, language)),
    lacking:
      finding.statement === 'processors_by_kind' ? lacking.map((each) => translate(`words.service.${each}`)) : lacking,
    parts: parts.slice(0, MOST_PARTS).map((ref) => ({ ...ref, name: nameOfPart(register, ref, language) })),
    more: Math.max(0, parts.length - MOST_PARTS),
  }
}
