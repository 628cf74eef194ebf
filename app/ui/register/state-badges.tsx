import { Badge, InlineStack } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ListRow } from '../../register/index.ts'

/** What the rules say of an entry or a step, counted. */
export function StateBadges({ row }: { row: Pick<ListRow, 'errors' | 'warnings'> }) {
  const t = useTranslations('register.list')
  if (row.errors === 0 && row.warnings === 0) return <Badge tone="success">{t('fine')}</Badge>
  return (
    <InlineStack gap="100">
      {row.errors > 0 && <Badge tone="critical">{t('errors', { count: row.errors })}</Badge>}
      {row.warnings > 0 && <Badge tone="attention">{t('warnings', { count: row.warnings })}</Badge>}
    </InlineStack>
  )
}
