import { BlockStack, Button, FormLayout, InlineStack, Link, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { LineGap, PurposeLine } from '../../../banner/index.ts'
import { MAX_LINE } from '../../../banner/settings/limits.ts'
import { REGISTER } from '../../links/register.ts'
import { LanguageSelect, type Languages, useLanguageName } from '../language-select.tsx'
import type { Editing } from './use-findings.ts'

interface Props {
  editing: Editing
  languages: Languages
  isPublished: boolean
  /** Null where no lines can be written: before a register is published, and in a language that none is written in. Undefined until it is known. */
  lines: readonly PurposeLine[] | null | undefined
  gaps: readonly LineGap[]
}

/** The line beside each purpose's name in the first layer, in the language that is looked at. */
export function LinesFields({ editing, languages, isPublished, lines, gaps }: Props) {
  const t = useTranslations('banner.lines')
  const { settings, findings, onChange } = editing
  const { language } = languages
  const gapText = (gap: LineGap | undefined) => gap && t(`gaps.${gap.why}`)
  const write = (purpose: string, typed: string) => {
    const { [language]: _, ...rest } = settings.lines[purpose] ?? {}
    const now = typed === '' ? rest : { ...rest, [language]: typed }
    onChange({ ...settings, lines: { ...settings.lines, [purpose]: now } })
  }
  return (
    <>
      <Text as="p" tone="subdued">
        {t('body')}
      </Text>
      <Missing gaps={gaps} languages={languages} />
      <LanguageSelect label={t('language')} languages={languages} />
      {lines === null && (
        <Text as="p">
          {t.rich(isPublished ? 'otherLanguage' : 'noRegister', {
            register: (text) => <Link url={REGISTER}>{text}</Link>,
          })}
        </Text>
      )}
      {lines && (
        <FormLayout>
          {lines.map(({ id, name, standard }) => (
            <TextField
              key={`${language}/${id}`}
              label={name}
              value={settings.lines[id]?.[language] ?? ''}
              placeholder={standard}
              helpText={gapText(gaps.find((gap) => gap.purpose === id && gap.language === language))}
              autoComplete="off"
              maxLength={MAX_LINE}
              showCharacterCount
              error={findings.errorOf(`lines.${id}.${language}`)}
              onChange={(typed) => write(id, typed)}
            />
          ))}
        </FormLayout>
      )}
    </>
  )
}

/** How many lines are missing in each of the shop's languages. */
function Missing({ gaps, languages }: Pick<Props, 'gaps' | 'languages'>) {
  const t = useTranslations('banner.lines')
  const nameOf = useLanguageName()
  const without = languages.ofShop.filter((each) => gaps.some(({ language }) => language === each))
  if (without.length === 0) return null
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t('missing')}
      </Text>
      <InlineStack gap="200">
        {without.map((each) => (
          <Button key={each} size="slim" pressed={each === languages.language} onClick={() => languages.choose(each)}>
            {t('missingIn', { language: nameOf(each), count: gaps.filter(({ language }) => language === each).length })}
          </Button>
        ))}
      </InlineStack>
    </BlockStack>
  )
}
