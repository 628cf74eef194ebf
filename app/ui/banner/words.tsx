import { BlockStack, Card, FormLayout, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { BannerPreview, BannerSettings } from '../../banner/index.ts'
import { MAX_TEXTS } from '../../banner/settings/limits.ts'
import { BANNER_TEXTS } from '../../banner/settings/words.ts'
import { LanguageSelect, type Languages } from './language-select.tsx'
import type { Findings } from './use-findings.ts'

interface Props {
  settings: BannerSettings
  findings: Findings
  languages: Languages
  /** The banner's own words in the language; null while they are fetched. */
  words: BannerPreview['words'] | null
  onChange(settings: BannerSettings): void
}

/** What the banner says, language by language. What is left empty it says in its own words. */
export function WordsCard({ settings, findings, languages, words, onChange }: Props) {
  const t = useTranslations('banner.words')
  const { language } = languages
  const said = settings.texts[language] ?? {}
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('title')}
          </Text>
          <Text as="p" tone="subdued">
            {t('ownWords')}
          </Text>
        </BlockStack>
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
      </BlockStack>
    </Card>
  )
}
