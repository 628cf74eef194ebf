import type { StaffLanguage } from '../../platform/i18n.ts'
import type { IsoDate } from '../calendar.ts'
import { applyEdits, type PartIssue } from '../edit/apply.ts'
import { partHash, partOf } from '../edit/parts.ts'
import { type EntryRef, newEntryId } from '../entries.ts'
import type { Register } from '../model.ts'
import { problemOf } from '../problems.ts'
import { type RegisterFinding, registerFindings } from '../rules/index.ts'
import { describeFinding, hasMessage, staffTranslator } from '../staff-texts.ts'
import { ENTRY_KINDS, type EntryKind, type PartKind } from '../words.ts'
import type { FieldFinding, FieldProblem, FormCheck } from './controls.ts'
import { labelOf } from './describe.ts'
import { suggestionsFor } from './suggest.ts'

/** Checks a form while it is typed: what could not be saved, and what the rules find. Saves nothing. */
export function checkForm(
  register: Register,
  { kind, id, value }: { kind: PartKind; id: string | null; value: object },
  { language, today }: { language: StaffLanguage; today: IsoDate },
): FormCheck {
  const entryKind = ENTRY_KINDS.find((each): each is EntryKind => each === kind)
  const ref: EntryRef = { kind, id: entryKind ? (id ?? newEntryId(register, entryKind, '')) : null }
  const wanted = entryKind ? { ...value, id: ref.id } : value
  const applied = applyEdits(register, [{ ...ref, base: partHash(partOf(register, ref)), value: wanted }])
  const suggestions = kind === 'tracker' ? suggestionsFor(register, value, language) : []
  if (applied.ok) return { problems: [], findings: findingsIn(applied.register, ref, { language, today }), suggestions }
  const issues = applied.reason === 'invalid' ? applied.issues : []
  return { problems: problemsOf(issues, kind, language), findings: [], suggestions }
}

/** The findings about one part, in sentences. */
export function findingsIn(
  register: Register,
  ref: EntryRef,
  { language, today }: { language: StaffLanguage; today: IsoDate },
): FieldFinding[] {
  return registerFindings(register, today)
    .filter(({ entry }) => entry.kind === ref.kind && entry.id === ref.id)
    .map((finding) => ({ ...saidFinding(finding, language), path: finding.field }))
}

const saidFinding = (finding: RegisterFinding, language: StaffLanguage) => ({
  severity: finding.severity,
  code: finding.code,
  message: describeFinding(finding, language),
})

/** zod's issues as sentences at their fields. */
export function problemsOf(issues: readonly PartIssue[], kind: PartKind, language: StaffLanguage): FieldProblem[] {
  const translate = staffTranslator(language)
  return issues.map(({ issue, path }) => {
    // A cleared form field is null where a value is required.
    const emptied = issue.code === 'invalid_type' && issue.input === null
    const { code, values } = emptied ? { code: 'missing' as const, values: {} } : problemOf(issue)
    const expected = `form.expected.${values.expected}`
    const said = hasMessage(expected, language) ? { ...values, expected: translate(expected) } : values
    const name = path.findLast((step) => typeof step === 'string' && hasMessage(`fields.${step}`, language))
    const field = typeof name === 'string' ? labelOf(name, kind, language) : translate(`kinds.${kind}`)
    return {
      path: path.join('.'),
      message: translate('form.problem', { field, problem: translate(`problems.${code}`, said) }),
    }
  })
}
