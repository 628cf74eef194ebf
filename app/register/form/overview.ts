import type { StaffLanguage } from '../../platform/i18n.ts'
import type { IsoDate } from '../calendar.ts'
import { completeness, type Step, type StepState, type StepStatus } from '../completeness.ts'
import { type EntryRef, missingTranslations, type PartKind } from '../entries.ts'
import type { Register } from '../model.ts'
import { type Finding, findings, type Severity } from '../rules/index.ts'
import { sayFinding, speaker } from '../say.ts'
import type { Option } from './controls.ts'
import { labelOf, languagesIn, nameOfPart } from './describe.ts'

/** Where staff go for a step. */
const KIND_OF_STEP: Record<Step, PartKind> = {
  controller: 'controller',
  purposes: 'purpose',
  data_categories: 'data_category',
  recipients: 'recipient',
  storage_places: 'storage_place',
  retention_rules: 'retention_rule',
  trackers: 'tracker',
  rights: 'rights_channel',
  agreements: 'recipient',
  translations: 'languages',
}

export interface SaidStep extends StepStatus {
  title: string
  kind: PartKind
}

export interface SaidFinding {
  severity: Severity
  ref: EntryRef
  field: string
  /** What it is about: "Recipient – Carrier". */
  about: string
  message: string
}

export interface Overview {
  steps: SaidStep[]
  done: number
  total: number
  publishable: boolean
  /** The first `size`, errors first. */
  findings: SaidFinding[]
  errors: number
  warnings: number
  clauses: number
  states: Record<StepState, string>
}

/** What the register says, what is wrong with it and what is left to do, in sentences. */
export function overview(
  register: Register,
  { language, today, size }: { language: StaffLanguage; today: IsoDate; size: number },
): Overview {
  const say = speaker(language)
  const { steps, done, total, publishable } = completeness(register, today)
  const found = findings(register, today).sort((a, b) => rank(a) - rank(b))
  const errors = found.filter(({ severity }) => severity === 'error').length
  return {
    steps: steps.map((step) => ({ ...step, title: say(`steps.${step.step}`), kind: KIND_OF_STEP[step.step] })),
    done,
    total,
    publishable,
    findings: found.slice(0, size).map((finding) => sayAbout(finding, register, language)),
    errors,
    warnings: found.length - errors,
    clauses: register.clauses.length,
    states: { to_do: say('stepStates.to_do'), to_check: say('stepStates.to_check'), done: say('stepStates.done') },
  }
}

const rank = ({ severity }: Finding) => (severity === 'error' ? 0 : 1)

function sayAbout(finding: Finding, register: Register, language: StaffLanguage): SaidFinding {
  const { severity, entry: ref, field } = finding
  return { severity, ref, field, about: aboutPart(register, ref, language), message: sayFinding(finding, language) }
}

/** "Recipient – Carrier"; the kind alone where there is only one. */
export function aboutPart(register: Register, ref: EntryRef, language: StaffLanguage): string {
  const kind = speaker(language)(`kinds.${ref.kind}`)
  return ref.id === null ? kind : `${kind} – ${nameOfPart(register, ref, language)}`
}

export interface MissingText {
  ref: EntryRef
  field: string
  about: string
  label: string
  languages: Option[]
}

/** Texts that are not written in a language that the shop offers: the first `size`, and how many there are. */
export function missingTexts(
  register: Register,
  { language, size }: { language: StaffLanguage; size: number },
): { total: number; first: MissingText[] } {
  const missing = missingTranslations(register)
  const first = missing.slice(0, size).map(({ entry: ref, field, languages }) => ({
    ref,
    field,
    about: aboutPart(register, ref, language),
    label: labelOf(field.split('.').findLast((step) => !/^\d+$/.test(step)) ?? field, ref.kind, language),
    languages: languagesIn(language, languages),
  }))
  return { total: missing.length, first }
}
