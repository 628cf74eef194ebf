import type { SerializeFrom } from '@remix-run/node'
import { Banner, BlockStack, Link, Page } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { RecipientsToTell } from '../../recipients/index.ts'
import { pageOfKind } from '../links/register.ts'
import { REQUEST_SETTINGS } from '../links/requests.ts'
import { SectionCard } from '../section-card.tsx'
import { ScheduleCard } from './schedule-card.tsx'
import { ToldRecipientCard } from './told-recipient-card.tsx'

/** How each recipient is told of erasures, corrections and restrictions. */
export function RecipientsPage({ isMailConfigured, schedule, recipients }: SerializeFrom<RecipientsToTell>) {
  const t = useTranslations('recipients')
  return (
    <Page title={t('title')} subtitle={t('intro')} backAction={{ content: t('back'), url: REQUEST_SETTINGS }}>
      <BlockStack gap="400">
        {!isMailConfigured && <Banner tone="warning">{t('noMail')}</Banner>}
        {recipients.length === 0 && (
          <SectionCard title={t('none')}>
            <Link url={pageOfKind('recipient')}>{t('toRegister')}</Link>
          </SectionCard>
        )}
        {recipients.map((recipient) => (
          <ToldRecipientCard key={recipient.id} recipient={recipient} />
        ))}
        <ScheduleCard saved={schedule} />
      </BlockStack>
    </Page>
  )
}
