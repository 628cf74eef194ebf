import { Banner, BlockStack, InlineGrid, Page, useBreakpoints } from '@shopify/polaris'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { BannerSettings, Screen } from '../../banner/index.ts'
import { UnsavedChanges } from '../form/unsaved-changes.tsx'
import { BANNER_HISTORY } from '../links/banner.ts'
import { StorefrontCheckCard } from './check/storefront-check.tsx'
import { HealthCard } from './health/health.tsx'
import type { HealthFacts } from './health/health-lines.tsx'
import type { Languages } from './language-select.tsx'
import { PreviewCard } from './settings/preview.tsx'
import { PreviewBar } from './settings/preview-bar.tsx'
import { SettingsSections } from './settings/sections.tsx'
import { useFindings } from './settings/use-findings.ts'
import { usePreview } from './settings/use-preview.ts'
import { useSettings } from './settings/use-settings.ts'
import { type BannerAnswer, useBanner } from './use-banner.ts'

type Register = { number: number; months: number; usVisitors: boolean } | null

interface Props {
  /** What was saved last. */
  saved: { settings: BannerSettings; revision: number }
  /** Every language that the storefront's banner speaks. */
  languages: string[]
  /** The published register; null before the first. */
  register: Register
  facts: HealthFacts
}

/** The storefront's banner: what is left to do, what it looks like, and how to change that. What it asks is in the register. */
export function BannerPage({ saved, languages: all, register, facts }: Props) {
  const t = useTranslations('banner')
  const banner = useBanner()
  const { ask, busy, answer } = banner
  const { typed, setTyped, isDirty, save, discard, conflict } = useSettings(saved, banner)
  const languages = useLanguages(all, facts.state.publication.languages)
  useRefusal(answer, languages.choose)
  return (
    <Page
      fullWidth
      title={t('title')}
      subtitle={t('subtitle')}
      secondaryActions={[{ content: t('history.title'), url: BANNER_HISTORY }]}
    >
      <BlockStack gap="400">
        {conflict && (
          <Banner
            tone="warning"
            title={t('conflict.title')}
            action={{ content: t('conflict.theirs'), onAction: conflict.takeTheirs }}
            secondaryAction={{ content: t('conflict.mine'), onAction: conflict.saveMine }}
          >
            <p>{t('conflict.body')}</p>
          </Banner>
        )}
        <HealthCard facts={facts} answer={answer} busy={busy} ask={ask} />
        <Editor settings={typed} languages={languages} register={register} onChange={setTyped} />
      </BlockStack>
      <UnsavedChanges isDirty={isDirty} saving={busy} onSave={save} onDiscard={discard} />
    </Page>
  )
}

interface EditorProps {
  settings: BannerSettings
  languages: Languages
  register: Register
  onChange(settings: BannerSettings): void
}

/**
 * The settings, with the banner as shoppers would see it always in sight: beside them, or on a phone one tap away. Then
 * the check of the storefront.
 */
function Editor({ settings, languages, register, onChange }: EditorProps) {
  const [screen, setScreen] = useState<Screen>('banner')
  const { mdDown } = useBreakpoints()
  const preview = usePreview(settings, { language: languages.language, screen })
  const editing = { settings, findings: useFindings(preview.answer?.findings ?? []), onChange }
  const shown = { preview, languages, screen, onScreen: setScreen }
  return (
    <>
      <InlineGrid columns={mdDown ? 1 : ['twoThirds', 'oneThird']} gap="400">
        {!mdDown && (
          <div>
            <div style={{ position: 'sticky', top: 'var(--p-space-400)' }}>
              <PreviewCard {...shown} />
            </div>
          </div>
        )}
        <SettingsSections
          key="settings"
          editing={editing}
          preview={preview}
          languages={languages}
          register={register}
        />
      </InlineGrid>
      <StorefrontCheckCard />
      {mdDown && <PreviewBar {...shown} />}
    </>
  )
}

function useLanguages(all: readonly string[], ofShop: readonly string[]): Languages {
  const [language, choose] = useState(ofShop[0] ?? 'en')
  return { language, choose, ofShop, others: all.filter((each) => !ofShop.includes(each)) }
}

/** Moves staff to the first invalid field, in the language in which it is invalid. */
function useRefusal(answer: BannerAnswer | undefined, choose: (language: string) => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each answer
  useEffect(() => {
    if (answer?.intent !== 'save' || answer.ok || answer.reason !== 'refused') return
    const [group, key, last] = answer.findings[0]?.field.split('.') ?? []
    const language = group === 'texts' ? key : group === 'lines' ? last : undefined
    if (language) choose(language)
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
  }, [answer])
}
