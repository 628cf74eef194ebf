import { Banner, BlockStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { StuckSealing } from '../../consent/index.ts'
import { LEDGER } from '../links/consents.ts'
import { When } from '../when.tsx'

/** Nothing more is sealed: since when and from where, why, and what to do. */
export function SealingStuck({ stuck: { from, since, position, rolledBack } }: { stuck: StuckSealing }) {
  const t = useTranslations('consents.ledger.stuck')
  return (
    <Banner tone="critical" title={t('title')}>
      <BlockStack gap="200">
        {rolledBack !== null && <Text as="p">{t('rolledBack', { from, count: rolledBack })}</Text>}
        {rolledBack === null && (
          <>
            <Text as="p">
              {since ? t.rich('since', { from, when: () => <When at={since} /> }) : t('gone', { from })}
            </Text>
            <Text as="p">{position === null ? t('still') : t('broken', { position })}</Text>
          </>
        )}
        <Text as="p" fontWeight="semibold">
          {t(rolledBack !== null ? 'rolledBackNow' : position === null ? 'stillNow' : 'brokenNow')}
        </Text>
      </BlockStack>
    </Banner>
  )
}

/** The same in one line, for the pages that do not show the seals. */
export function SealingStuckElsewhere() {
  const t = useTranslations('consents.ledger.stuck')
  return <Banner tone="critical" title={t('title')} action={{ content: t('see'), url: LEDGER }} />
}
