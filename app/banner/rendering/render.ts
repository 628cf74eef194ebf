import { createHash } from 'node:crypto'
import type { BannerConfig } from '../configuration/config.ts'
import { languageShownIn, readExtension } from './extension.ts'
import { printBlock, type RenderContext } from './liquid.ts'
import { pageOf, type Screen } from './page.ts'

export interface Drawn {
  /** The language of the wording that is really shown: what a decision made on it names. */
  language: string
  /** A whole page, which fetches nothing and runs nothing. The same in, the same bytes out. */
  html: string
}

export interface Frozen extends Drawn {
  /** SHA-256 of the page, in hex. */
  htmlHash: string
  /** SHA-256 of the theme extension's files that drew it, in hex. */
  filesHash: string
}

/** The page that is kept: every screen, one below the other. */
export async function freeze(
  config: BannerConfig,
  { locale, context }: { locale: string; context: RenderContext },
): Promise<Frozen> {
  const { filesHash } = await readExtension()
  const drawn = await draw(config, { locale, context, screens: screensOf(config), captions: true })
  return { ...drawn, filesHash, htmlHash: createHash('sha256').update(drawn.html).digest('hex') }
}

/**
 * What shoppers can be shown. The sale of data is never in the first layer, and in the preferences only where the law
 * knows it; where nothing is asked there is no banner.
 */
export function screensOf({ purposes }: Pick<BannerConfig, 'purposes'>): Screen[] {
  const sale = purposes.filter(({ signal }) => signal === 'sale_of_data').length
  if (purposes.length === 0) return []
  return [
    ...(sale < purposes.length ? (['banner', 'preferences'] as const) : []),
    ...(sale > 0 ? (['preferences_sale'] as const) : []),
  ]
}

/** One screen, as staff see it before they save; where shoppers are not shown that one, the first that they are. */
export function preview(
  config: BannerConfig,
  { screen, ...where }: { locale: string; context: RenderContext; screen: Screen },
): Promise<Drawn> {
  const screens = screensOf(config)
  return draw(config, { ...where, screens: screens.includes(screen) ? [screen] : screens.slice(0, 1), captions: false })
}

async function draw(
  config: BannerConfig,
  {
    locale,
    context,
    ...how
  }: { locale: string; context: RenderContext; screens: readonly Screen[]; captions: boolean },
): Promise<Drawn> {
  const extension = await readExtension()
  const language = languageShownIn(extension, locale)
  const saleKeys = config.purposes.flatMap(({ key, signal }) => (signal === 'sale_of_data' ? [key] : []))
  const printed = await printBlock(extension, config, { locale, context })
  return { language, html: pageOf({ printed, language, saleKeys, preferencesLook: extension.preferencesLook, ...how }) }
}
