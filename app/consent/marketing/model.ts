/**
 * Marketing consent: Shopify holds one state per customer and channel, Kept one choice per purpose. This module decides
 * what is recorded and what is written back; see docs/decisions/017-marketing-consent.md.
 */
import { v7 as uuidv7 } from 'uuid'
import type { MarketingChannel, Purpose, Register } from '../../register/index.ts'
import { type CurrentChoice, decidedAt, timeIn } from '../ledger/model.ts'
import type { DecisionSource } from '../ledger/words.ts'

/** `writing`: a job works on it, or will again. `denied`: the merchant has not allowed Kept to change customers. */
export const WRITE_BACK_STATES = ['writing', 'written', 'not_needed', 'denied', 'refused', 'failed'] as const
export type WriteBackState = (typeof WRITE_BACK_STATES)[number]

/** Nothing is left to do. */
export const SETTLED_STATES = ['written', 'not_needed'] as const satisfies WriteBackState[]

/** Staff have to do what Kept could not. */
export const UNWRITTEN_STATES = ['denied', 'refused', 'failed'] as const satisfies WriteBackState[]

/**
 * What a state at Shopify means for the person. `ended`: they never refused, but a consent that Kept knows no longer
 * holds, because its address is gone. Other states are nobody's choice: `pending` waits for a confirmation, `invalid`
 * is an address that takes no mail, `redacted` is an erased person.
 */
const STATE_MEANINGS = new Map<string, 'grants' | 'refuses' | 'ended'>([
  ['subscribed', 'grants'],
  ['unsubscribed', 'refuses'],
  ['not_subscribed', 'ended'],
])

/** A customer's marketing consent as Shopify reported it. */
export interface MarketingFact {
  channel: MarketingChannel
  /** Shopify's name of the state, in lower case. */
  state: string
  /** When the person chose, in whole seconds; null when Shopify holds no time. */
  saidAt: Date | null
  /** When Shopify reported it. */
  toldAt: Date
  /** The time in the webhook's header; null when it has none. */
  triggeredAt: Date | null
  source: Extract<DecisionSource, 'newsletter' | 'checkout'>
}

/**
 * The purposes that a Shopify state covers. A consent covers the shop's own e-mails or SMS, but neither profiling nor
 * partners, which need a consent of their own (GDPR Art. 6(1)(a) and recital 43). A refusal covers every purpose of the
 * channel, also those based on legitimate interest (Art. 21(2) and (3)).
 */
export function purposesOf({ purposes }: Register, channel: MarketingChannel, granted: boolean): string[] {
  const own = ({ profiling, topic }: Purpose) => !profiling && topic !== 'profiling' && topic !== 'joint_use'
  const concerns = (purpose: Purpose) =>
    granted
      ? purpose.legalBasis === 'consent' && own(purpose)
      : purpose.legalBasis === 'consent' || purpose.legalBasis === 'legitimate_interests'
  return purposes.filter((purpose) => purpose.channel === channel && concerns(purpose)).map(({ id }) => id)
}

/**
 * The result for a reported consent. `late`: recorded, but a newer choice counts. `known`: Kept holds it already.
 * `older`: the person has chosen otherwise since. `undeclared`: no purpose of the published register covers it.
 * `suppressed`: the owner of the address objected, and this is no newer consent of theirs.
 * `erased`: the person was erased since. `not_installed`: the shop has removed Kept.
 */
export const MARKETING_RESULTS = [
  'recorded',
  'late',
  'known',
  'older',
  'undeclared',
  'says_nothing',
  'suppressed',
  'erased',
  'not_installed',
] as const
export type MarketingResult = (typeof MARKETING_RESULTS)[number]

interface ToRecord {
  result: 'recorded' | 'late'
  choices: Record<string, boolean>
  /** The time for the event's id: it gives the choice its place among the person's choices. */
  at: Date
}

export type MarketingReconciliation = ToRecord | { result: Exclude<MarketingResult, 'recorded' | 'late'> }

/** Shopify's times are whole seconds: a time that Kept wrote comes back without its milliseconds. */
const second = (at: number) => Math.floor(at / 1000) * 1000

/**
 * When a known choice was made, in whole seconds. The time in its id may be older than the one that the ledger trusted.
 */
const madeAt = ({ decidedAt: at, eventId }: CurrentChoice) => second(Math.min(+at, timeIn(eventId) ?? +at))

/** The last state that Shopify reported. Of two states in the same second, a refusal counts as the newer one. */
export interface LastShopifyUpdate {
  state: string
  saidAt: Date
}

const isNewer = (fact: MarketingFact, { saidAt, state }: LastShopifyUpdate) =>
  +timeOf(fact) > +saidAt ||
  (+timeOf(fact) === +saidAt && STATE_MEANINGS.get(fact.state) === 'refuses' && state !== fact.state)

/** What Kept knows when Shopify reports a consent. */
export interface MarketingContext {
  /** The published register; null before the first. */
  register: Register | null
  /** The person's current choices. */
  current: readonly CurrentChoice[]
  /** Refusals of the person that Kept itself wrote to Shopify. */
  written: readonly string[]
  /**
   * The newest state that Shopify reported for them. It is kept apart, because a report that repeats a choice leaves no
   * event.
   */
  lastUpdate: LastShopifyUpdate | null
  now: Date
}

/**
 * Reconciles a consent that Shopify reported with the person's current choices. The newest choice wins. What Kept
 * itself wrote to Shopify comes back as `known`. A consent that arrives after its withdrawal is recorded at its own
 * time, because it proves what was lawful until then; a late refusal adds nothing.
 */
export function reconcileMarketingConsent(
  fact: MarketingFact,
  { register, current, written, lastUpdate, now }: MarketingContext,
): MarketingReconciliation {
  const says = STATE_MEANINGS.get(fact.state)
  if (!says || (says === 'ended' && !fact.saidAt)) return { result: 'says_nothing' }
  const { channel } = fact
  const at = timeOf(fact)
  const granted = says === 'grants'
  const declared = register ? purposesOf(register, channel, granted) : []
  const known = current.filter(({ purpose }) => declared.includes(purpose))
  const notBefore = (choice: CurrentChoice) => madeAt(choice) >= second(+at)
  const told = (choice: CurrentChoice) => !choice.granted && (notBefore(choice) || written.includes(choice.eventId))
  if (!granted && known.some(told)) return { result: 'known' }

  const concerned = says === 'ended' ? known.map(({ purpose }) => purpose) : declared
  if (concerned.length === 0) return { result: says === 'ended' ? 'says_nothing' : 'undeclared' }
  const different = concerned.filter((key) => !known.some((one) => one.purpose === key && one.granted === granted))
  if (different.length === 0) return { result: 'known' }
  const replaced = known.filter(({ purpose }) => different.includes(purpose))
  const isOvertaken = lastUpdate !== null && !isNewer(fact, lastUpdate)
  const newer = different.filter(
    (key) => !isOvertaken && !replaced.some((one) => one.purpose === key && notBefore(one)),
  )
  if (newer.length > 0) return { result: 'recorded', choices: all(newer, granted), at: afterAll(at, replaced, newer) }
  // Put in its place, a late consent must not become what counts: Shopify may have passed on a refusal since that
  // repeated an older one and left no event.
  const overtaken = different.filter((key) => replaced.some((one) => one.purpose === key && notBefore(one)))
  return granted && overtaken.length > 0 && isAcceptedTime(at, now)
    ? { result: 'late', choices: all(overtaken, granted), at }
    : { result: 'older' }
}

const all = (purposes: readonly string[], granted: boolean) =>
  Object.fromEntries(purposes.map((purpose) => [purpose, granted]))

export const timeOf = (fact: MarketingFact): Date => fact.saidAt ?? fact.toldAt

/** Normally `at`. When a replaced choice has a later time (the ledger did not trust its clock), just after that one. */
const afterAll = (at: Date, replaced: readonly CurrentChoice[], newer: readonly string[]) =>
  new Date(Math.max(+at, ...replaced.flatMap((one) => (newer.includes(one.purpose) ? [+one.decidedAt + 1] : []))))

/** Whether the ledger trusts this time. If it is too old, the ledger would count the choice as made now. */
const isAcceptedTime = (at: Date, now: Date) => +decidedAt(eventIdAt(at, new Uint8Array(16)), now) === +at

/** A UUIDv7 of that time. The same 16 bytes give the same id. */
export const eventIdAt = (at: Date, bytes: Uint8Array) => uuidv7({ msecs: +at, random: bytes })

/**
 * What Shopify holds for one customer and channel. The state is null when there is no address or number to write to.
 */
export interface HeldByShopify {
  state: string | null
  updatedAt: Date | null
}

/**
 * The refusal that Shopify's switch has to follow: the newest one of any purpose that the switch is about. A visitor who
 * refused everything in a cookie banner named no e-mail: their subscription stays.
 */
export function refusalOf(
  register: Register,
  channel: MarketingChannel,
  current: readonly CurrentChoice[],
): CurrentChoice | null {
  const declared = purposesOf(register, channel, false)
  const refused = current.filter(
    ({ purpose, granted, refusedWithAll }) => !granted && !refusedWithAll && declared.includes(purpose),
  )
  return refused.toSorted((a, b) => +b.decidedAt - +a.decidedAt)[0] ?? null
}

/** Why nothing has to be written. `newer`: the person has subscribed at Shopify since, and its webhook will arrive. */
export type NotNeeded = 'gone' | 'no_address' | 'already' | 'newer'

/**
 * Why a refusal made at `at` need not be written over what Shopify holds; null when it must be. `held` is null when
 * there is no such customer.
 */
export function reasonNotToWrite(held: HeldByShopify | null, at: Date): NotNeeded | null {
  if (!held) return 'gone'
  if (held.state === null) return 'no_address'
  // PENDING is overwritten too: if the person confirmed later, they would be subscribed against their refusal.
  if (held.state !== 'SUBSCRIBED' && held.state !== 'PENDING') return 'already'
  return held.updatedAt && +held.updatedAt > +at ? 'newer' : null
}
