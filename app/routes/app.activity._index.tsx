import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useNavigate } from '@remix-run/react'
import { Banner, BlockStack, Card, IndexTable, Link, Page, Tabs, Text, useBreakpoints } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { countUnwritten } from '../consent/index.ts'
import { countMessages, type InboxEntry, listMessages, messageId, type Topic } from '../inbox/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { useMessageResult } from '../ui/message-result.tsx'
import { MessageStateBadge } from '../ui/message-state.tsx'
import { Nothing } from '../ui/nothing.tsx'
import { PageError } from '../ui/page-error.tsx'
import { Pager } from '../ui/pager.tsx'
import { useRefresh } from '../ui/use-refresh.ts'
import { When } from '../ui/when.tsx'

const PAGE_SIZE = 25
const FILTERS = ['all', 'staff'] as const
type Filter = (typeof FILTERS)[number]

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const { searchParams } = new URL(request.url)
  const after = messageId.nullable().catch(null).parse(searchParams.get('after'))
  const filter: Filter = searchParams.get('filter') === 'staff' ? 'staff' : 'all'
  return inShop(async (tx) => ({
    filter,
    ...(await listMessages(tx, { size: PAGE_SIZE, after, filter })),
    counts: await countMessages(tx),
    unwritten: await countUnwritten(tx),
  }))
}

export default function Activity() {
  const { filter, entries, next, counts, unwritten } = useLoaderData<typeof loader>()
  const t = useTranslations('activity')
  const navigate = useNavigate()
  useRefresh(counts.received + counts.retrying > 0)
  const waitingForStaff = counts.failed + counts.needs_person
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <BlockStack gap="400">
        {unwritten > 0 && (
          <Banner
            tone="warning"
            title={t('unwritten', { count: unwritten })}
            action={{ content: t('unwrittenAction'), url: '/app/activity/withdrawals' }}
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
            {entries.length > 0 ? <Messages entries={entries} /> : <NoMessages filter={filter} />}
          </div>
        </Card>
        <Pager next={next} />
      </BlockStack>
    </Page>
  )
}

function NoMessages({ filter }: { filter: Filter }) {
  const t = useTranslations(filter === 'staff' ? 'activity.emptyStaff' : 'activity.empty')
  return <Nothing title={t('title')} body={t('body')} />
}

function Messages({ entries }: { entries: InboxEntry[] }) {
  const t = useTranslations('activity')
  const result = useMessageResult()
  const { smDown } = useBreakpoints()
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      itemCount={entries.length}
      headings={[
        { title: t('columns.topic') },
        { title: t('columns.state') },
        { title: t('columns.attempts'), alignment: 'end' },
        { title: t('columns.received') },
        { title: t('columns.result') },
      ]}
    >
      {entries.map((entry, position) => {
        const link = (
          <Link dataPrimaryLink removeUnderline monochrome url={`/app/activity/${encodeURIComponent(entry.id)}`}>
            <Text as="span" fontWeight="semibold">
              {t(`topics.${entry.topic as Topic}`)}
            </Text>
          </Link>
        )
        return (
          <IndexTable.Row key={entry.id} id={entry.id} position={position}>
            {smDown ? (
              <div style={{ padding: '12px 16px' }}>
                <BlockStack gap="100" inlineAlign="start">
                  {link}
                  <MessageStateBadge state={entry.state} />
                  <Text as="span" tone="subdued">
                    <When at={entry.receivedAt} />
                  </Text>
                  <Text as="span">{result(entry)}</Text>
                </BlockStack>
              </div>
            ) : (
              <>
                <IndexTable.Cell>{link}</IndexTable.Cell>
                <IndexTable.Cell>
                  <MessageStateBadge state={entry.state} />
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Text as="span" alignment="end" numeric>
                    {entry.attempts}
                  </Text>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <When at={entry.receivedAt} />
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <div style={{ maxWidth: '24rem', whiteSpace: 'normal' }}>{result(entry)}</div>
                </IndexTable.Cell>
              </>
            )}
          </IndexTable.Row>
        )
      })}
    </IndexTable>
  )
}

export const ErrorBoundary = PageError
