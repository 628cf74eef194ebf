import type { StaffLanguage } from '../../platform/i18n.ts'
import { canonicalJson } from '../canonical.ts'
import { EXEMPTION_OF_CATEGORY, type KnownTracker, knownTracker, TOPIC_OF_CATEGORY } from '../known-trackers.ts'
import type { Register } from '../model.ts'
import { staffTranslator } from '../staff-texts.ts'
import type { Suggestion } from './controls.ts'

/** What the cookie database says of a tracker, as the fields of its entry. */
export function knownFields(register: Register, known: KnownTracker) {
  const topic = TOPIC_OF_CATEGORY[known.category]
  const purpose = register.purposes.find((each) => each.topic === topic)?.id ?? null
  const provider = known.provider || known.platform
  return {
    ...(provider && { provider }),
    ...(purpose && { purpose }),
    ...(known.lifetime && { lifetime: known.lifetime }),
    exemption: EXEMPTION_OF_CATEGORY[known.category],
  }
}

/** What is known of a tracker, in one sentence. */
export function describeKnownTracker(
  { provider, platform, category, lifetime }: KnownTracker,
  language: StaffLanguage,
): string {
  const translate = staffTranslator(language)
  return translate('form.known', {
    provider: provider || platform,
    category: translate(`words.trackerCategory.${category}`),
    lifetime: lifetime
      ? translate(`lifetime.${lifetime.unit}`, 'value' in lifetime ? { value: lifetime.value } : {})
      : translate('form.unknownLifetime'),
  })
}

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
