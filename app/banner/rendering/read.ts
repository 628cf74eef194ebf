import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { findBannerVersion } from '../configuration/store.ts'
import { languageShownIn, readExtension } from './extension.ts'
import type { RenderContext } from './liquid.ts'
import { renderFrozen } from './render.ts'
import { findRendering, lastRenderContext, type Rendering, storeRendering } from './store.ts'

interface Asked {
  /** The banner version that a decision names. */
  hash: string
  /** The language that a decision names, or any locale. */
  language: string
  /** The time of the view; now when left out. */
  at?: Date
}

/**
 * A banner version as shoppers saw it. A language that the shop did not list (one of a market, for example) is rendered
 * now and kept; `drawnAt` tells when. Null for a version that the shop never had.
 */
export async function readRendering(tx: ShopTransaction, { hash, language, at }: Asked): Promise<Rendering | null> {
  const shown = languageShownIn(await readExtension(), language)
  const now = clock.now()
  const kept = await findRendering(tx, { hash, language: shown, at: at ?? now })
  if (kept) return kept
  const version = await findBannerVersion(tx, hash)
  if (!version) return null
  const context = await renderContextOf(tx, hash)
  const frozen = await renderFrozen(version.config, { locale: shown, context })
  const rendering = { ...frozen, bannerHash: hash, drawnAt: now }
  await storeRendering(tx, rendering, context)
  return rendering
}

/**
 * The shop's facts from the newest rendering; before the first rendering, those that are known without asking Shopify.
 */
export async function renderContextOf(tx: ShopTransaction, hash: string | null = null): Promise<RenderContext> {
  const known = await lastRenderContext(tx, hash)
  return known ?? { shopName: tx.shop, policyUrl: policyUrlIn(`https://${tx.shop}`) }
}

/** The address at which Shopify shows a shop's privacy policy. */
export const policyUrlIn = (storefront: string) => `${storefront}/policies/privacy-policy`
