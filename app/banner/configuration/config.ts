import { createHash } from 'node:crypto'
import type { ShopifySignal } from '../../register/index.ts'
import type { BannerTexts, Look } from '../settings/model.ts'
import type { Mode } from '../settings/words.ts'

export type Signal = ShopifySignal

/** A purpose in one language. `more` stands in for the description where there is room: in the preferences. */
export interface PurposeText {
  name: string
  description: string
  more?: string
}

export interface BannerPurpose {
  key: string
  signal: Signal | null
  /** The register version that first asked for it, as it is asked for now: a new number asks everybody. */
  since: number
  /** The one since which its recipients are these: a new number asks those again who had agreed. */
  recipientsSince: number
  /** By language; the storefront's own words where there are none. */
  text?: Record<string, PurposeText>
}

export interface BannerRecipient {
  name: string
  /** Where it is called otherwise, by language. */
  names?: Record<string, string>
  /** ISO 3166-1 alpha-2. */
  country?: string
  /** Keys of the purposes that it receives data for. */
  purposes: string[]
}

/** What the storefront's banner asks, as the theme app extension reads it from `app.metafields.kept.banner`. */
export interface BannerConfig {
  /** Hash of everything else: what a decision says it was shown. */
  version: string
  /** The published register that this was made from; null before the first one. */
  register: number | null
  mode: Mode
  /** Months after which a choice, refusal or acceptance alike, is asked for again. */
  months: number
  /** The language of texts that are not written in the page's. */
  language: string
  purposes: BannerPurpose[]
  recipients: BannerRecipient[]
  /** The newest of the purposes' `recipientsSince`: a new number asks again who had chosen before. */
  recipientsVersion: number
  /** Names of first-party trackers to delete when a purpose is refused; one `*` stands for anything. */
  trackers: Record<string, string[]>
  policyUrl?: string
  look?: Look
  texts?: Record<string, BannerTexts>
}

export type BannerContent = Omit<BannerConfig, 'version'>

/** The same content gives the same version, on every machine. */
export function withVersion(content: BannerContent): BannerConfig {
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
  return { version, ...content }
}
