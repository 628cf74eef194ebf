/** Services that policies of shops name. */
import { catalogue } from '../../../register/index.ts'

/** Companies whose services go by several names, and those that the catalogue does not have. */
const COMPANIES: Record<string, readonly string[]> = {
  Google: ['YouTube', 'DoubleClick'],
  Meta: ['Facebook', 'Instagram', 'WhatsApp'],
  Microsoft: ['Bing'],
  Amazon: ['AWS'],
  Shopify: ['Shop Pay'],
  Brevo: ['Sendinblue'],
  Salesforce: ['Pardot'],
  'X (Twitter)': ['Twitter'],
  Colissimo: ['La Poste', 'Chronopost'],
  Matomo: ['Piwik'],
  'Mondial Relay': ['InPost'],
  OVH: ['OVHcloud'],
  Snapchat: ['Snap'],
  ...Object.fromEntries(
    ['Axeptio', 'Cloudflare', 'ContentSquare', 'Cookiebot', 'LinkedIn', 'Pinterest', 'Taboola', 'TikTok'].map(
      (name) => [name, []],
    ),
  ),
}

/** At the start of a sentence these are words. */
const ORDINARY_WORDS = new Set(['Crisp', 'Kept', 'Recharge', 'Sage', 'Stamped'])

const namesOfCompanies = Object.entries(COMPANIES).flatMap(([company, names]) => [company, ...names])

/** "Google Analytics 4" is named where "Google" is. */
const isNamedByCompany = (name: string) =>
  namesOfCompanies.some((known) => name === known || name.startsWith(`${known} `))

/** Each name of a service, and the company that it stands for. */
function companiesByName(): Map<string, string> {
  const listed = catalogue()
    .map(({ name }) => name)
    .filter((name) => !isNamedByCompany(name) && !ORDINARY_WORDS.has(name))
  return new Map([
    ...Object.entries(COMPANIES).flatMap(([company, names]) =>
      [company, ...names].map((name) => [name, company] as const),
    ),
    ...listed.map((name) => [name, name] as const),
  ])
}

const escaped = (name: string) => name.replace(/[.()+]/g, '\\$&')

/** With its capitals: "meta" and "ups" are words, "Meta" and "UPS" are names. */
const patternOf = (names: Iterable<string>) =>
  new RegExp(`(?<![\\p{L}\\d.@/-])(?:${[...names].map(escaped).join('|')})(?![\\p{L}\\d])`, 'gu')

let known: { companies: Map<string, string>; pattern: RegExp } | undefined

/** The companies of the services that a text names. */
export function servicesNamed(text: string): string[] {
  if (!known) {
    const companies = companiesByName()
    known = { companies, pattern: patternOf(companies.keys()) }
  }
  const { companies, pattern } = known
  return [...new Set((text.match(pattern) ?? []).flatMap((name) => companies.get(name) ?? []))]
}
