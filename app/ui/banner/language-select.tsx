import { Select } from '@shopify/polaris'
import { useLocale, useTranslations } from 'use-intl'

/** The language that the banner is looked at and written in. */
export interface Languages {
  language: string
  /** Those that the shop is read in, and all others that the banner speaks. */
  ofShop: readonly string[]
  others: readonly string[]
  choose(language: string): void
}

/** Languages under the names that staff know them by. */
export function useLanguageName(): (language: string) => string {
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' })
  return (language) => names.of(language) ?? language
}

interface Props {
  label: string
  languages: Languages
  /** What the two kinds of languages are called, where they are not the shop's and all others. */
  titles?: { ofShop: string; others: string }
  inline?: boolean
}

export function LanguageSelect({ label, languages, titles, inline = false }: Props) {
  const t = useTranslations('banner.languages')
  const nameOf = useLanguageName()
  const options = (of: readonly string[]) =>
    of.map((value) => ({ value, label: nameOf(value) })).toSorted((one, other) => one.label.localeCompare(other.label))
  const groups = [
    { title: titles?.ofShop ?? t('ofShop'), options: options(languages.ofShop) },
    { title: titles?.others ?? t('others'), options: options(languages.others) },
  ]
  return (
    <Select
      label={label}
      labelInline={inline}
      options={groups.filter((group) => group.options.length > 0)}
      value={languages.language}
      onChange={languages.choose}
    />
  )
}
