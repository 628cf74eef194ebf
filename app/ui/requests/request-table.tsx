import { Badge, BlockStack, IndexTable, InlineStack, Link, Text, useBreakpoints } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { OpenRequest } from '../../requests/index.ts'
import { dueState } from '../../requests/model.ts'
import { pageOfMessage } from '../links/activity.ts'
import { CONSENTS } from '../links/consents.ts'
import { When } from '../when.tsx'

/** Dates travel as they are. */
export interface ShownRequest extends OpenRequest {
  /** Shopify's message that opened it. */
  messageId: string | null
  customerUrl: string | null
}

const COLUMNS = ['received', 'kind', 'customer', 'due', 'links'] as const

/** Requests: as a table, and on a phone one below the other. */
export function RequestTable({ requests, now }: { requests: readonly ShownRequest[]; now: Date }) {
  const t = useTranslations('requests.columns')
  const { smDown } = useBreakpoints()
  const Cells = smDown ? OnPhone : OnDesktop
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      itemCount={requests.length}
      headings={[{ title: t('received') }, ...COLUMNS.slice(1).map((column) => ({ title: t(column) }))]}
    >
      {requests.map((request, position) => (
        <IndexTable.Row key={request.id} id={request.id} position={position}>
          <Cells request={request} now={now} />
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

interface CellsProps {
  request: ShownRequest
  now: Date
}

function OnPhone({ request, now }: CellsProps) {
  const t = useTranslations('requests')
  return (
    <div style={{ padding: '12px 16px' }}>
      <BlockStack gap="100" inlineAlign="start">
        <Text as="span" fontWeight="semibold">
          {t(`kinds.${request.kind}`)}
        </Text>
        <Customer request={request} />
        <Due request={request} now={now} isAlone />
        <Text as="span" tone="subdued">
          {t.rich('receivedOn', { when: () => <When at={request.receivedAt} /> })}
        </Text>
        <Links request={request} />
      </BlockStack>
    </div>
  )
}

function OnDesktop({ request, now }: CellsProps) {
  const t = useTranslations('requests')
  return (
    <>
      <IndexTable.Cell>
        <When at={request.receivedAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>{t(`kinds.${request.kind}`)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Customer request={request} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Due request={request} now={now} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Links request={request} />
      </IndexTable.Cell>
    </>
  )
}

function Customer({ request: { customerId, customerUrl, contact } }: Pick<CellsProps, 'request'>) {
  const t = useTranslations('requests')
  if (!customerId) return <span style={{ overflowWrap: 'anywhere' }}>{contact ?? t('unknown')}</span>
  return (
    <Link url={customerUrl ?? ''} target="_blank">
      {t('customer', { id: customerId })}
    </Link>
  )
}

const TONES = { overdue: 'critical', soon: 'attention' } as const

function Due({ request, now, isAlone = false }: CellsProps & { isAlone?: boolean }) {
  const t = useTranslations('requests')
  const format = useFormatter()
  const dueAt = new Date(request.dueAt)
  const state = dueState(dueAt, now)
  const date = format.dateTime(dueAt, { dateStyle: 'long' })
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span">{isAlone ? t('answerBy', { date }) : date}</Text>
      {state !== 'later' && <Badge tone={TONES[state]}>{t(`dueStates.${state}`)}</Badge>}
    </InlineStack>
  )
}

function Links({ request: { customerId, messageId } }: Pick<CellsProps, 'request'>) {
  const t = useTranslations('requests')
  return (
    <InlineStack gap="300">
      {messageId && <Link url={pageOfMessage(messageId)}>{t('message')}</Link>}
      {customerId && <Link url={`${CONSENTS}?${new URLSearchParams({ customer: customerId })}`}>{t('consents')}</Link>}
    </InlineStack>
  )
}
