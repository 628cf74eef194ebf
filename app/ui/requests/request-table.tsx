import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, IndexTable, InlineStack, Link, Text, useBreakpoints } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ListedRequest } from '../../requests/index.ts'
import { pageOfMessage } from '../links/activity.ts'
import { CONSENTS } from '../links/consents.ts'
import { pageOfRequest } from '../links/requests.ts'
import { useDay } from '../use-day.ts'
import { When } from '../when.tsx'
import { STATE_TONES } from './detail/states.ts'

export interface ShownRequest extends ListedRequest {
  /** Shopify's message that opened it. */
  messageId: string | null
  customerUrl: string | null
}

type Shown = SerializeFrom<ShownRequest>

const COLUMNS = ['kind', 'customer', 'due', 'state', 'received', 'links'] as const

/** Requests: as a table, and on a phone one below the other. */
export function RequestTable({ requests, total }: { requests: readonly Shown[]; total: number }) {
  const t = useTranslations('requests.columns')
  const { smDown } = useBreakpoints()
  const Cells = smDown ? OnPhone : OnDesktop
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      itemCount={requests.length}
      hasMoreItems={total > requests.length}
      headings={[{ title: t('kind') }, ...COLUMNS.slice(1).map((column) => ({ title: t(column) }))]}
    >
      {requests.map((request, position) => (
        <IndexTable.Row key={request.id} id={request.id} position={position}>
          <Cells request={request} />
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

interface CellsProps {
  request: Shown
}

function OnPhone({ request }: CellsProps) {
  const t = useTranslations('requests')
  return (
    <div style={{ padding: '12px 16px' }}>
      <BlockStack gap="100" inlineAlign="start">
        <Kind request={request} />
        <Customer request={request} />
        <State request={request} />
        <Due request={request} isAlone />
        <Text as="span" tone="subdued">
          {t.rich('receivedOn', { when: () => <When at={request.receivedAt} /> })}
        </Text>
        <Links request={request} />
      </BlockStack>
    </div>
  )
}

function OnDesktop({ request }: CellsProps) {
  return (
    <>
      <IndexTable.Cell>
        <Kind request={request} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Customer request={request} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Due request={request} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <State request={request} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <When at={request.receivedAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Links request={request} />
      </IndexTable.Cell>
    </>
  )
}

function Kind({ request: { id, kind } }: CellsProps) {
  const t = useTranslations('request.kinds')
  return <Link url={pageOfRequest(id)}>{t(kind)}</Link>
}

function State({ request: { state } }: CellsProps) {
  const t = useTranslations('request.states')
  return <Badge tone={STATE_TONES[state]}>{t(state)}</Badge>
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

function Due({ request: { dueOn, urgency }, isAlone = false }: CellsProps & { isAlone?: boolean }) {
  const t = useTranslations('requests')
  const day = useDay('long')
  if (dueOn === null || urgency === null) return null
  const date = day(dueOn)
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span">{isAlone ? t('answerBy', { date }) : date}</Text>
      {urgency !== 'later' && <Badge tone={TONES[urgency]}>{t(`dueStates.${urgency}`)}</Badge>}
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
