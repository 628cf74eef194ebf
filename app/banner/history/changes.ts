/** What a banner version changes against the version before it, as codes that staff read in their language. */
import type { BannerConfig } from '../configuration/config.ts'

const CHANGES = [
  'register',
  'purposes',
  'recipients',
  'asked_again',
  'wording',
  'trackers',
  'look',
  'where',
  'months',
  'policy',
  'choices_link',
  'address',
] as const
type Change = (typeof CHANGES)[number]
export type BannerChange = 'first' | Change

const COMPARED: Record<Change, (config: BannerConfig) => unknown> = {
  register: ({ register }) => register,
  purposes: ({ purposes }) => purposes.map(({ key, signal }) => [key, signal]),
  recipients: ({ recipients }) => recipients,
  asked_again: ({ purposes, recipientsVersion }) => [recipientsVersion, purposes.map(({ key, since }) => [key, since])],
  wording: ({ purposes, texts, language }) => [language, texts, purposes.map(({ key, text }) => [key, text])],
  trackers: ({ trackers }) => trackers,
  look: ({ look }) => look,
  where: ({ mode }) => mode,
  months: ({ months }) => months,
  policy: ({ policyUrl }) => policyUrl,
  choices_link: ({ choicesLink }) => choicesLink,
  address: ({ proxy }) => proxy,
}

export const changesSince = (before: BannerConfig | undefined, now: BannerConfig): BannerChange[] =>
  before ? CHANGES.filter((change) => !isSame(COMPARED[change](before), COMPARED[change](now))) : ['first']

const isSame = (one: unknown, other: unknown) => JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))

/** PostgreSQL returns the keys of a JSON object in another order than they were written in. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, each]) => [key, ordered(each)])
}
