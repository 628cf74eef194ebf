import { useRevalidator } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Badge, Banner, BlockStack, Button, InlineStack, Page, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { OPTIONAL_ACCESS, type OptionalAccess } from '../../requests/words.ts'
import { REQUESTS } from '../links/requests.ts'
import { SectionCard } from '../section-card.tsx'

/** What the shop lets Kept read for an answer, and what an answer lacks without it. */
export function AccessPage({ granted }: { granted: readonly OptionalAccess[] }) {
  const t = useTranslations('requests.access')
  const { ask, asking, outcome } = useScopeRequest()
  const missing = OPTIONAL_ACCESS.filter(({ what }) => !granted.includes(what))
  return (
    <Page
      backAction={{ content: t('back'), url: REQUESTS }}
      title={t('title')}
      subtitle={t('subtitle')}
      {...(missing.length > 0 && {
        primaryAction: {
          content: t('allowAll'),
          loading: asking,
          onAction: () => void ask(missing.flatMap(({ scopes }) => [...scopes])),
        },
      })}
    >
      <BlockStack gap="400">
        {outcome && <Banner tone="warning">{t(outcome)}</Banner>}
        {missing.length === 0 && <Banner tone="success">{t('complete')}</Banner>}
        <SectionCard title={t('always')}>
          <Text as="p">{t('alwaysBody')}</Text>
        </SectionCard>
        {OPTIONAL_ACCESS.map(({ what, scopes }) => {
          const isGranted = granted.includes(what)
          return (
            <SectionCard
              key={what}
              title={t(`what.${what}.title`)}
              badge={
                <Badge {...(isGranted && { tone: 'success' as const })}>{t(isGranted ? 'granted' : 'missing')}</Badge>
              }
            >
              <Text as="p">{t(`what.${what}.${isGranted ? 'read' : 'without'}`)}</Text>
              {!isGranted && (
                <InlineStack>
                  <Button
                    disabled={asking}
                    accessibilityLabel={t('allowOne', { what: t(`what.${what}.title`) })}
                    onClick={() => void ask(scopes)}
                  >
                    {t('allow')}
                  </Button>
                </InlineStack>
              )}
            </SectionCard>
          )
        })}
      </BlockStack>
    </Page>
  )
}

/** Shopify asks the merchant over the app; only who may install apps can say yes. */
function useScopeRequest() {
  const bridge = useAppBridge()
  const { revalidate } = useRevalidator()
  const [asking, setAsking] = useState(false)
  const [outcome, setOutcome] = useState<'declined' | 'notAsked' | null>(null)
  const ask = async (scopes: readonly string[]) => {
    setAsking(true)
    setOutcome(null)
    try {
      const { result } = await bridge.scopes.request([...scopes])
      if (result === 'declined-all') setOutcome('declined')
      else revalidate()
    } catch {
      setOutcome('notAsked')
    } finally {
      setAsking(false)
    }
  }
  return { ask, asking, outcome }
}
