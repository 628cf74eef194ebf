import { Banner, BlockStack, Layout, Page } from '@shopify/polaris'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { BannerSettings, BannerState } from '../../consent/index.ts'
import { UnsavedChanges } from '../form/unsaved-changes.tsx'
import { HealthCard } from './health.tsx'
import { LookCard } from './look.tsx'
import { StorefrontCheckCard } from './storefront-check.tsx'
import { useBanner } from './use-banner.ts'

interface Props {
  settings: BannerSettings
  revision: number
  languages: string[]
  isPublished: boolean
  state: BannerState
  activateUrl: string
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The storefront's banner: whether it works, and how it looks. What it asks is in the register. */
export function BannerPage({ settings, revision, languages, isPublished, state, activateUrl }: Props) {
  const t = useTranslations('banner')
  const { wish, busy, answer } = useBanner()
  const [typed, setTyped] = useState(settings)
  const [base, setBase] = useState({ settings, revision })
  const sent = useRef(typed)
  const save = (revision: number) => {
    sent.current = typed
    wish({ do: 'save', revision, settings: typed })
  }
  useEffect(() => {
    if (answer?.do !== 'save' || !answer.ok) return
    setBase({ settings: answer.settings, revision: answer.revision })
    // What was typed since stays.
    setTyped((now) => (same(now, sent.current) ? answer.settings : now))
  }, [answer])
  const conflict = answer?.do === 'save' && !answer.ok && answer.reason === 'changed_since' ? answer : null
  const findings = answer?.do === 'save' && !answer.ok && answer.reason === 'refused' ? answer.findings : []
  const takeTheirs = () => {
    if (!conflict) return
    setTyped(conflict.settings)
    setBase({ settings: conflict.settings, revision: conflict.revision })
  }
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {conflict && conflict.revision !== base.revision && (
              <Banner
                tone="warning"
                title={t('conflict.title')}
                action={{ content: t('conflict.theirs'), onAction: takeTheirs }}
                secondaryAction={{
                  content: t('conflict.mine'),
                  onAction: () => save(conflict.revision),
                }}
              >
                <p>{t('conflict.body')}</p>
              </Banner>
            )}
            <HealthCard
              state={state}
              isPublished={isPublished}
              activateUrl={activateUrl}
              answer={answer}
              busy={busy}
              onTakeOver={() => wish({ do: 'take_over' })}
            />
            <StorefrontCheckCard />
            <LookCard settings={typed} findings={findings} languages={languages} onChange={setTyped} />
          </BlockStack>
        </Layout.Section>
      </Layout>
      <UnsavedChanges
        isDirty={!same(typed, base.settings)}
        saving={busy}
        onSave={() => save(base.revision)}
        onDiscard={() => setTyped(base.settings)}
      />
    </Page>
  )
}
