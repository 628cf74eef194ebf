import { BlockStack, Card, FormLayout, InlineGrid, RangeSlider, Select, Text, TextField } from '@shopify/polaris'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { BannerSettings, Look, SettingFinding } from '../../consent/index.ts'

interface Props {
  settings: BannerSettings
  findings: readonly SettingFinding[]
  languages: readonly string[]
  onChange(settings: BannerSettings): void
}

const POSITIONS = ['bottom', 'corner', 'center'] as const
const REOPENERS = ['button', 'link'] as const
const MODES = ['regions', 'everywhere'] as const
const COLOURS = ['background', 'text', 'button', 'buttonText'] as const
const TEXTS = ['title', 'text', 'accept', 'refuse', 'choose'] as const

/** How the banner looks and what it says. Accept and refuse have one colour, so that they are equal. */
export function LookCard({ settings, findings, languages, onChange }: Props) {
  const t = useTranslations('banner.look')
  const names = new Intl.DisplayNames([useLocale()], { type: 'language' })
  const [language, setLanguage] = useState(languages[0] ?? 'en')
  const { look, texts } = settings
  const change = (changed: Partial<Look>) => onChange({ ...settings, look: { ...look, ...changed } })
  const errorOf = (field: string) => {
    const finding = findings.find((each) => each.field === field)
    return finding && t(`findings.${finding.code}`, finding.values)
  }
  const said = texts[language] ?? {}
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t('title')}
        </Text>
        <FormLayout>
          <Select
            label={t('mode')}
            helpText={t('modeHelp')}
            options={MODES.map((value) => ({ value, label: t(`modes.${value}`) }))}
            value={settings.mode}
            onChange={(mode) => onChange({ ...settings, mode: mode as BannerSettings['mode'] })}
          />
          <Select
            label={t('position')}
            options={POSITIONS.map((value) => ({ value, label: t(`positions.${value}`) }))}
            value={look.position}
            onChange={(position) => change({ position: position as Look['position'] })}
          />
          <Select
            label={t('reopen')}
            helpText={t('reopenHelp')}
            options={REOPENERS.map((value) => ({ value, label: t(`reopeners.${value}`) }))}
            value={look.reopen}
            onChange={(reopen) => change({ reopen: reopen as Look['reopen'] })}
          />
          <RangeSlider
            label={t('radius')}
            min={0}
            max={24}
            output
            value={look.radius}
            onChange={(radius) => change({ radius: Number(radius) })}
          />
        </FormLayout>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          {COLOURS.map((key) => (
            <TextField
              key={key}
              label={t(`colours.${key}`)}
              value={look[key]}
              autoComplete="off"
              maxLength={7}
              prefix={<span style={{ display: 'block', width: 20, height: 20, background: look[key] }} />}
              error={errorOf(`look.${key}`) ?? (/^#[0-9a-f]{6}$/.test(look[key]) ? undefined : t('notAColour'))}
              onChange={(value) => change({ [key]: value.toLowerCase() })}
            />
          ))}
        </InlineGrid>
        {languages.length > 0 && (
          <FormLayout>
            <Select
              label={t('language')}
              options={languages.map((value) => ({ value, label: names.of(value) ?? value }))}
              value={language}
              onChange={setLanguage}
            />
            {TEXTS.map((key) => (
              <TextField
                key={`${language}/${key}`}
                label={t(`texts.${key}`)}
                helpText={key === 'title' ? t('ownWords') : undefined}
                value={said[key] ?? ''}
                autoComplete="off"
                maxLength={key === 'text' ? 200 : key === 'title' ? 60 : 24}
                error={errorOf(`texts.${language}.${key}`)}
                onChange={(value) => {
                  const { [key]: _, ...rest } = said
                  const now = value === '' ? rest : { ...rest, [key]: value }
                  onChange({ ...settings, texts: { ...texts, [language]: now } })
                }}
              />
            ))}
          </FormLayout>
        )}
      </BlockStack>
    </Card>
  )
}
