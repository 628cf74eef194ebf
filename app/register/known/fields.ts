import type { StaffLanguage } from '../../platform/i18n.ts'
import type { Register } from '../model.ts'
import { staffTranslator } from '../staff-texts.ts'
import { EXEMPTION_OF_CATEGORY, type KnownTracker, TOPIC_OF_CATEGORY } from './trackers.ts'

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
