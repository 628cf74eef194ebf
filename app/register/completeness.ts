import type { IsoDate } from './calendar.ts'
import { COLLECTIONS, missingTranslations } from './entries.ts'
import type { Register } from './model.ts'
import { type FindingCode, type RegisterFinding, registerFindings, withoutUnconfirmed } from './rules/index.ts'
import { suggestedParts } from './suggested.ts'
import { ENTRY_KINDS, type EntryKind, type PartKind } from './words.ts'

/** The steps of the setup guide, in the recommended order. */
export const REGISTER_STEPS = [
  'controller',
  'purposes',
  'data_categories',
  'recipients',
  'storage_places',
  'retention_rules',
  'trackers',
  'rights',
  'agreements',
  'translations',
] as const
export type RegisterStep = (typeof REGISTER_STEPS)[number]

/**
 * - `to_do`: nothing is there yet, or there are errors or missing translations;
 * - `to_check`: it can be published, but has warnings to judge;
 * - `done`.
 */
export type StepState = 'to_do' | 'to_check' | 'done'

export interface StepStatus {
  step: RegisterStep
  state: StepState
  /** The number of entries. */
  entries: number
  errors: number
  warnings: number
  /** Parts of this step that were suggested and that nobody confirmed. */
  unconfirmed: number
}

export interface Completeness {
  steps: StepStatus[]
  done: number
  total: number
  /** Whether the register may be published: it has no errors. */
  publishable: boolean
}

/** Findings about contracts with processors, which are a step of their own. */
const AGREEMENT_CODES: ReadonlySet<FindingCode> = new Set<FindingCode>([
  'agreement_missing',
  'agreement_expired',
  'arrangement_missing',
  'review_missing',
  'review_overdue',
  'notice_email_missing',
])

const STEP_OF_KIND: Record<PartKind, RegisterStep> = {
  controller: 'controller',
  purpose: 'purposes',
  data_category: 'data_categories',
  recipient: 'recipients',
  storage_place: 'storage_places',
  retention_rule: 'retention_rules',
  tracker: 'trackers',
  cookies: 'trackers',
  rights_channel: 'rights',
  clause: 'rights',
  sentence: 'rights',
  languages: 'translations',
}

/** Steps that need at least one entry. */
const NEEDS_ENTRIES: Partial<Record<RegisterStep, EntryKind>> = Object.fromEntries(
  ENTRY_KINDS.filter((kind) => kind !== 'clause' && kind !== 'sentence').map((kind) => [STEP_OF_KIND[kind], kind]),
)

const stepOf = ({ code, entry }: RegisterFinding): RegisterStep =>
  AGREEMENT_CODES.has(code) ? 'agreements' : STEP_OF_KIND[entry.kind]

function stateOf(empty: boolean, errors: number, warnings: number): StepState {
  if (empty || errors > 0) return 'to_do'
  return warnings > 0 ? 'to_check' : 'done'
}

/** What is missing in a register on a day (`2026-11-23`). */
export function completeness(register: Register, today: IsoDate): Completeness {
  const all = registerFindings(register, today)
  const suggested = suggestedParts(register)
  const found = withoutUnconfirmed(all)
  const untranslated = missingTranslations(register).length
  const steps = REGISTER_STEPS.map((step): StepStatus => {
    const ofStep = found.filter((finding) => stepOf(finding) === step)
    const errors = ofStep.filter(({ severity }) => severity === 'error').length
    const warnings = ofStep.length - errors + (step === 'translations' ? untranslated : 0)
    const kind = NEEDS_ENTRIES[step]
    const entries = kind === undefined ? 0 : register[COLLECTIONS[kind]].length
    const unconfirmed = suggested.filter((part) => STEP_OF_KIND[part.kind] === step).length
    const isEmpty = kind !== undefined && entries === 0
    return { step, state: stateOf(isEmpty, errors + unconfirmed, warnings), entries, errors, warnings, unconfirmed }
  })
  return {
    steps,
    done: steps.filter(({ state }) => state === 'done').length,
    total: steps.length,
    publishable: all.every(({ severity }) => severity !== 'error'),
  }
}

/** The facts about the register for the setup guide; null when the shop has none yet. */
export function setupFactsOf(register: Register | null, today: IsoDate) {
  if (!register) return { isBegun: false, isControllerConfirmed: false, errors: null, suggested: null }
  const { steps } = completeness(register, today)
  const controller = steps.find(({ step }) => step === 'controller')
  return {
    isBegun: true,
    // A step with an unconfirmed part is still to do.
    isControllerConfirmed: controller !== undefined && controller.state !== 'to_do',
    errors: steps.reduce((sum, { errors }) => sum + errors, 0),
    suggested: suggestedParts(register).length,
  }
}
