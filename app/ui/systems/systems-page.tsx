import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, Page, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ListedKey } from '../../shop-api/index.ts'
import { OUTGOING } from '../links/systems.ts'
import { SectionCard } from '../section-card.tsx'
import { KeyDialogs } from './key-dialogs.tsx'
import { KeyList } from './key-list.tsx'
import { useKeys } from './use-keys.ts'

/** The keys with which the shop's own systems use the API. */
export function SystemsPage({ keys }: { keys: SerializeFrom<ListedKey>[] }) {
  const t = useTranslations('systems')
  const dialogs = useKeys()
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      primaryAction={{ content: t('keys.new'), onAction: dialogs.begin }}
      secondaryActions={[{ content: t('webhooks'), url: OUTGOING }]}
    >
      <BlockStack gap="400">
        <SectionCard title={t('keys.title')} description={t('keys.body')}>
          <KeyList keys={keys} onRevoke={dialogs.askToRevoke} />
          <Text as="p" tone="subdued">
            {t('docs')}
          </Text>
        </SectionCard>
      </BlockStack>
      <KeyDialogs {...dialogs} />
    </Page>
  )
}
