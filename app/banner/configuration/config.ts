import { createHash } from 'node:crypto'
import type { ShopifySignal } from '../../register/index.ts'
import type { BannerTexts, Look } from '../settings/model.ts'
import type { ChoicesLink, Mode } from '../settings/words.ts'

export type Signal = ShopifySignal

/** A purpose in one language. The preferences show `more` in place of the description. */
export interface PurposeText {
  name: string
  description: string
  more?: string
}

export interface BannerPurpose {
  key: string
  signal: Signal | null
  /**
   * The register version that first asked for the purpose in its present form. A new number asks every visitor again.
   */
  since: number
  /** The register version since which the recipients are the same. A new number asks those again who had agreed. */
  recipientsSince: number
  /** Texts by language. Without any, the storefront uses its own text. */
  text?: Record<string, PurposeText>
}

export interface BannerRecipient {
  name: string
  /** The name in other languages, where it differs. */
  names?: Record<string, string>
  /** ISO 3166-1 alpha-2. */
  country?: string
  /** Keys of the purposes for which the recipient gets data. */
  purposes: string[]
}

/** What the storefront's banner asks. The theme app extension reads it from `app.metafields.kept.banner`. */
export interface BannerConfig {
  /** The hash of everything else. A decision names the banner that was shown by this hash. */
  version: string
  /** The published register that this configuration was made from; null before the first one. */
  register: number | null
  mode: Mode
  /** Months after which the banner asks again, after a refusal as after an acceptance. */
  months: number
  /** The language that is used for texts which are missing in the page's language. */
  language: string
  purposes: BannerPurpose[]
  recipients: BannerRecipient[]
  /** What the recipients' countries are called, by language and code. */
  countries?: Record<string, Record<string, string>>
  /**
   * The newest `recipientsSince` of all purposes. A new number asks every earlier visitor again who had agreed to
   * something.
   */
  recipientsVersion: number
  /** Names of first-party trackers to delete when a purpose is refused; one `*` stands for anything. */
  trackers: Record<string, string[]>
  /** Kinds of e-mail that a sign-up form asks for; missing where there are none. */
  emails?: { key: string; text: Record<string, PurposeText> }[]
  policyUrl?: string
  /** Who sees the link "Your Privacy Choices"; missing where nobody does. */
  choicesLink?: ChoicesLink
  /** The path of Shopify's app proxy on the storefront, where it is not the app's own. */
  proxy?: string
  look?: Look
  texts?: Record<string, BannerTexts>
}

export type BannerContent = Omit<BannerConfig, 'version'>

/** The same content gives the same version on every machine. */
export function withVersion(content: BannerContent): BannerConfig {
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
  return { version, ...content }
}
