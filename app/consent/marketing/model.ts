/**
 * Marketing consent as Shopify holds it, one switch a customer and channel, beside the register's purposes.
 * What is recorded and what is written back is decided here; see docs/decisions/017-marketing-consent.md.
 */
import { v7 as uuidv7 } from 'uuid'
import type { Purpose, Register } from '../../register/index.ts'
import { type CurrentChoice, decidedAt, timeIn } from '../ledger/model.ts'
import type { Source } from '../ledger/words.ts'

/** Those of the register's channels that Shopify has a switch for. */
export const MARKETING_CHANNELS = ['email', 'sms'] as const
export type MarketingChannel = (typeof MARKETING_CHANNELS)[number]

/** `writing`: a job is at it, or comes again. `denied`: the merchant has not let Kept change customers. */
export const WRITE_BACK_STATES = ['writing', 'written', 'not_needed', 'denied', 'refused', 'failed'] as const
export type WriteBackState = (typeof WRITE_BACK_STATES)[number]

/** Nothing is left to be done. */
export const SETTLED_STATES = ['written', 'not_needed'] as const satisfies WriteBackState[]

/** A person of the staff has to do what Kept could not. */
export const UNWRITTEN_STATES = ['denied', 'refused', 'failed'] as const satisfies WriteBackState[]

/**
 * What a state of Shopify's says about the person. `ended`: they never said no, yet a consent that Kept knows does not
 * stand any more; it is gone with the address that it was about. Any other state is nobody's choice: `pending` waits for
 * a confirmation, `invalid` is an address that takes no mail, `redacted` a person who was erased.
 */
const SAYS = new Map<string, 'grants' | 'refuses' | 'ended'>([
  ['subscribed', 'grants'],
  ['unsubscribed', 'refuses'],
  ['not_subscribed', 'ended'],
])

/** Marketing consent of a customer as Shopify told it. */
export interface MarketingFact {
  channel: MarketingChannel
  /** In Shopify's words, in small letters. */
  state: string
  /** When the person said so, in whole seconds; null where Shopify holds no time. */
  saidAt: Date | null
  /** When Shopify told. */
  toldAt: Date
  /** The same by the call's own header; null where it has none. */
  triggeredAt: Date | null
  source: Extract<Source, 'newsletter' | 'checkout'>
}

/**
 * The purposes that Shopify's switch is about. Turned on, it agrees to the shop's own e-mails or SMS, and to no profile
 * and no partner's: those are consents of their own (GDPR Art. 6(1)(a) and recital 43). Turned off, it is a no to all of
 * that channel, also where the shop relied on its interest (Art. 21(2) and (3)).
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
 * What becomes of a fact. `late`: recorded, and a newer choice still counts. `known`: Kept holds it already. `older`: the
 * person has said otherwise since. `undeclared`: no purpose of the published register is about it. `erased`: the person was
 * erased since. `not_installed`: the shop has removed Kept.
 */
export type MarketingResult =
  | 'recorded'
  | 'late'
  | 'known'
  | 'older'
  | 'undeclared'
  | 'says_nothing'
  | 'erased'
  | 'not_installed'

interface ToRecord {
  result: 'recorded' | 'late'
  choices: Record<string, boolean>
  /** For the event's id: where the ledger puts it among the person's choices. */
  at: Date
}

export type Weighed = ToRecord | { result: Exclude<MarketingResult, 'recorded' | 'late'> }

/** Shopify's times are whole seconds: what Kept wrote there comes back without its milliseconds. */
const second = (at: number) => Math.floor(at / 1000) * 1000

/** When a known choice was made, in whole seconds. Its id may tell an older time than the ledger took its word for. */
const madeAt = ({ decidedAt: at, eventId }: CurrentChoice) => second(Math.min(+at, timeIn(eventId) ?? +at))

/** What Shopify has passed on. Of two words of the same second, a refusal is taken for the newer one. */
export interface LastShopifyUpdate {
  state: string
  saidAt: Date
}

const isNewer = (fact: MarketingFact, { saidAt, state }: LastShopifyUpdate) =>
  +timeOf(fact) > +saidAt || (+timeOf(fact) === +saidAt && SAYS.get(fact.state) === 'refuses' && state !== fact.state)

/** What Kept knows when a fact of Shopify's comes. */
export interface Known {
  /** The published one; null before the first. */
  register: Register | null
  /** What the person says now. */
  current: readonly CurrentChoice[]
  /** Refusals of the person that Kept itself has written to Shopify. */
  written: readonly string[]
  /** The newest that Shopify has passed on of them: what repeats a choice leaves no event. */
  lastUpdate: LastShopifyUpdate | null
  now: Date
}

/**
 * What a fact of Shopify's adds to what the person says now. The newest choice wins; what Kept itself wrote to Shopify
 * comes back as known. A consent that comes after its withdrawal is recorded in its own place, because it proves what
 * was lawful until then; a late refusal adds nothing.
 */
export function weigh(fact: MarketingFact, { register, current, written, lastUpdate, now }: Known): Weighed {
  const says = SAYS.get(fact.state)
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
  return granted && hasPlace(at, now) ? { result: 'late', choices: all(different, granted), at } : { result: 'older' }
}

const all = (purposes: readonly string[], granted: boolean) =>
  Object.fromEntries(purposes.map((purpose) => [purpose, granted]))

export const timeOf = (fact: MarketingFact): Date => fact.saidAt ?? fact.toldAt

/** Normally `at`; after a choice whose time the ledger did not believe, just late enough to replace it. */
const afterAll = (at: Date, replaced: readonly CurrentChoice[], newer: readonly string[]) =>
  new Date(Math.max(+at, ...replaced.flatMap((one) => (newer.includes(one.purpose) ? [+one.decidedAt + 1] : []))))

/** Older than what the ledger takes an id's word for, a choice would count as made now. */
const hasPlace = (at: Date, now: Date) => +decidedAt(eventIdAt(at, new Uint8Array(16)), now) === +at

/** A UUIDv7 of that moment; the same 16 bytes give the same id. */
export const eventIdAt = (at: Date, bytes: Uint8Array) => uuidv7({ msecs: +at, random: bytes })

/** What Shopify holds of one customer and channel. Null states: there is no address or number to write to. */
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

/** Why nothing has to be written. `newer`: the person has subscribed at Shopify since, and its webhook is on its way. */
export type NotNeeded = 'gone' | 'no_address' | 'already' | 'newer'

/** Whether a refusal made at `at` has to be written over what Shopify holds; null when it does. `held` null: no customer. */
export function whyNotToWrite(held: HeldByShopify | null, at: Date): NotNeeded | null {
  if (!held) return 'gone'
  if (held.state === null) return 'no_address'
  // PENDING too: whoever confirmed it later would be subscribed against their word.
  if (held.state !== 'SUBSCRIBED' && held.state !== 'PENDING') return 'already'
  return held.updatedAt && +held.updatedAt > +at ? 'newer' : null
}
