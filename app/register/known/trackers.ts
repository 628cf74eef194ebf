import rows from '../data/known-trackers.json' with { type: 'json' }
import { type Lifetime, lifetime } from '../model.ts'
import type { PurposeTopic, TrackerExemption } from '../words.ts'

/** The categories of the Open Cookie Database. */
const TRACKER_CATEGORIES = ['functional', 'marketing', 'analytics', 'security', 'necessary', 'personalization'] as const
export type TrackerCategory = (typeof TRACKER_CATEGORIES)[number]

/** Public knowledge about a tracker, which staff are offered when the storefront reports its name. */
export interface KnownTracker {
  pattern: string
  provider: string
  platform: string
  category: TrackerCategory
  lifetime: Lifetime | null
}

/** The purpose that staff are offered for a known tracker. They confirm it or choose another. */
export const TOPIC_OF_CATEGORY: Record<TrackerCategory, PurposeTopic> = {
  functional: 'preferences',
  marketing: 'marketing',
  analytics: 'statistics',
  security: 'security',
  necessary: 'transactions',
  personalization: 'preferences',
}

export const EXEMPTION_OF_CATEGORY: Record<TrackerCategory, TrackerExemption> = {
  functional: 'none',
  marketing: 'none',
  analytics: 'none',
  security: 'strictly_necessary',
  necessary: 'strictly_necessary',
  personalization: 'none',
}

interface Index {
  exact: Map<string, KnownTracker[]>
  prefixes: Map<string, KnownTracker[]>
  longestPrefix: number
}

let built: Index | undefined

/** Built on first use, because most processes never look up a tracker. */
function index(): Index {
  if (built) return built
  const exact: Index['exact'] = new Map()
  const prefixes: Index['prefixes'] = new Map()
  for (const row of rows) {
    const category = TRACKER_CATEGORIES.find((each) => each === row.category)
    if (!category) throw new Error(`known-trackers.json: no such category: ${row.category}`)
    const known = { ...row, category, lifetime: row.lifetime && lifetime.parse(row.lifetime) }
    const [start = '', end] = row.pattern.toLowerCase().split('*')
    const into = end === undefined ? exact : prefixes
    into.set(start, [...(into.get(start) ?? []), known])
  }
  built = { exact, prefixes, longestPrefix: Math.max(...[...prefixes.keys()].map((prefix) => prefix.length)) }
  return built
}

/**
 * The known trackers that match a name or a declared pattern, best first: an exact name before a pattern, a longer
 * pattern before a shorter one. Ignores case.
 */
export function knownTrackers(name: string): KnownTracker[] {
  const { exact, prefixes, longestPrefix } = index()
  const [asked = '', end] = name.trim().toLowerCase().split('*')
  const found = end === undefined ? [...(exact.get(asked) ?? [])] : []
  for (let length = Math.min(asked.length, longestPrefix); length > 0; length -= 1) {
    found.push(...(prefixes.get(asked.slice(0, length)) ?? []))
  }
  return found
}

/** The best match. */
export const knownTracker = (name: string): KnownTracker | undefined => knownTrackers(name)[0]

/** Whether the pattern of a declared tracker matches a reported name. Ignores case. */
export function patternCovers(pattern: string, name: string): boolean {
  const [start = '', end] = pattern.toLowerCase().split('*')
  const seen = name.trim().toLowerCase()
  if (end === undefined) return seen === start
  return seen.length >= start.length + end.length && seen.startsWith(start) && seen.endsWith(end)
}
