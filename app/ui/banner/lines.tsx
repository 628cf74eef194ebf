import { BlockStack, Button, Card, FormLayout, InlineStack, Link, Text, TextField } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { BannerSettings, LineGap, PurposeLine } from '../../consent/index.ts'
import { focusField } from '../form/focus.ts'
import { REGISTER } from '../register/links.ts'
import { LanguageSelect, type Languages, useLanguageName } from './language-select.tsx'
import type { Findings } from './use-findings.ts'

interface Props {
  settings: BannerSettings
  findings: Findings
  languages: Languages
  /** Null where no lines can be written: before a register is published, and in a language that none is written in. */
  lines: readonly PurposeLine[] | null
  gaps: readonly LineGap[]
  onChange(settings: BannerSettings): void
}

/** Characters at most, as the server takes them. */
const LONGEST = 140

/** The line beside each purpose's name in the first layer, in the language that is looked at. */
export function LinesCard({ settings, findings, languages, lines, gaps, onChange }: Props) {
  const t = useTranslations('banner.lines')
  const { language } = languages
  const write = (purpose: string, typed: string) => {
    const { [language]: _, ...rest } = settings.lines[purpose] ?? {}
    const now = typed === '' ? rest : { ...rest, [language]: typed }
    onChange({ ...settings, lines: { ...settings.lines, [purpose]: now } })
  }
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('title')}
          </Text>
          <Text as="p" tone="subdued">
            {t('body')}
          </Text>
        </BlockStack>
        <Gaps gaps={gaps} choose={languages.choose} />
        <LanguageSelect label={t('language')} languages={languages} />
        {lines === null ? (
          <Text as="p">{t.rich('none', { register: (text) => <Link url={REGISTER}>{text}</Link> })}</Text>
        ) : (
          <FormLayout>
            {lines.map(({ id, name, standard }) => (
              <div key={id} data-field={fieldOf(id)}>
                <TextField
                  label={name}
                  value={settings.lines[id]?.[language] ?? ''}
                  placeholder={standard}
                  helpText={standard === '' && !settings.lines[id]?.[language] ? t('nameOnly') : undefined}
                  autoComplete="off"
                  maxLength={LONGEST}
                  showCharacterCount
                  error={findings.errorOf(`lines.${id}.${language}`)}
                  onChange={(typed) => write(id, typed)}
                />
              </div>
            ))}
          </FormLayout>
        )}
      </BlockStack>
    </Card>
  )
}

const fieldOf = (purpose: string) => `lines.${purpose}`

/** What is missing, each leading to its field. */
function Gaps({ gaps, choose }: { gaps: readonly LineGap[]; choose(language: string): void }) {
  const t = useTranslations('banner.lines')
  const nameOf = useLanguageName()
  if (gaps.length === 0) return null
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t('missing', { count: gaps.length })}
      </Text>
      {gaps.map(({ purpose, name, language, why }) => (
        <InlineStack key={`${purpose}/${language}`}>
          <Button
            variant="plain"
            textAlign="start"
            onClick={() => {
              choose(language)
              focusField(fieldOf(purpose))
            }}
          >
            {t(`gaps.${why}`, { name, language: nameOf(language) })}
          </Button>
        </InlineStack>
      ))}
    </BlockStack>
  )
}
