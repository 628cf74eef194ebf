/** The fixed sentences of receipts, in the languages that the policy is written in. */
import { IntlMessageFormat } from 'intl-messageformat'
import { typeset } from '../../platform/typography.ts'
import { type PolicyLanguage, policyLanguageOf } from '../../policy/index.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }

export type ReceiptTexts = typeof en
export const RECEIPT_TEXTS = { en, fr, de, es, it, nl } satisfies Record<PolicyLanguage, ReceiptTexts>

export interface ReceiptTranslator {
  language: PolicyLanguage
  translate(key: keyof ReceiptTexts, values?: Record<string, string | number>): string
}

const formats = new Map<string, IntlMessageFormat>()

/** Parsed once and kept, because anybody may ask for a receipt. */
function formatOf(language: PolicyLanguage, key: keyof ReceiptTexts): IntlMessageFormat {
  const name = `${language}.${key}`
  const known = formats.get(name)
  if (known) return known
  const format = new IntlMessageFormat(RECEIPT_TEXTS[language][key], language, undefined, { ignoreTag: true })
  formats.set(name, format)
  return format
}

/** In this language, or in English when there are no texts in it. */
export function receiptTranslator(wanted: string): ReceiptTranslator {
  const language = policyLanguageOf(wanted) ?? 'en'
  return { language, translate: (key, values) => typeset(String(formatOf(language, key).format(values)), language) }
}
