/** Composes the banner's configuration from the published register and the banner's settings. */
import {
  type AskedPurposesProblem,
  askedPurposesProblem,
  choiceMonths,
  inLanguage,
  type Language,
  languageOfLocale,
  purposesAskedAtSignUp,
  purposesAskedInBanner,
  type Register,
} from '../../register/index.ts'
import { DEFAULT_PROXY_PATH } from '../../shopify/app-proxy/words.ts'
import { type BannerSettings, DEFAULT_SETTINGS } from '../settings/model.ts'
import { type BannerConfig, type BannerContent, type BannerPurpose, type Signal, withVersion } from './config.ts'
import { type DisclosureState, disclose } from './disclosure.ts'
import { countryNames, deletableTrackers, namedRecipients, purposeTexts, type TextDetail } from './purpose-texts.ts'

/**
 * Shopify's limit for a JSON metafield, in bytes, for apps created after April 2026 (Shopify changelog, 19 February
 * 2026).
 */
export const MOST_CONFIG_BYTES = 128 * 1024

export type ComposeProblem =
  | AskedPurposesProblem
  | { code: 'too_large'; values: { bytes: number; most: number; part: 'texts' | 'recipients' | 'trackers' } }

export type Composed =
  | { ok: true; config: BannerConfig; disclosure: DisclosureState; textDetail: TextDetail }
  | { ok: false; problem: ComposeProblem }

export interface Sources {
  /** The published register; null before the first one. */
  register: { number: number; content: Register } | null
  settings: BannerSettings
  /** The shop's languages as Shopify names them, the shop's own first. */
  locales: readonly string[]
  /** What the last published banner told visitors. */
  before: DisclosureState
  /** The path of the shop's app proxy. */
  proxyPath: string
}

/** The storefront's language files have Shopify's own text for the sale of data. */
const SALE_OF_DATA: BannerPurpose = { key: 'sale_of_data', signal: 'sale_of_data', since: 0, recipientsSince: 0 }

/** The purposes that the banner asks for until a register is published. */
const BY_DEFAULT: readonly BannerPurpose[] = (['preferences', 'analytics', 'marketing'] as const).map((signal) => ({
  key: signal,
  signal,
  since: 0,
  recipientsSince: 0,
}))

const TEXT_DETAILS: readonly TextDetail[] = ['full', 'lines', 'names']

export function composeConfig(sources: Sources): Composed {
  const { register, settings } = sources
  const asked = register ? purposesAskedInBanner(register.content) : []
  // The register's rules refuse this too. Only a register that was published before these rules existed comes here.
  const tooMuch = askedPurposesProblem(asked)
  if (tooMuch) return { ok: false, problem: tooMuch }
  const disclosure = register ? disclose(register.content, asked, register.number, sources.before) : {}
  let last: BannerConfig | undefined
  // Tries shorter texts until the configuration fits into the metafield.
  for (const textDetail of TEXT_DETAILS) {
    last = withVersion({
      ...(register ? fromRegister(register, sources, disclosure, textDetail) : beforeRegister(settings)),
      ...ofSettings(settings),
      ...(sources.proxyPath !== DEFAULT_PROXY_PATH && { proxy: sources.proxyPath }),
    })
    if (bytesOf(last) <= MOST_CONFIG_BYTES) return { ok: true, config: last, disclosure, textDetail }
  }
  return { ok: false, problem: tooLarge(last) }
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? '')

function tooLarge(config: BannerConfig | undefined): ComposeProblem {
  const parts = {
    texts: bytesOf(config?.purposes) + bytesOf(config?.texts),
    recipients: bytesOf(config?.recipients),
    trackers: bytesOf(config?.trackers),
  }
  const largest = (['texts', 'recipients', 'trackers'] as const).toSorted((a, b) => parts[b] - parts[a])[0] ?? 'texts'
  return { code: 'too_large', values: { bytes: bytesOf(config), most: MOST_CONFIG_BYTES, part: largest } }
}

type FromRegister = Pick<
  BannerContent,
  | 'register'
  | 'mode'
  | 'months'
  | 'language'
  | 'purposes'
  | 'recipients'
  | 'countries'
  | 'recipientsVersion'
  | 'trackers'
  | 'choicesLink'
  | 'emails'
>

const withSale = (purposes: readonly BannerPurpose[], isOffered: boolean): BannerPurpose[] =>
  isOffered && !purposes.some(({ signal }) => signal === 'sale_of_data') ? [...purposes, SALE_OF_DATA] : [...purposes]

const beforeRegister = (settings: BannerSettings): FromRegister => ({
  register: null,
  mode: settings.mode,
  months: settings.months,
  language: 'en',
  purposes: withSale(BY_DEFAULT, settings.saleOptOut),
  recipients: [],
  recipientsVersion: 1,
  trackers: {},
})

function fromRegister(
  { number, content }: NonNullable<Sources['register']>,
  { settings, locales }: Sources,
  disclosure: DisclosureState,
  textDetail: TextDetail,
): FromRegister {
  const asked = purposesAskedInBanner(content)
  const own = content.languages.default
  const languages = languagesOfShop(locales, own)
  const trackers = asked.map(({ id }) => [id, deletableTrackers(content, id).map(({ pattern }) => pattern)] as const)
  const purposes = asked.map((purpose): BannerPurpose => {
    const signal: Signal | null = purpose.signal === 'none' ? null : purpose.signal
    const { since, recipientsSince } = disclosure[purpose.id] ?? { since: number, recipientsSince: number }
    const text = purposeTexts(purpose, settings, languages, own, textDetail)
    return { key: purpose.id, signal, since, recipientsSince, text }
  })
  // What a form asks for stands there whole: it is what somebody agrees to.
  const emails = purposesAskedAtSignUp(content).map(({ id, name, description }) => ({
    key: id,
    text: Object.fromEntries(
      languages.map((language) => [
        language,
        { name: inLanguage(name, language, own), description: inLanguage(description, language, own) },
      ]),
    ),
  }))
  const recipients = namedRecipients(content, asked, languages)
  const countries = recipients.flatMap(({ country }) => country ?? [])
  return {
    register: number,
    mode: settings.mode,
    months: choiceMonths(content),
    language: own,
    // The link that the policy then promises leads to a page where people opt out.
    purposes: withSale(purposes, settings.saleOptOut || content.cookies.usVisitors),
    ...(content.cookies.usVisitors && { choicesLink: settings.choicesLink }),
    ...(emails.length > 0 && textDetail === 'full' && { emails }),
    recipients,
    ...(countries.length > 0 && { countries: countryNames(countries, languages) }),
    recipientsVersion: Math.max(1, ...purposes.map(({ recipientsSince }) => recipientsSince)),
    trackers: Object.fromEntries(trackers.filter(([, patterns]) => patterns.length > 0)),
  }
}

/** The register's languages in which the shop is published, and always the register's default language. */
function languagesOfShop(locales: readonly string[], own: Language): Language[] {
  const read = locales.map(languageOfLocale).filter((language) => language !== undefined)
  return [...new Set([own, ...read])]
}

const isDefault = (value: unknown, byDefault: unknown) => JSON.stringify(value) === JSON.stringify(byDefault)

/** Settings that differ from the storefront's defaults. Defaults are left out, so that they cost no bytes. */
const ofSettings = ({
  policyUrl,
  look,
  texts,
}: BannerSettings): Pick<BannerContent, 'policyUrl' | 'look' | 'texts'> => ({
  ...(policyUrl && { policyUrl }),
  ...(!isDefault(look, DEFAULT_SETTINGS.look) && { look }),
  ...(Object.keys(texts).length > 0 && { texts }),
})

/** The configuration until the merchant publishes a register or changes a setting. */
export const DEFAULT_BANNER = withVersion({ ...beforeRegister(DEFAULT_SETTINGS), ...ofSettings(DEFAULT_SETTINGS) })
