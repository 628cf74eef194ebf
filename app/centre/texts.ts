/** The words of the privacy centre, in the languages of the storefront's banner. */
import ar from './texts/ar.json' with { type: 'json' }
import bg from './texts/bg.json' with { type: 'json' }
import cs from './texts/cs.json' with { type: 'json' }
import da from './texts/da.json' with { type: 'json' }
import de from './texts/de.json' with { type: 'json' }
import el from './texts/el.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import et from './texts/et.json' with { type: 'json' }
import fi from './texts/fi.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import ga from './texts/ga.json' with { type: 'json' }
import he from './texts/he.json' with { type: 'json' }
import hr from './texts/hr.json' with { type: 'json' }
import hu from './texts/hu.json' with { type: 'json' }
import is from './texts/is.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import ja from './texts/ja.json' with { type: 'json' }
import ko from './texts/ko.json' with { type: 'json' }
import lt from './texts/lt.json' with { type: 'json' }
import lv from './texts/lv.json' with { type: 'json' }
import mt from './texts/mt.json' with { type: 'json' }
import nb from './texts/nb.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }
import pl from './texts/pl.json' with { type: 'json' }
import pt from './texts/pt.json' with { type: 'json' }
import ptBR from './texts/pt-BR.json' with { type: 'json' }
import ro from './texts/ro.json' with { type: 'json' }
import sk from './texts/sk.json' with { type: 'json' }
import sl from './texts/sl.json' with { type: 'json' }
import sv from './texts/sv.json' with { type: 'json' }
import tr from './texts/tr.json' with { type: 'json' }
import uk from './texts/uk.json' with { type: 'json' }
import zhCN from './texts/zh-CN.json' with { type: 'json' }
import zhTW from './texts/zh-TW.json' with { type: 'json' }

export type CentreTexts = typeof en

const TEXTS: Readonly<Record<string, CentreTexts>> = {
  ar,
  bg,
  cs,
  da,
  de,
  el,
  en,
  es,
  et,
  fi,
  fr,
  ga,
  he,
  hr,
  hu,
  is,
  it,
  ja,
  ko,
  lt,
  lv,
  mt,
  nb,
  nl,
  pl,
  pt,
  'pt-BR': ptBR,
  ro,
  sk,
  sl,
  sv,
  tr,
  uk,
  'zh-CN': zhCN,
  'zh-TW': zhTW,
}

/** Every language in which the centre is written, as the banner names them. */
export const CENTRE_LANGUAGES: readonly string[] = Object.keys(TEXTS)

/** Other names of a language that Shopify or a browser has. */
const ALIASES: Readonly<Record<string, string>> = { no: 'nb', zh: 'zh-cn' }

/** The language in which a page in `locale` is written: the locale, its language without the region, English. */
export function centreLanguageOf(locale: string): string {
  const wanted = locale.toLowerCase()
  const [base = ''] = wanted.split('-')
  return known.get(wanted) ?? known.get(ALIASES[base] ?? base) ?? 'en'
}

const known = new Map(CENTRE_LANGUAGES.map((language) => [language.toLowerCase(), language]))

export const centreTexts = (language: string): CentreTexts => TEXTS[centreLanguageOf(language)] ?? en
