/**
 * What columns and categories of other tools probably are. The vendors publish what their exports hold, and not always how
 * the columns are called: names are compared without signs and case, and staff see and change every suggestion. Pure.
 */
import type { Purpose } from '../../register/index.ts'
import { MOST_CATEGORIES } from './limits.ts'
import { categoriesIn, type ImportMapping } from './model.ts'
import type { ColumnRole, ImportTool } from './words.ts'

type Names = Partial<Record<ColumnRole, readonly string[]>>

/** Of whichever tool. */
const COMMON: Names = {
  reference: ['consentid', 'consentkey', 'key', 'id', 'visitorid', 'uuid', 'consentreference', 'uniqueid', 'guid'],
  customer: ['customerid', 'shopifycustomerid', 'customer', 'userid'],
  email: ['email', 'customeremail', 'emailaddress', 'mail'],
  time: [
    'time',
    'date',
    'datetime',
    'timestamp',
    'createdat',
    'consentdate',
    'consenttime',
    'dateandtime',
    'utc',
    'utcdate',
    'utctimestamp',
    'consentedat',
    'givenat',
    'logtime',
    'dateutc',
  ],
  language: ['language', 'locale', 'lang'],
  country: ['country', 'countrycode', 'region', 'location'],
  version: ['version', 'policyversion', 'bannerversion', 'consentversion', 'cookiepolicyversion'],
  categories: [
    'categories',
    'acceptedcategories',
    'preferences',
    'consent',
    'consents',
    'consentcategories',
    'acceptedcookies',
    'allowedcategories',
    'consentpreferences',
    'selectedcategories',
    'status',
    'consentstatus',
    'useraction',
    'action',
  ],
}

/** Where a tool calls something as no other does: this comes first. */
const OF_TOOL: Record<ImportTool, Names> = {
  cookieyes: { reference: ['consentid'], categories: ['categories', 'consentcategories', 'cookiecategories'] },
  // Its own cookie holds the categories as booleans: preferences, statistics, marketing.
  cookiebot: { reference: ['key', 'consentid', 'userconsentkey'], time: ['utc', 'consentutc'], categories: [] },
  pandectes: {
    reference: ['consentid', 'uniqueid', 'id'],
    categories: ['preferences', 'consentpreferences', 'preference', 'exactpreference'],
  },
  consentmo: { reference: ['consentid'], categories: ['consent', 'acceptedcategories', 'choice', 'useraction'] },
  other: {},
}

/** What the categories of other tools mean for Shopify's signals. */
const CATEGORIES: readonly { names: readonly string[]; signal?: Purpose['signal']; channel?: Purpose['channel'] }[] = [
  { names: ['analytics', 'statistics', 'performance', 'analytic', 'statistic', 'measurement'], signal: 'analytics' },
  { names: ['marketing', 'advertisement', 'advertising', 'targeting', 'ads', 'retargeting'], signal: 'marketing' },
  {
    names: ['preferences', 'functional', 'functionality', 'preference', 'personalization', 'personalisation'],
    signal: 'preferences',
  },
  { names: ['saleofdata', 'donotsell', 'ccpa', 'sale'], signal: 'sale_of_data' },
  { names: ['email', 'newsletter', 'emailmarketing', 'acceptsmarketing', 'emailmarketingconsent'], channel: 'email' },
  { names: ['sms', 'smsmarketing', 'text', 'smsmarketingconsent'], channel: 'sms' },
]

const plainName = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

export interface KnownTargets {
  purposes: readonly Pick<Purpose, 'id' | 'signal' | 'channel' | 'legalBasis'>[]
  /** Every purpose that a decision can be about. */
  asked: readonly string[]
}

/** The purpose that a category's name probably stands for. */
function purposeOfCategory(name: string, { purposes, asked }: KnownTargets): string | null {
  const plain = plainName(name)
  const own = purposes.find(({ id }) => asked.includes(id) && plainName(id) === plain)
  if (own) return own.id
  const known = CATEGORIES.find(({ names }) => names.some((one) => plain === one || plain === `${one}cookies`))
  if (!known) return asked.find((id) => plainName(id) === plain) ?? null
  const isMeant = ({ id, signal, channel, legalBasis }: KnownTargets['purposes'][number]) =>
    asked.includes(id) &&
    legalBasis === 'consent' &&
    (known.signal ? signal === known.signal : channel === known.channel)
  return purposes.find(isMeant)?.id ?? (known.signal && asked.includes(known.signal) ? known.signal : null)
}

function roleOf(name: string, tool: ImportTool, taken: ReadonlySet<ColumnRole>): ColumnRole | null {
  const plain = plainName(name)
  // What a tool calls in its own way is looked for by nothing else.
  for (const names of [OF_TOOL[tool], { ...COMMON, ...OF_TOOL[tool] }]) {
    for (const [role, known] of Object.entries(names) as [ColumnRole, readonly string[]][])
      if (known.includes(plain) && !taken.has(role)) return role
  }
  return null
}

/** What the columns probably are. Each role is given once, except a choice. */
export function suggestMapping(
  { names, sample, tool }: { names: readonly string[]; sample: readonly (readonly string[])[]; tool: ImportTool },
  targets: KnownTargets,
): ImportMapping {
  const taken = new Set<ColumnRole>()
  const columns = names.map((name): ImportMapping['columns'][number] => {
    const purpose = purposeOfCategory(name, targets)
    const role = roleOf(name, tool, taken)
    // Cookiebot's `preferences` says yes or no; another tool's lists what was chosen.
    const isChoice =
      purpose !== null && (role === null || role === 'categories') && areAnswers(sample, names.indexOf(name))
    if (isChoice) return { name, role: 'choice', purpose }
    if (role !== null) taken.add(role)
    return { name, role: role ?? 'ignore', purpose: null }
  })
  const listed = columns.findIndex(({ role }) => role === 'categories')
  return { columns, categories: listedCategories(sample, listed, targets), asOf: null, wording: null }
}

const ANSWER = /^(?:yes|no|true|false|0|1|granted|denied|accepted|rejected|allow|deny|on|off|)$/i
/** Most of them: a few may be anything. */
const areAnswers = (sample: readonly (readonly string[])[], index: number) =>
  2 * sample.filter((cells) => ANSWER.test((cells[index] ?? '').trim())).length > sample.length

/** What the cells of the sample name. */
function listedCategories(
  sample: readonly (readonly string[])[],
  index: number,
  targets: KnownTargets,
): ImportMapping['categories'] {
  if (index < 0) return []
  const names = new Set(sample.flatMap((cells) => categoriesIn(cells[index] ?? '').filter((one) => one.length <= 100)))
  return [...names].slice(0, MOST_CATEGORIES).map((name) => ({ name, purpose: purposeOfCategory(name, targets) }))
}
