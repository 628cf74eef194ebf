import { Banner, BlockStack, Button, ButtonGroup, InlineStack, Select, useBreakpoints } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Screen } from '../../../banner/index.ts'
import { DEVICE_NAMES, type Device } from '../../devices.ts'
import { SectionCard } from '../../section-card.tsx'
import { DeviceFrame } from '../device-frame.tsx'
import { LanguageSelect, type Languages, useLanguageName } from '../language-select.tsx'
import type { BannerPreviewState } from './use-preview.ts'

export interface PreviewProps {
  preview: BannerPreviewState
  languages: Languages
  screen: Screen
  onScreen(screen: Screen): void
}

/** The banner as shoppers would see it now, before anything is saved. */
export function PreviewCard(props: PreviewProps) {
  const t = useTranslations('banner.preview')
  return (
    <SectionCard title={t('title')}>
      <Preview {...props} />
    </SectionCard>
  )
}

export function Preview({ preview, languages, screen, onScreen }: PreviewProps) {
  const t = useTranslations('banner.preview')
  const problem = useTranslations('banner.health.problems')
  const nameOf = useLanguageName()
  const { smDown } = useBreakpoints()
  const [chosen, setDevice] = useState<Device | null>(null)
  const device = chosen ?? (smDown ? 'phone' : 'desktop')
  const { answer, picture, hasFailed } = preview
  return (
    <BlockStack gap="300">
      <InlineStack gap="300" blockAlign="end">
        <ButtonGroup variant="segmented">
          {DEVICE_NAMES.map((each) => (
            <Button key={each} pressed={each === device} onClick={() => setDevice(each)}>
              {t(`devices.${each}`)}
            </Button>
          ))}
        </ButtonGroup>
        <ScreenSelect screens={picture?.screens ?? []} screen={screen} onScreen={onScreen} />
        <LanguageSelect label={t('language')} languages={languages} inline />
      </InlineStack>
      {hasFailed && <Banner tone="warning">{t('failed')}</Banner>}
      {answer?.problem && <Banner tone="critical">{problem(answer.problem.code)}</Banner>}
      <DeviceFrame
        title={t('frame', {
          language: nameOf(picture?.language ?? languages.language),
          device: t(`devices.${device}`),
        })}
        page={picture?.page ?? null}
        device={device}
      />
    </BlockStack>
  )
}

/** Which of the banner's screens is shown, where it can be drawn at all. */
function ScreenSelect({
  screens,
  screen,
  onScreen,
}: { screens: Screen[] } & Pick<PreviewProps, 'screen' | 'onScreen'>) {
  const t = useTranslations('banner.preview')
  if (screens.length === 0) return null
  return (
    <Select
      label={t('screen')}
      labelInline
      options={screens.map((value) => ({ value, label: t(`screens.${value}`) }))}
      value={screens.find((each) => each === screen) ?? screens[0]}
      onChange={(chosen) => onScreen(screens.find((each) => each === chosen) ?? screen)}
    />
  )
}
