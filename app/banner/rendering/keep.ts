import { setImmediate } from 'node:timers/promises'
import type { ShopTransaction } from '../../platform/db.ts'
import type { BannerConfig } from '../configuration/config.ts'
import { languageShownIn, readExtension } from './extension.ts'
import type { RenderContext } from './liquid.ts'
import { type FrozenRendering, renderFrozen } from './render.ts'
import { isRenderedBy, storeRendering } from './store.ts'

/** What a configuration looks like in every language that the shop is read in, its own first. */
export async function renderAllLanguages(
  config: BannerConfig,
  locales: readonly string[],
  context: RenderContext,
): Promise<FrozenRendering[]> {
  const drawn = new Map<string, FrozenRendering>()
  const extension = await readExtension()
  for (const locale of locales) {
    const language = languageShownIn(extension, locale)
    // Of `de` and `de-AT`, which speak alike, one drawing is kept.
    if (drawn.has(language)) continue
    drawn.set(language, await renderFrozen(config, { locale, context }))
    // A long list of recipients takes a while to draw: whoever else waits for this process has a turn in between.
    await setImmediate()
  }
  return [...drawn.values()]
}

/** Keeps drawings of a stored configuration. Again changes nothing. */
export async function keepRenderings(
  tx: ShopTransaction,
  { hash, drawn, context, at }: { hash: string; drawn: readonly FrozenRendering[]; context: RenderContext; at: Date },
): Promise<void> {
  for (const frozen of drawn) await storeRendering(tx, { ...frozen, bannerHash: hash, drawnAt: at }, context)
}

/** Whether the files that draw the banner changed since this version was drawn: the app was updated. */
export async function isRenderedByOtherFiles(tx: ShopTransaction, hash: string): Promise<boolean> {
  return !(await isRenderedBy(tx, hash, (await readExtension()).filesHash))
}
