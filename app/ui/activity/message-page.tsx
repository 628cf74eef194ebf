import { Banner, BlockStack, Card, DescriptionList, Link, Page } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { InboxEntry, Topic } from '../../inbox/index.ts'
import { ACTIVITY } from '../links/activity.ts'
import { pageOfRequest } from '../links/requests.ts'
import { useRefresh } from '../use-refresh.ts'
import { When } from '../when.tsx'
import { InstalledAgain } from './installed-again.tsx'
import { useMessageResult } from './message-result.tsx'
import { MessageStateBadge } from './message-state.tsx'
import { StaffActions } from './staff-actions.tsx'

interface Props {
  message: InboxEntry
  waitsForStaff: boolean
  /** Whether it asks to erase a shop that has installed Kept again since. */
  isInstalledAgain: boolean
}

/** One message of Shopify's: what became of it, and what staff can do with it. */
export function MessagePage({ message, waitsForStaff, isInstalledAgain }: Props) {
  const t = useTranslations('activity')
  useRefresh(message.state === 'received' || message.state === 'retrying')
  return (
    <Page
      backAction={{ content: t('back'), url: ACTIVITY }}
      title={t(`topics.${message.topic as Topic}`)}
      titleMetadata={<MessageStateBadge state={message.state} />}
    >
      <BlockStack gap="400">
        {isInstalledAgain && <InstalledAgain />}
        {waitsForStaff && !isInstalledAgain && <WaitsForStaff message={message} />}
        <Facts message={message} />
        {waitsForStaff && !isInstalledAgain && <StaffActions failed={message.state === 'failed'} />}
      </BlockStack>
    </Page>
  )
}

function WaitsForStaff({ message: { state, expiresAt } }: { message: InboxEntry }) {
  const t = useTranslations('activity.detail')
  const format = useFormatter()
  return (
    <Banner tone="warning">
      <p>{t(state === 'failed' ? 'failed' : 'needsPerson')}</p>
      {expiresAt && <p>{t('expires', { date: format.dateTime(new Date(expiresAt), { dateStyle: 'long' }) })}</p>}
    </Banner>
  )
}

function Facts({ message }: { message: InboxEntry }) {
  const t = useTranslations('activity')
  const result = useMessageResult()
  const { requestId } = message.outcome
  return (
    <Card>
      <DescriptionList
        items={[
          { term: t('columns.result'), description: result(message) || '–' },
          ...(requestId
            ? [
                {
                  term: t('detail.request'),
                  description: <Link url={pageOfRequest(requestId)}>{t('detail.open')}</Link>,
                },
              ]
            : []),
          { term: t('detail.received'), description: <When at={message.receivedAt} /> },
          { term: t('detail.finished'), description: message.finishedAt ? <When at={message.finishedAt} /> : '–' },
          { term: t('detail.attempts'), description: String(message.attempts) },
          { term: t('detail.id'), description: message.id },
        ]}
      />
    </Card>
  )
}

export function MissingMessage() {
  const t = useTranslations('activity')
  return (
    <Page backAction={{ content: t('back'), url: ACTIVITY }} title={t('detail.title')}>
      <Banner tone="info">{t('detail.missing')}</Banner>
    </Page>
  )
}
