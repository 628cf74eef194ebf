/** When a request must be answered. Every date is a day at the shop's place; nothing is ever overwritten. Pure. */
import { daysAfter, type IsoDate, monthsAfter } from '../../register/calendar.ts'
import type { PauseReason, RegimeId, RequestKind } from '../words.ts'
import { REGIMES, type Regime, type TimeLimit } from './regimes.ts'

/** Whether people work on this day: no Saturday, Sunday or public holiday where the shop is. */
export type IsWorkingDay = (day: IsoDate) => boolean

/** Days on which the shop waited for the person: from the day it asked to the day of the answer, null while it waits. */
export interface Pause {
  reason: PauseReason
  askedOn: IsoDate
  answeredOn: IsoDate | null
}

export interface TimeExtension {
  until: IsoDate
  reason: string
  toldOn: IsoDate
}

/** What happened to a request that its deadline follows from. */
export interface ClockFacts {
  regime: RegimeId
  kind: RequestKind
  receivedOn: IsoDate
  pauses: readonly Pause[]
  extension: TimeExtension | null
  /** Shopify passed it on, and gives 30 days. */
  isFromShopify: boolean
}

export interface Deadline {
  /** The law's last day for the answer, with the extension. It moves on while the time stands still. */
  dueOn: IsoDate
  /** The day from which the period is counted, which is not part of it (Regulation 1182/71, Art. 3(1)). */
  countedFrom: IsoDate
  /** Since when the time stands still. */
  stoppedSince: IsoDate | null
  /** The last day to confirm the receipt, where the law asks for that. */
  confirmBy: IsoDate | null
  /** An extension is told to the person by `tellBy` at the latest, and reaches `latest` at most. */
  extension: { tellBy: IsoDate; latest: IsoDate } | null
  /** The last day that Shopify gives. */
  shopifyDueOn: IsoDate | null
}

/** Shopify, privacy law compliance: 30 days of receipt. */
const SHOPIFY_DAYS = 30

/** The law for a request that came in on a day; the newest wording that counted then. */
function regimeOn(id: RegimeId, receivedOn: IsoDate): Regime {
  const known = REGIMES.filter((regime) => regime.id === id).sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const [newest] = known
  if (!newest) throw new Error(`There is no regime ${id}`)
  return known.find(({ validFrom }) => validFrom <= receivedOn) ?? known.at(-1) ?? newest
}

/**
 * The regime for a person's country (ISO 3166-1) and region (ISO 3166-2, without the country). Where a country has no
 * regime of its own here, the GDPR's counts: it is the shop's own law, and no slower.
 */
export function regimeFor(country: string | null, region: string | null): RegimeId {
  if (country === 'GB') return 'uk'
  if (country === 'CH') return 'switzerland'
  if (country === 'BR') return 'lgpd'
  if (country === 'US' && region === 'CA') return 'california'
  if (country === 'CA' && region === 'QC') return 'quebec'
  return 'gdpr'
}

/** When the answer is due, from what has happened until `today`. */
export function deadlineOf(facts: ClockFacts, today: IsoDate, isWorkingDay: IsWorkingDay): Deadline {
  const { kind, receivedOn, extension } = facts
  const regime = regimeOn(facts.regime, receivedOn)
  const { countedFrom, stoppedDays, stoppedSince } = stopsOf(facts, regime, today)
  const end = (period: TimeLimit) => {
    const last = daysAfter(endOf(period, countedFrom, isWorkingDay), stoppedDays)
    return regime.movesToWorkingDay ? workingDayFrom(last, isWorkingDay) : last
  }
  const period = kind === 'opt_out_of_sale' && regime.optOut ? regime.optOut : regime.answer
  const answerBy = end(period)
  const latest = regime.extended && period === regime.answer ? end(regime.extended) : null
  return {
    dueOn: extension && latest ? earlier(extension.until, latest) : answerBy,
    countedFrom,
    stoppedSince,
    confirmBy: regime.confirm && endOf(regime.confirm, receivedOn, isWorkingDay),
    extension: latest === null ? null : { tellBy: answerBy, latest },
    shopifyDueOn: facts.isFromShopify ? daysAfter(receivedOn, SHOPIFY_DAYS) : null,
  }
}

/** The day that lists and staff go by: the law's, or Shopify's where that is sooner. */
export const answerBy = ({ dueOn, shopifyDueOn }: Pick<Deadline, 'dueOn' | 'shopifyDueOn'>): IsoDate =>
  shopifyDueOn === null ? dueOn : earlier(dueOn, shopifyDueOn)

/** What stands in the way of an extension. GDPR Art. 12(3): told within the first month, with reasons. */
export type ExtensionProblem = 'no_extension' | 'too_late' | 'too_long' | 'not_longer' | 'reason_missing'

export function extensionProblem({ dueOn, extension }: Deadline, wanted: TimeExtension): ExtensionProblem | null {
  if (!extension) return 'no_extension'
  if (wanted.reason.trim() === '') return 'reason_missing'
  if (wanted.toldOn > extension.tellBy) return 'too_late'
  if (wanted.until > extension.latest) return 'too_long'
  return wanted.until > dueOn ? null : 'not_longer'
}

/** Days before the last one from which a request needs attention. */
export const SOON_DAYS = 7

export type Urgency = 'overdue' | 'soon' | 'later'

export function urgencyOf(daysLeft: number): Urgency {
  if (daysLeft < 0) return 'overdue'
  return daysLeft <= SOON_DAYS ? 'soon' : 'later'
}

/** The whole days from one day to another; negative when the other is earlier. */
export const daysBetween = (one: IsoDate, other: IsoDate): number =>
  Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000)

/** The day of a moment at a place (`Europe/Paris`). */
export const dayIn = (timeZone: string, moment: Date): IsoDate =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment)

const HALF_A_DAY = 43_200_000

/** A moment of this day at a place, whose clocks may be up to fourteen hours ahead of UTC's and twelve behind. */
export function momentOn(day: IsoDate, timeZone: string): Date {
  const noon = new Date(`${day}T12:00:00Z`)
  const there = dayIn(timeZone, noon)
  if (there === day) return noon
  return new Date(+noon + (there > day ? -HALF_A_DAY : HALF_A_DAY))
}

const earlier = (one: IsoDate, other: IsoDate): IsoDate => (one < other ? one : other)

/** Where the time starts, and how long it stood still since. */
function stopsOf({ receivedOn, pauses }: ClockFacts, { stopsFor }: Regime, today: IsoDate) {
  const counting = pauses.filter(({ reason }) => stopsFor.includes(reason))
  // The time starts anew when the person is known: what was waited for before is no pause of it.
  const identified = counting.filter(({ reason }) => reason === 'identity').map(({ answeredOn }) => answeredOn ?? today)
  const countedFrom = identified.reduce((latest, day) => (day > latest ? day : latest), receivedOn)
  const clarified = counting.filter(({ reason }) => reason === 'clarification')
  const stoppedDays = daysIn(
    clarified.map(({ askedOn, answeredOn }) => [askedOn, answeredOn ?? today] as const),
    countedFrom,
  )
  const open = counting.filter(({ answeredOn }) => answeredOn === null).map(({ askedOn }) => askedOn)
  return { countedFrom, stoppedDays, stoppedSince: open.length === 0 ? null : open.reduce(earlier) }
}

/** The days that the spans cover, each once, after a day. */
function daysIn(spans: readonly (readonly [IsoDate, IsoDate])[], after: IsoDate): number {
  let covered = 0
  let until = after
  for (const [from, to] of [...spans].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const start = from > until ? from : until
    if (to <= start) continue
    covered += daysBetween(start, to)
    until = to
  }
  return covered
}

function endOf({ unit, value }: TimeLimit, from: IsoDate, isWorkingDay: IsWorkingDay): IsoDate {
  if (unit === 'months') return monthsAfter(from, value)
  if (unit === 'days') return daysAfter(from, value)
  let day = from
  for (let left = value; left > 0; ) {
    day = daysAfter(day, 1)
    if (isWorkingDay(day)) left -= 1
  }
  return day
}

/** Regulation 1182/71, Art. 3(4): a period that ends on a day off ends with the next working day. */
function workingDayFrom(day: IsoDate, isWorkingDay: IsWorkingDay): IsoDate {
  let working = day
  while (!isWorkingDay(working)) working = daysAfter(working, 1)
  return working
}
