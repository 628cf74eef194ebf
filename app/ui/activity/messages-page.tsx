import { useNavigate } from '@remix-run/react'
import { Banner, BlockStack, Card, Page, Tabs } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { InboxEntry, MessageState } from '../../inbox/index.ts'
import { PROOFS, WITHDRAWALS } from '../links/activity.ts'
import { Nothing } from '../nothing.tsx'
import { Pager } from '../pager.tsx'
import { useRefresh } from '../use-refresh.ts'
import { MessageTable } from './message-table.tsx'

const FILTERS = ['all', 'staff'] as const
export type MessageFilter = (typeof FILTERS)[number]

interface Props {
  filter: MessageFilter
  entries: InboxEntry[]
  /** Give it back as `after` for the older ones; null on the last page. */
  next: string | null
  counts: Record<MessageState, number>
  /** Withdrawals that Shopify did not take. */
  unwritten: number
}

/** Everything that Shopify told, and what became of it. */
export function MessagesPage({ filter, entries, next, counts, unwritten }: Props) {
  const t = useTranslations('activity')
  const proof = useTranslations('proof')
  const navigate = useNavigate()
  useRefresh(counts.received + counts.retrying > 0)
  const waitingForStaff = counts.failed + counts.needs_person
  return (
    <Page title={t('title')} subtitle={t('subtitle')} secondaryActions={[{ content: proof('link'), url: PROOFS }]}>
      <BlockStack gap="400">
        {unwritten > 0 && (
          <Banner
            tone="warning"
            title={t('unwritten', { count: unwritten })}
            action={{ content: t('unwrittenAction'), url: WITHDRAWALS }}
          />
        )}
        <Card padding="0">
          <Tabs
            selected={FILTERS.indexOf(filter)}
            onSelect={(index) => navigate(FILTERS[index] === 'staff' ? '?filter=staff' : '?')}
            tabs={[
              { id: 'all', content: t('all'), panelID: 'messages' },
              {
                id: 'staff',
                content: t('staff'),
                panelID: 'messages',
                ...(waitingForStaff > 0 && { badge: String(waitingForStaff) }),
              },
            ]}
          />
          <div id="messages">
            {entries.length > 0 ? <MessageTable entries={entries} /> : <NoMessages filter={filter} />}
          </div>
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  )
}

function NoMessages({ filter }: { filter: MessageFilter }) {
  const t = useTranslations(filter === 'staff' ? 'activity.emptyStaff' : 'activity.empty')
  return <Nothing title={t('title')} body={t('body')} />
}
