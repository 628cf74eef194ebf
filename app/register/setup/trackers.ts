/** For which purpose of the new register a tracker of a service waits. */
import type { trackersOf } from '../catalogue/entries.ts'
import type { CatalogueService, ListedTracker } from '../catalogue/schema.ts'
import type { Purpose } from '../model.ts'
import type { PurposeTopic } from '../words.ts'
import type { Said } from './applies.ts'

type Placed = ReturnType<typeof trackersOf>

/** Topics of purposes that rest on consent. What waits for consent and has another topic is an extra function. */
const ON_CONSENT: readonly PurposeTopic[] = ['marketing', 'statistics', 'preferences']

export function consentTopicOf(topic: ListedTracker['topic'], hasMessages: boolean): PurposeTopic {
  if (topic === 'email_marketing') return hasMessages ? 'email_marketing' : 'marketing'
  return ON_CONSENT.includes(topic) ? topic : 'preferences'
}

/** The topics of a service's trackers that wait for consent. */
export const topicsOfTrackers = ({ trackers }: CatalogueService): ListedTracker['topic'][] =>
  trackers.filter(({ exemption }) => exemption === 'none').map(({ topic }) => topic)

/** The trackers, each with a purpose. One that waits for consent to what nobody is asked for is never set: it is left out. */
export function placedTrackers(
  { trackers }: CatalogueService,
  found: Placed,
  purposes: readonly Purpose[],
  { messages }: Said,
): Placed {
  return found
    .map((tracker) => {
      const listed = trackers.find(({ pattern }) => pattern === tracker.pattern)
      if (tracker.purpose || !listed) return tracker
      const topic = listed.exemption === 'none' ? consentTopicOf(listed.topic, messages !== false) : 'transactions'
      return { ...tracker, purpose: purposes.find((purpose) => purpose.topic === topic)?.id ?? null }
    })
    .filter(({ purpose }) => purpose !== null)
}
