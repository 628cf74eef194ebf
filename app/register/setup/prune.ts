import { danglingReferences } from '../entries.ts'
import type { Register } from '../model.ts'

/** The items that are still there. */
const those = <Id extends string>(ids: readonly Id[], there: ReadonlySet<string>): Id[] =>
  ids.filter((id) => there.has(id))

const idsOf = (entries: readonly { id: string }[]): ReadonlySet<string> => new Set(entries.map(({ id }) => id))

/** The register without references to what is not in it. */
export function withoutDangling(register: Register): Register {
  if (danglingReferences(register).length === 0) return register
  const categories = idsOf(register.dataCategories)
  const recipients = idsOf(register.recipients)
  const rules = idsOf(register.retentionRules)
  const purposes = idsOf(register.purposes)
  return {
    ...register,
    purposes: register.purposes.map((purpose) => ({
      ...purpose,
      dataCategories: those(purpose.dataCategories, categories),
      recipients: those(purpose.recipients, recipients),
      retentionRules: those(purpose.retentionRules, rules),
    })),
    storagePlaces: register.storagePlaces.map((place) => ({
      ...place,
      recipient: place.recipient !== null && recipients.has(place.recipient) ? place.recipient : null,
      dataCategories: those(place.dataCategories, categories),
    })),
    retentionRules: register.retentionRules.map((rule) => ({
      ...rule,
      dataCategories: those(rule.dataCategories, categories),
      legalHolds: rule.legalHolds.map((hold) => ({ ...hold, dataCategories: those(hold.dataCategories, categories) })),
    })),
    trackers: register.trackers.map((tracker) => ({
      ...tracker,
      recipient: tracker.recipient !== null && recipients.has(tracker.recipient) ? tracker.recipient : null,
      purpose: tracker.purpose !== null && purposes.has(tracker.purpose) ? tracker.purpose : null,
    })),
  }
}

/** A new register without data that no purpose uses, and without periods for data that it has not. */
export function withoutUnused(register: Register): Register {
  const used = new Set<string>(register.purposes.flatMap(({ dataCategories }) => dataCategories))
  const left = withoutDangling({
    ...register,
    dataCategories: register.dataCategories.filter(({ id }) => used.has(id)),
  })
  return withoutDangling({
    ...left,
    retentionRules: left.retentionRules
      .filter(({ dataCategories }) => dataCategories.length > 0)
      .map((rule) => ({ ...rule, legalHolds: rule.legalHolds.filter((hold) => hold.dataCategories.length > 0) })),
  })
}
