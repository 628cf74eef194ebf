import { setImmediate } from 'node:timers/promises'
import type { ShopTransaction } from '../../platform/db.ts'
import type { BannerConfig } from '../configuration/config.ts'
import { languageShownIn, readExtension } from './extension.ts'
import type { RenderContext } from './liquid.ts'
import { type FrozenRendering, renderFrozen } from './render.ts'
import { isRenderedBy, storeRendering } from './store.ts'

/** Renders a configuration in every language of the shop, the shop's own first. */
export async function renderAllLanguages(
  config: BannerConfig,
  locales: readonly string[],
  context: RenderContext,
): Promise<FrozenRendering[]> {
  const drawn = new Map<string, FrozenRendering>()
  const extension = await readExtension()
  for (const locale of locales) {
    const language = languageShownIn(extension, locale)
    // `de` and `de-AT` have the same texts: one rendering is enough.
    if (drawn.has(language)) continue
    drawn.set(language, await renderFrozen(config, { locale, context }))
    // Rendering a long list of recipients takes time. Yielding here lets the process answer other requests in between.
    await setImmediate()
  }
  return [...drawn.values()]
}

/** Stores renderings of a stored configuration. Storing them again changes nothing. */
export async function keepRenderings(
  tx: ShopTransaction,
  { hash, drawn, context, at }: { hash: string; drawn: readonly FrozenRendering[]; context: RenderContext; at: Date },
): Promise<void> {
  for (const frozen of drawn) await storeRendering(tx, { ...frozen, bannerHash: hash, drawnAt: at }, context)
}

/** Whether this version was rendered with other files than the app has now, as after an update. */
export async function isRenderedByOtherFiles(tx: ShopTransaction, hash: string): Promise<boolean> {
  return !(await isRenderedBy(tx, hash, (await readExtension()).filesHash))
}
