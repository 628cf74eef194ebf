import { BlockStack, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { InboxEntry, Topic } from '../../inbox/index.ts'
import { pageOfMessage } from '../links/activity.ts'
import { When } from '../when.tsx'
import { useMessageResult } from './message-result.tsx'
import { MessageStateBadge } from './message-state.tsx'

/** Messages: as a table, and on a phone one below the other. */
export function MessageTable({ entries }: { entries: InboxEntry[] }) {
  const t = useTranslations('activity.columns')
  const { smDown } = useBreakpoints()
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      itemCount={entries.length}
      headings={[
        { title: t('topic') },
        { title: t('state') },
        { title: t('attempts'), alignment: 'end' },
        { title: t('received') },
        { title: t('result') },
      ]}
    >
      {entries.map((entry, position) => (
        <IndexTable.Row key={entry.id} id={entry.id} position={position}>
          {smDown ? <InLines entry={entry} /> : <Cells entry={entry} />}
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

function InLines({ entry }: { entry: InboxEntry }) {
  const result = useMessageResult()
  return (
    <div style={{ padding: '12px 16px' }}>
      <BlockStack gap="100" inlineAlign="start">
        <TopicLink entry={entry} />
        <MessageStateBadge state={entry.state} />
        <Text as="span" tone="subdued">
          <When at={entry.receivedAt} />
        </Text>
        <Text as="span">{result(entry)}</Text>
      </BlockStack>
    </div>
  )
}

function Cells({ entry }: { entry: InboxEntry }) {
  const result = useMessageResult()
  return (
    <>
      <IndexTable.Cell>
        <TopicLink entry={entry} />
      </IndexTable.Cell>
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
  )
}

function TopicLink({ entry }: { entry: InboxEntry }) {
  const t = useTranslations('activity.topics')
  return (
    <Link dataPrimaryLink removeUnderline monochrome url={pageOfMessage(entry.id)}>
      <Text as="span" fontWeight="semibold">
        {t(entry.topic as Topic)}
      </Text>
    </Link>
  )
}
