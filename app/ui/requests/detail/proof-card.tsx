import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ProofVersion } from '../../../requests/index.ts'
import { ProofFiles } from '../../proof-files.tsx'
import { SectionCard } from '../../section-card.tsx'
import { When } from '../../when.tsx'

/** The proof of a request's erasure, in all its versions. */
export function ProofCard({ versions }: { versions: SerializeFrom<ProofVersion[]> }) {
  const t = useTranslations('proof')
  return (
    <SectionCard title={t('title')} description={t('about')}>
      <BlockStack gap="400">
        {versions.map(({ erasureId, version, writtenAt, isSettled }) => (
          <BlockStack key={version} gap="200">
            <InlineStack gap="200" blockAlign="center">
              <Text as="span">{t('version', { version })}</Text>
              <Badge {...(isSettled && { tone: 'success' as const })}>{t(isSettled ? 'settled' : 'open')}</Badge>
              <Text as="span" tone="subdued">
                <When at={writtenAt} />
              </Text>
            </InlineStack>
            <ProofFiles erasureId={erasureId} version={version} />
          </BlockStack>
        ))}
      </BlockStack>
    </SectionCard>
  )
}
