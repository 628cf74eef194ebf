import { Link, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { DriftOverview } from '../../drift/index.ts'
import { DRIFT } from '../links/drift.ts'

/** Who is told by mail; where nobody is, staff learn it here. */
export function MailLine({ drift: { drifts, mail }, isOnHome }: { drift: DriftOverview; isOnHome: boolean }) {
  const t = useTranslations('drift.mail')
  const failed = drifts.find(({ noted }) => noted?.mailState === 'failed')?.noted?.mailReason
  return (
    <Text as="p" tone={failed ? 'critical' : 'subdued'}>
      {!mail.isConfigured
        ? t('notConfigured')
        : failed
          ? t(`failed.${failed}`, { address: mail.address ?? '' })
          : mail.address
            ? t('told', { address: mail.address })
            : t(mail.told === 'owner' ? 'ownerUnknown' : 'nobody')}{' '}
      {isOnHome && <Link url={DRIFT}>{t('change')}</Link>}
    </Text>
  )
}
