/** The words of an answer's file and of its letter, in the languages that the policy is written in. */
import { IntlMessageFormat } from 'intl-messageformat'
import { typeset } from '../../../platform/typography.ts'
import type { PolicyLanguage } from '../../../policy/index.ts'
import type { IsoDate } from '../../../register/index.ts'
import type { HeldTable } from '../../held/model.ts'
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }
import es from './texts/es.json' with { type: 'json' }
import fr from './texts/fr.json' with { type: 'json' }
import it from './texts/it.json' with { type: 'json' }
import nl from './texts/nl.json' with { type: 'json' }
import { type ValueWords, valueWordsOf } from './value-words.ts'

export type AnswerTexts = typeof en
export const ANSWER_TEXTS = { en, fr, de, es, it, nl } satisfies Record<PolicyLanguage, AnswerTexts>

type Leaves<Tree> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? Key : `${Key}.${Leaves<Tree[Key]>}`
}[keyof Tree & string]
type AnswerTextKey = Leaves<Omit<AnswerTexts, 'columns' | 'values'>>

export interface AnswerTranslator {
  language: PolicyLanguage
  translate(key: AnswerTextKey, values?: Record<string, string | number>): string
  date(day: IsoDate): string
  /** A column as people read it: `shippingAddress.city` is "Delivery address: City". */
  columnName(column: string): string
  /** A value as people read it; one that no text has stays as it is. */
  valueName(table: HeldTable, column: string, value: string): string
}

const translators = new Map<PolicyLanguage, AnswerTranslator>()

/** Made once for each language, because its formats cost more than a page. */
export function answerTranslator(language: PolicyLanguage): AnswerTranslator {
  const translator = translators.get(language) ?? newTranslator(language)
  translators.set(language, translator)
  return translator
}

function newTranslator(language: PolicyLanguage): AnswerTranslator {
  const formats = new Map<string, IntlMessageFormat>()
  const formatOf = (key: string) => {
    const message = key.split('.').reduce<unknown>((tree, step) => Object(tree)[step], ANSWER_TEXTS[language])
    const format = formats.get(key) ?? new IntlMessageFormat(String(message), language, undefined, { ignoreTag: true })
    formats.set(key, format)
    return format
  }
  const translate: AnswerTranslator['translate'] = (key, values) =>
    typeset(String(formatOf(key).format(values)), language)
  const names: Record<string, string> = ANSWER_TEXTS[language].columns
  const nameOf = (step: string) => (Object.hasOwn(names, step) ? names[step] : undefined) ?? spelledOut(step)
  const days = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' })
  const values: Record<ValueWords, Record<string, string>> = ANSWER_TEXTS[language].values
  return {
    language,
    translate,
    valueName(table, column, value) {
      if (table === 'statements' && column === 'about')
        return ANSWER_TEXTS[language].tables[value as HeldTable] ?? value
      const words = valueWordsOf(table, column)
      return words !== null && Object.hasOwn(values[words], value) ? (values[words][value] ?? value) : value
    },
    // French writes the first of a month as an ordinal; CLDR does not.
    date: (day) =>
      days.format(new Date(`${day}T00:00:00Z`)).replace(/^1 (?=\p{L})/u, language === 'fr' ? '1er ' : '1 '),
    columnName: (column) =>
      column
        .split('.')
        .map(nameOf)
        .reduce((of, part) => translate('columnPart', { of, part })),
  }
}

/** `firstVisitAt` is "First visit at": a name of Shopify's that no text has stays readable. */
const spelledOut = (name: string): string => {
  const words = name.replaceAll('_', ' ').replace(/(?<=[a-z\d])(?=[A-Z])/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}
