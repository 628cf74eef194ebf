import type { ShopTransaction } from '../../platform/db.ts'
import type { BannerConfig } from '../banner-config.ts'
import { languageShownIn, readExtension } from './extension.ts'
import type { Scene } from './liquid.ts'
import { freeze } from './render.ts'
import { isDrawnBy, storeRendering } from './store.ts'

/**
 * Keeps what a stored configuration looks like in every language that the shop is read in; answers which those are. Again
 * changes nothing.
 */
export async function keepRenderings(
  tx: ShopTransaction,
  { config, locales, scene, at }: { config: BannerConfig; locales: readonly string[]; scene: Scene; at: Date },
): Promise<string[]> {
  const extension = await readExtension()
  const drawn = new Set<string>()
  for (const locale of locales) {
    const language = languageShownIn(extension, locale)
    // Of `de` and `de-AT`, which speak alike, one drawing is kept.
    if (drawn.has(language)) continue
    drawn.add(language)
    const frozen = await freeze(config, { locale, scene })
    await storeRendering(tx, { ...frozen, bannerHash: config.version, drawnAt: at }, scene)
  }
  return [...drawn]
}

/** Whether the files that draw the banner changed since this version was drawn: the app was updated. */
export async function isDrawnByOthers(tx: ShopTransaction, hash: string): Promise<boolean> {
  return !(await isDrawnBy(tx, hash, (await readExtension()).filesHash))
}
