import type { StaffLanguage } from '../../platform/i18n.ts'
import type { IsoDate } from '../calendar.ts'
import { completeness, type RegisterStep, type StepState, type StepStatus } from '../completeness.ts'
import { type EntryRef, missingTranslations } from '../entries.ts'
import type { Register } from '../model.ts'
import { type RegisterFinding, registerFindings, type Severity, withoutUnconfirmed } from '../rules/index.ts'
import { describeFinding, staffTranslator } from '../staff-texts.ts'
import { suggestedParts } from '../suggested.ts'
import type { PartKind } from '../words.ts'
import type { Option } from './controls.ts'
import { labelOf, languagesIn, nameOfPart } from './describe.ts'

/** The page on which staff work on a step. */
const KIND_OF_STEP: Record<RegisterStep, PartKind> = {
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

export interface DescribedStep extends StepStatus {
  title: string
  kind: PartKind
}

export interface DescribedFinding {
  severity: Severity
  ref: EntryRef
  field: string
  /** The part's title: "Recipient – Carrier". */
  about: string
  message: string
}

export interface Overview {
  steps: DescribedStep[]
  done: number
  total: number
  publishable: boolean
  /** The first `size` findings, errors first. Findings about one part with the same severity are grouped. */
  findings: DescribedFinding[][]
  errors: number
  warnings: number
  clauses: number
  /** Parts that nobody confirmed: they keep the register from being published too, and have a page of their own. */
  suggested: number
  states: Record<StepState, string>
}

/** The state of the register, its findings and the next steps, in sentences. */
export function overview(
  register: Register,
  { language, today, size }: { language: StaffLanguage; today: IsoDate; size: number },
): Overview {
  const translate = staffTranslator(language)
  const { steps, done, total, publishable } = completeness(register, today)
  const found = withoutUnconfirmed(registerFindings(register, today)).sort((a, b) => rank(a) - rank(b))
  const errors = found.filter(({ severity }) => severity === 'error').length
  return {
    steps: steps.map((step) => ({ ...step, title: translate(`steps.${step.step}`), kind: KIND_OF_STEP[step.step] })),
    done,
    total,
    publishable,
    findings: groupByPart(found.slice(0, size).map((finding) => describeFindingOfPart(finding, register, language))),
    errors,
    warnings: found.length - errors,
    clauses: register.clauses.length,
    suggested: suggestedParts(register).length,
    states: {
      to_do: translate('stepStates.to_do'),
      to_check: translate('stepStates.to_check'),
      done: translate('stepStates.done'),
    },
  }
}

const rank = ({ severity }: RegisterFinding) => (severity === 'error' ? 0 : 1)

const groupByPart = (findings: readonly DescribedFinding[]): DescribedFinding[][] => [
  ...Map.groupBy(findings, ({ severity, ref }) => `${severity}/${ref.kind}/${ref.id}`).values(),
]

function describeFindingOfPart(
  finding: RegisterFinding,
  register: Register,
  language: StaffLanguage,
): DescribedFinding {
  const { severity, entry: ref, field } = finding
  return {
    severity,
    ref,
    field,
    about: partTitle(register, ref, language),
    message: describeFinding(finding, language),
  }
}

/** "Recipient – Carrier"; only the kind for a single part. */
export function partTitle(register: Register, ref: EntryRef, language: StaffLanguage): string {
  const kind = staffTranslator(language)(`kinds.${ref.kind}`)
  return ref.id === null ? kind : `${kind} – ${nameOfPart(register, ref, language)}`
}

export interface MissingText {
  ref: EntryRef
  about: string
  /** The path of the first missing text with its language: `name.de`. */
  first: string
  labels: string[]
  languages: Option[]
}

/** Texts without a translation into one of the shop's languages: of the first `size` entries, and the total number. */
export function missingTexts(
  register: Register,
  { language, size }: { language: StaffLanguage; size: number },
): { texts: number; entries: number; shown: MissingText[] } {
  const missing = missingTranslations(register)
  const byEntry = Map.groupBy(missing, ({ entry }) => `${entry.kind}/${entry.id}`)
  const shown = [...byEntry.values()].slice(0, size).flatMap((texts): MissingText[] => {
    const [text] = texts
    if (!text) return []
    const names = texts.map(({ field }) => field.split('.').findLast((step) => !/^\d+$/.test(step)) ?? field)
    const lacking = new Set(texts.flatMap(({ languages }) => languages))
    return [
      {
        ref: text.entry,
        about: partTitle(register, text.entry, language),
        first: `${text.field}.${text.languages[0]}`,
        labels: [...new Set(names.map((name) => labelOf(name, text.entry.kind, language)))],
        languages: languagesIn(language, [...lacking]),
      },
    ]
  })
  return { texts: missing.length, entries: byEntry.size, shown }
}
