import { createHash } from 'node:crypto'

/** Shopify's consent signals (Customer Privacy API) that a purpose can map to. */
export type Signal = 'preferences' | 'analytics' | 'marketing' | 'sale_of_data'

/** What the storefront's banner asks, as the theme app extension reads it from `app.metafields.kept.banner`. */
export interface BannerConfig {
  /** Hash of everything else: what a decision says it was shown. */
  version: string
  /** Months after which a choice, refusal or acceptance alike, is asked for again. */
  months: number
  purposes: { key: string; signal: Signal | null }[]
}

type Content = Omit<BannerConfig, 'version'>

/** The same content gives the same version, on every machine. */
export function withVersion(content: Content): BannerConfig {
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
  return { version, ...content }
}

/** What is asked until the merchant declares purposes in the register. */
export const DEFAULT_BANNER = withVersion({
  months: 6,
  purposes: [
    { key: 'preferences', signal: 'preferences' },
    { key: 'analytics', signal: 'analytics' },
    { key: 'marketing', signal: 'marketing' },
  ],
})
