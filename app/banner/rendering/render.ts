import { createHash } from 'node:crypto'
import type { BannerConfig } from '../configuration/config.ts'
import { languageShownIn, readExtension } from './extension.ts'
import { printBlock, type RenderContext } from './liquid.ts'
import { frozenPageOf, type Screen } from './page.ts'

export interface RenderedBanner {
  /** The language of the texts that are really shown. A decision names it. */
  language: string
  /** A whole page without scripts and requests. The same input gives the same bytes. */
  html: string
}

export interface FrozenRendering extends RenderedBanner {
  /** SHA-256 of the page, in hex. */
  htmlHash: string
  /** SHA-256 of the theme extension's files that rendered it, in hex. */
  filesHash: string
}

/** Renders the page that is kept: every screen, one below the other. */
export async function renderFrozen(
  config: BannerConfig,
  { locale, context }: { locale: string; context: RenderContext },
): Promise<FrozenRendering> {
  const { filesHash } = await readExtension()
  const drawn = await render(config, { locale, context, screens: screensOf(config), captions: true })
  return { ...drawn, filesHash, htmlHash: createHash('sha256').update(drawn.html).digest('hex') }
}

/**
 * The screens that shoppers can see. The sale of data is never in the first layer, and in the preferences only where
 * the law regulates it. Where people opt out, only a shop that asks everywhere shows a first layer. Without purposes there is
 * no banner.
 */
export function screensOf({ purposes, mode }: Pick<BannerConfig, 'purposes' | 'mode'>): Screen[] {
  const sale = purposes.filter(({ signal }) => signal === 'sale_of_data').length
  if (purposes.length === 0) return []
  const isAsked = sale < purposes.length
  return [
    ...(isAsked ? (['banner'] as const) : []),
    ...(isAsked && mode === 'everywhere' ? (['banner_opt_out'] as const) : []),
    ...(isAsked ? (['preferences'] as const) : []),
    ...(sale > 0 ? (['preferences_sale'] as const) : []),
  ]
}

/** Renders one screen with unsaved settings. If shoppers do not see that screen, the first screen is shown. */
export function preview(
  config: BannerConfig,
  { screen, ...where }: { locale: string; context: RenderContext; screen: Screen },
): Promise<RenderedBanner> {
  const screens = screensOf(config)
  return render(config, {
    ...where,
    screens: screens.includes(screen) ? [screen] : screens.slice(0, 1),
    captions: false,
  })
}

async function render(
  config: BannerConfig,
  {
    locale,
    context,
    ...how
  }: { locale: string; context: RenderContext; screens: readonly Screen[]; captions: boolean },
): Promise<RenderedBanner> {
  const extension = await readExtension()
  const language = languageShownIn(extension, locale)
  const saleKeys = config.purposes.flatMap(({ key, signal }) => (signal === 'sale_of_data' ? [key] : []))
  const printed = await printBlock(extension, config, { locale, context })
  return {
    language,
    html: frozenPageOf({ printed, language, saleKeys, preferencesLook: extension.preferencesLook, ...how }),
  }
}
