import { BlockStack, Page } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { DriftOverview } from '../../drift/index.ts'
import { DriftCard } from './drift-card.tsx'
import { RecipientCard } from './recipient-card.tsx'

/** What differs from what was published, when Kept looked, and who is told. */
export function DriftPage({ drift }: { drift: DriftOverview }) {
  const t = useTranslations('drift')
  return (
    <Page title={t('pageTitle')} subtitle={t('subtitle')} backAction={{ content: t('back'), url: '/app' }}>
      <BlockStack gap="400">
        <DriftCard drift={drift} />
        <RecipientCard mail={drift.mail} />
      </BlockStack>
    </Page>
  )
}
