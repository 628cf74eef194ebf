import { Badge, BlockStack, Button, Divider, InlineStack, Text } from '@shopify/polaris'
import { Fragment } from 'react'
import { useTranslations } from 'use-intl'
import type { DriftOverview, OpenDrift } from '../../drift/index.ts'
import { SectionCard } from '../section-card.tsx'
import { When } from '../when.tsx'
import { LastLook } from './last-look.tsx'
import { MailLine } from './mail-line.tsx'
import { REMEDIES } from './remedies.ts'

/** What the shop shows otherwise than was published, each with its remedy; else when Kept last looked. */
export function DriftCard({ drift, isOnHome = false }: { drift: DriftOverview; isOnHome?: boolean }) {
  const t = useTranslations('drift')
  const { drifts } = drift
  const isCalm = drifts.length === 0
  return (
    <section aria-label={t('title')}>
      <SectionCard
        title={t('title')}
        badge={isCalm ? null : <Badge tone="critical">{t('count', { count: drifts.length })}</Badge>}
      >
        {drifts.map((one) => (
          <Fragment key={one.kind}>
            <Found drift={one} />
            <Divider />
          </Fragment>
        ))}
        <LastLook drift={drift} />
        <MailLine drift={drift} isOnHome={isOnHome} />
      </SectionCard>
    </section>
  )
}

function Found({ drift: { kind, count, since, noted } }: { drift: OpenDrift }) {
  const t = useTranslations('drift')
  const at = since ?? noted?.foundAt ?? null
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <div style={{ flex: '1 1 16rem' }}>
        <BlockStack gap="100">
          <Text as="h3" fontWeight="semibold">
            {t(`kinds.${kind}.title`, { count })}
          </Text>
          <Text as="p">{t(`kinds.${kind}.body`)}</Text>
          <Text as="p" tone="subdued">
            {at ? t.rich(since ? 'since' : 'foundOn', { when: () => <When at={at} /> }) : t('foundSince')}
          </Text>
        </BlockStack>
      </div>
      <Button
        url={REMEDIES[kind]}
        accessibilityLabel={`${t(`kinds.${kind}.action`)}: ${t(`kinds.${kind}.title`, { count })}`}
      >
        {t(`kinds.${kind}.action`)}
      </Button>
    </InlineStack>
  )
}
