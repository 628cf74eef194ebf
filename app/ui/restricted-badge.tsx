import { Badge, Tooltip } from '@shopify/polaris'
import { useTranslations } from 'use-intl'

/** Says of a person that their data may only be stored (GDPR Art. 18). Nothing for everybody else. */
export function RestrictedBadge({ isRestricted }: { isRestricted: boolean }) {
  const t = useTranslations('restriction')
  if (!isRestricted) return null
  return (
    <Tooltip content={t('badgeHelp')}>
      <Badge tone="warning">{t('badge')}</Badge>
    </Tooltip>
  )
}
