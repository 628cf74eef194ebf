import type { StaffLanguage } from '../../platform/i18n.ts'
import { canonicalJson } from '../canonical.ts'
import { describeKnownTracker, knownFields } from '../known/fields.ts'
import { knownTracker } from '../known/trackers.ts'
import type { Register } from '../model.ts'
import type { Suggestion } from './controls.ts'

/** Offers what is known of the name that was typed, unless the form says that already. */
export function suggestionsFor(register: Register, value: object, language: StaffLanguage): Suggestion[] {
  const typed: Record<string, unknown> = Object(value)
  const known = typeof typed.pattern === 'string' && typed.pattern !== '' ? knownTracker(typed.pattern) : undefined
  if (!known) return []
  const values = knownFields(register, known)
  const says = (entry: [string, unknown]) => canonicalJson(typed[entry[0]] ?? null) === canonicalJson(entry[1])
  if (Object.entries(values).every(says)) return []
  return [{ path: 'pattern', message: describeKnownTracker(known, language), values }]
}
