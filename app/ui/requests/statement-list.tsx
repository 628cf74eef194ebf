import type { SerializeFrom } from '@remix-run/node'
import { Banner, BlockStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { SupplementaryStatement } from '../../requests/index.ts'
import { When } from '../when.tsx'
import { useHeldNames } from './held/names.ts'

const WRITTEN = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const

/** What the person added to facts that cannot be replaced: shown wherever those facts are. */
export function StatementList({ statements }: { statements: SerializeFrom<SupplementaryStatement>[] }) {
  const t = useTranslations('requestRectification')
  const names = useHeldNames()
  if (statements.length === 0) return null
  return (
    <Banner tone="info" title={t('statementsTitle')}>
      <BlockStack gap="200">
        {statements.map(({ id, about, text, addedAt }) => (
          <div key={id}>
            <Text as="p" tone="subdued">
              {t('aboutFacts', { facts: names.table(about) })} · <When at={addedAt} />
            </Text>
            <div style={WRITTEN}>{text}</div>
          </div>
        ))}
      </BlockStack>
    </Banner>
  )
}
