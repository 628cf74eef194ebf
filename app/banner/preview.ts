import type { ShopTransaction } from '../platform/db.ts'
import type { StaffLanguage } from '../platform/i18n.ts'
import { versionInForce } from '../register/index.ts'
import { proxyPathOf } from '../shopify/app-proxy/store.ts'
import { type ComposeProblem, composeConfig } from './configuration/compose.ts'
import { type LineGap, lineGaps, linesIn, type PurposeLine } from './configuration/lines.ts'
import { readPublication } from './configuration/store.ts'
import { localeTextsOf, readExtension } from './rendering/extension.ts'
import type { Screen } from './rendering/page.ts'
import { renderContextOf } from './rendering/read.ts'
import { preview, screensOf } from './rendering/render.ts'
import { checkSettings, type SettingsCheck } from './settings/check.ts'
import type { BannerTexts } from './settings/model.ts'

export interface BannerPreview extends Omit<SettingsCheck, 'settings'> {
  /** A whole HTML page; null when the typed settings cannot be rendered. */
  page: string | null
  /** The screens that shoppers can see. */
  screens: Screen[]
  /** Why these settings could not be published. */
  problem: ComposeProblem | null
  /** The default texts in this language, for the fields that staff leave empty. */
  words: Required<BannerTexts>
  /**
   * The line of each purpose; null before a register is published, and in a language that no register can be written
   * in.
   */
  lines: PurposeLine[] | null
  /** Null when the typed settings cannot be parsed. */
  gaps: LineGap[] | null
}

interface Wanted {
  /** The settings as staff typed them. */
  typed: unknown
  /** One of the banner's languages on the storefront. */
  language: string
  screen: Screen
  staff: StaffLanguage
}

/** Renders the banner with unsaved settings, and judges them. */
export async function previewBanner(tx: ShopTransaction, wanted: Wanted): Promise<BannerPreview> {
  const { typed, language, screen, staff } = wanted
  const { settings, ...check } = checkSettings(typed)
  const version = await versionInForce(tx)
  const said = {
    ...check,
    words: await defaultTexts(language),
    lines: version && linesIn(version.register, language, staff),
  }
  if (!settings) return { ...said, page: null, screens: [], problem: null, gaps: null }
  const { languages } = await readPublication(tx)
  const gaps = version ? lineGaps(version.register, settings, languages) : []
  const register = version && { number: version.number, content: version.register }
  const composed = composeConfig({
    register,
    settings,
    locales: [language],
    before: {},
    proxyPath: await proxyPathOf(tx),
  })
  if (!composed.ok) return { ...said, page: null, screens: [], problem: composed.problem, gaps }
  const { html } = await preview(composed.config, { locale: language, context: await renderContextOf(tx), screen })
  return { ...said, page: html, screens: screensOf(composed.config), problem: null, gaps }
}

async function defaultTexts(language: string): Promise<Required<BannerTexts>> {
  const words = localeTextsOf(await readExtension(), language)
  const said = (key: keyof BannerTexts) => words.get(key) ?? ''
  return {
    title: said('title'),
    text: said('text'),
    accept: said('accept'),
    refuse: said('refuse'),
    choose: said('choose'),
  }
}
