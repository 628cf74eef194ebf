/** Who comes to the demo's storefront and chooses, day by day: the same for the same days on every machine. Pure. */
import { en, Faker } from '@faker-js/faker'

const DAY_MS = 24 * 3600_000
const SEED = 19_980_412

export interface Visit {
  at: Date
  /** The random id that a browser keeps. */
  visitor: string
  surface: 'banner' | 'preferences' | 'gpc'
  /** Between 0 and 1 for each purpose in the banner's order, more than a banner asks for. */
  leanings: readonly number[]
  /** 0: to nothing, 1: to all. */
  agreesTo: number
  locale: string
  /** ISO 3166-2 without the dash. */
  region: string
  /** Signed in: which of the customers, as a share of all; null for nobody. */
  customer: number | null
}

export interface Season {
  from: Date
  until: Date
  /** About how many choices are made in all. */
  choices: number
  /** When a new banner asked everybody again. */
  askedAgain: readonly Date[]
}

interface Place {
  weight: number
  region: string
  locale: string
  /** How many of a hundred agree to all that they are asked. */
  agree: number
}

const PLACES: readonly Place[] = [
  { weight: 16, region: 'FRIDF', locale: 'fr', agree: 46 },
  { weight: 15, region: 'FRCVL', locale: 'fr', agree: 54 },
  { weight: 9, region: 'FRARA', locale: 'fr', agree: 47 },
  { weight: 8, region: 'FRPDL', locale: 'fr', agree: 48 },
  { weight: 7, region: 'FRNAQ', locale: 'fr', agree: 47 },
  { weight: 6, region: 'FROCC', locale: 'fr', agree: 45 },
  { weight: 6, region: 'FRBRE', locale: 'fr', agree: 44 },
  { weight: 5, region: 'FRPAC', locale: 'fr', agree: 46 },
  { weight: 5, region: 'FRHDF', locale: 'fr', agree: 49 },
  { weight: 4, region: 'FRGES', locale: 'fr', agree: 45 },
  { weight: 3, region: 'FRNOR', locale: 'fr', agree: 48 },
  { weight: 4, region: 'BEWAL', locale: 'fr', agree: 43 },
  { weight: 2, region: 'BEBRU', locale: 'fr', agree: 42 },
  { weight: 1, region: 'BEVLG', locale: 'en', agree: 38 },
  { weight: 2, region: 'CHGE', locale: 'fr', agree: 41 },
  { weight: 1, region: 'LU', locale: 'fr', agree: 42 },
  { weight: 2, region: 'DEBY', locale: 'de', agree: 33 },
  { weight: 2, region: 'DEBE', locale: 'de', agree: 31 },
  { weight: 1, region: 'DENW', locale: 'de', agree: 34 },
  { weight: 2, region: 'IT25', locale: 'en', agree: 51 },
  { weight: 2, region: 'ESMD', locale: 'en', agree: 50 },
  { weight: 1, region: 'NLNH', locale: 'en', agree: 35 },
  { weight: 1, region: 'GBENG', locale: 'en', agree: 44 },
  { weight: 1, region: '', locale: 'fr', agree: 45 },
]

/** Where nobody is asked: what is recorded there is a signal of the browser, or a choice in the preferences. */
const UNASKED: readonly Place[] = [
  { weight: 3, region: 'USCA', locale: 'en', agree: 30 },
  { weight: 2, region: 'USNY', locale: 'en', agree: 30 },
]

/** January first. A tea room sells gifts in December, and little in summer. */
const MONTHS = [0.85, 0.95, 0.9, 0.85, 0.85, 0.75, 0.62, 0.55, 0.9, 1.1, 1.45, 1.75]
/** Sunday first. */
const WEEKDAYS = [1.18, 1.06, 0.94, 0.92, 0.94, 0.97, 0.99]
/** Midnight to midnight in France. */
const HOURS = [2, 1, 1, 1, 1, 2, 4, 8, 11, 12, 13, 13, 12, 12, 12, 11, 11, 12, 14, 17, 20, 19, 12, 6]
const AHEAD_OF_UTC_HOURS = 1

const SIGNED_IN = 0.003
const CHANGES_OF_MIND = 0.035
/** How many of those who are asked open the preferences before they choose. */
const PREFERENCES = 0.16
const GPC = 0.025
const UNASKED_SHARE = 0.02
/** How many of the visitors, just after a new banner, were here before; it takes this many days to wear off. */
const RETURNING = 0.45
const RETURNING_DAYS = 60
const REMEMBERED = 2_000
/** More than a banner asks for. */
const PURPOSES = 8

/** Whether the visitor agrees to the nth purpose of a banner. Who picks some takes statistics sooner than advertisements. */
export function agrees({ leanings, agreesTo }: Visit, n: number): boolean {
  if (agreesTo === 0 || agreesTo === 1) return agreesTo === 1
  return (leanings[n] ?? 1) < agreesTo * (1.5 - 0.25 * n)
}

/** Every choice of these days, in the order in which it is made. */
export function visitsIn(season: Season): Visit[] {
  const days = daysOf(season)
  const scale = season.choices / days.reduce((sum, day) => sum + crowdOn(day, season), 0)
  const known: Visit[] = []
  const visits = days.flatMap((day) => {
    // Each day has chances of its own, so that another length of the history leaves it as it is.
    const faker = new Faker({ locale: en, seed: SEED + Math.floor(+day / DAY_MS) })
    const crowd = crowdOn(day, season) * scale * faker.number.float({ min: 0.75, max: 1.25 })
    const many = Math.floor(crowd + faker.number.float())
    const today = Array.from({ length: many }, () => aVisit(faker, day, season, known))
    known.push(...today)
    known.splice(0, known.length - REMEMBERED)
    return today
  })
  return visits.filter(({ at }) => at >= season.from && at < season.until).toSorted((a, b) => +a.at - +b.at)
}

function daysOf({ from, until }: Season): Date[] {
  const first = Math.floor(+from / DAY_MS)
  const last = Math.floor(+until / DAY_MS)
  return Array.from({ length: last - first + 1 }, (_, n) => new Date((first + n) * DAY_MS))
}

/** How many come compared with other days. */
function crowdOn(day: Date, { from, until }: Season): number {
  const grown = 0.8 + (0.4 * (+day - +from)) / (+until - +from)
  const sale = isBlackFriday(day) ? 2.2 : 1
  return (MONTHS[day.getUTCMonth()] ?? 1) * (WEEKDAYS[day.getUTCDay()] ?? 1) * grown * sale
}

const isBlackFriday = (day: Date) => day.getUTCMonth() === 10 && day.getUTCDay() === 5 && day.getUTCDate() > 22

function aVisit(faker: Faker, day: Date, season: Season, known: readonly Visit[]): Visit {
  const at = timeOf(faker, day)
  const earlier = known.length > 0 ? faker.helpers.arrayElement(known) : null
  const changes = faker.datatype.boolean(CHANGES_OF_MIND)
  const returns = !changes && faker.datatype.boolean(returningShare(at, season))
  const isUnasked = faker.datatype.boolean(UNASKED_SHARE)
  const place = faker.helpers.weightedArrayElement(
    (isUnasked ? UNASKED : PLACES).map((value) => ({ value, weight: value.weight })),
  )
  const gpc = faker.datatype.boolean(isUnasked ? 0.7 : GPC)
  const from = earlier && (changes || returns) ? earlier : null
  const opens = isUnasked || (changes && from !== null) || faker.datatype.boolean(PREFERENCES)
  const surface = gpc ? 'gpc' : opens ? 'preferences' : 'banner'
  return {
    at,
    visitor: from?.visitor ?? faker.string.uuid(),
    surface,
    leanings: Array.from({ length: PURPOSES }, () => faker.number.float()),
    agreesTo: gpc ? 0 : agreementOf(faker, surface === 'banner' ? place.agree / 100 : null),
    locale: from?.locale ?? place.locale,
    region: from?.region ?? place.region,
    customer: faker.datatype.boolean(SIGNED_IN) ? faker.number.float() : null,
  }
}

/** In the first layer people take all or nothing; in the preferences, some. */
function agreementOf(faker: Faker, agree: number | null): number {
  if (agree !== null) return faker.datatype.boolean(agree) ? 1 : 0
  return faker.helpers.weightedArrayElement([
    { value: 0, weight: 4 },
    { value: 0.5, weight: 5 },
    { value: 1, weight: 1 },
  ])
}

function returningShare(at: Date, { askedAgain }: Season): number {
  const since = askedAgain.filter((asked) => asked <= at).map((asked) => (+at - +asked) / DAY_MS)
  return Math.max(0.05, ...since.map((days) => RETURNING * Math.exp(-days / RETURNING_DAYS)))
}

function timeOf(faker: Faker, day: Date): Date {
  const hour = faker.helpers.weightedArrayElement(HOURS.map((weight, value) => ({ value, weight })))
  const ms = faker.number.int({ max: 3_599_999 })
  return new Date(+day + (hour - AHEAD_OF_UTC_HOURS) * 3600_000 + ms)
}
