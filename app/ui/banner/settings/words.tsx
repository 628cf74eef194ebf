import { FormLayout, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { BannerPreview } from '../../../banner/index.ts'
import { MAX_TEXTS } from '../../../banner/settings/limits.ts'
import { BANNER_TEXTS } from '../../../banner/settings/words.ts'
import { LanguageSelect, type Languages } from '../language-select.tsx'
import type { Editing } from './use-findings.ts'

interface Props {
  editing: Editing
  languages: Languages
  /** The banner's default texts in the language; null while they load. */
  words: BannerPreview['words'] | null
}

/** The banner's texts in each language. The banner uses its default for an empty one. */
export function WordsFields({ editing, languages, words }: Props) {
  const t = useTranslations('banner.words')
  const { settings, findings, onChange } = editing
  const { language } = languages
  const said = settings.texts[language] ?? {}
  return (
    <>
      <Text as="p" tone="subdued">
        {t('ownWords')}
      </Text>
      <FormLayout>
        <LanguageSelect label={t('language')} languages={languages} />
        {BANNER_TEXTS.map((key) => (
          <TextField
            key={`${language}/${key}`}
            label={t(`texts.${key}`)}
            value={said[key] ?? ''}
            placeholder={words?.[key] ?? ''}
            autoComplete="off"
            maxLength={MAX_TEXTS[key]}
            showCharacterCount
            {...(key === 'text' && { multiline: 2 })}
            error={findings.errorOf(`texts.${language}.${key}`)}
            onChange={(typed) => {
              const value = typed.replace(/\s*\n\s*/g, ' ')
              const { [key]: _, ...rest } = said
              const now = value === '' ? rest : { ...rest, [key]: value }
              onChange({ ...settings, texts: { ...settings.texts, [language]: now } })
            }}
          />
        ))}
      </FormLayout>
    </>
  )
}
