import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, Box, Card, Divider, InlineStack, Link, Page, Text } from '@shopify/polaris'
import { Fragment } from 'react'
import { useTranslations } from 'use-intl'
import type { ProofVersion } from '../../requests/index.ts'
import { ACTIVITY } from '../links/activity.ts'
import { pageOfRequest } from '../links/requests.ts'
import { ProofFiles } from '../proof-files.tsx'
import { SectionCard } from '../section-card.tsx'
import { When } from '../when.tsx'

/** The newest proof of each erasure, also of those that Shopify’s own admin asked for. */
export function ProofsPage({ proofs }: { proofs: SerializeFrom<ProofVersion[]> }) {
  const t = useTranslations('proof')
  return (
    <Page title={t('all')} subtitle={t('about')} backAction={{ content: t('back'), url: ACTIVITY }}>
      {proofs.length === 0 ? (
        <SectionCard title={t('none')}>
          <Text as="p">{t('noneBody')}</Text>
        </SectionCard>
      ) : (
        <Card padding="0">
          {proofs.map((proof, n) => (
            <Fragment key={proof.erasureId}>
              {n > 0 && <Divider />}
              <Proof proof={proof} />
            </Fragment>
          ))}
        </Card>
      )}
    </Page>
  )
}

function Proof({
  proof: { erasureId, requestId, version, writtenAt, isSettled },
}: {
  proof: SerializeFrom<ProofVersion>
}) {
  const t = useTranslations('proof')
  return (
    <Box padding="400">
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          {requestId === null ? (
            <Text as="span">{t('fromShopify')}</Text>
          ) : (
            <Link url={pageOfRequest(requestId)}>{t('ofRequest')}</Link>
          )}
          <Badge {...(isSettled && { tone: 'success' as const })}>{t(isSettled ? 'settled' : 'open')}</Badge>
          <Text as="span" tone="subdued">
            {t('version', { version })}, <When at={writtenAt} />
          </Text>
        </InlineStack>
        <ProofFiles erasureId={erasureId} version={version} />
      </BlockStack>
    </Box>
  )
}
