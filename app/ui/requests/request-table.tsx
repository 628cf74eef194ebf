import type { SerializeFrom } from '@remix-run/node'
import {
  Badge,
  BlockStack,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
  useIndexResourceState,
} from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ListedRequest } from '../../requests/index.ts'
import { pageOfMessage } from '../links/activity.ts'
import { CONSENTS } from '../links/consents.ts'
import { pageOfRequest } from '../links/requests.ts'
import { RestrictedBadge } from '../restricted-badge.tsx'
import { useStaffName } from '../staff-names.tsx'
import { useDay } from '../use-day.ts'
import { When } from '../when.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { STATE_TONES } from './detail/states.ts'
import { useAssign } from './use-assign.ts'

export interface ShownRequest extends ListedRequest {
  /** Shopify's message that opened it. */
  messageId: string | null
  customerUrl: string | null
}

type Shown = SerializeFrom<ShownRequest>

const COLUMNS = ['kind', 'customer', 'due', 'state', 'received', 'links'] as const

interface Props {
  requests: readonly Shown[]
  total: number
  /** Who looks. */
  staffId: string
}

/** Requests: as a table, and on a phone one below the other. Several can be chosen and given to somebody. */
export function RequestTable({ requests, total, staffId }: Props) {
  const t = useTranslations('requests')
  const { smDown } = useBreakpoints()
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } = useIndexResourceState(
    requests.map(({ id }) => ({ id })),
  )
  const { assign, isBusy } = useAssign(selectedResources, clearSelection)
  const [isChoosing, setChoosing] = useState(false)
  const Cells = smDown ? OnPhone : OnDesktop
  return (
    <>
      <IndexTable
        condensed={smDown}
        itemCount={requests.length}
        hasMoreItems={total > requests.length}
        selectedItemsCount={allResourcesSelected ? 'All' : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={[
          { content: t('assign.toMe'), disabled: isBusy, onAction: () => assign(staffId) },
          { content: t('assign.toColleague'), disabled: isBusy, onAction: () => setChoosing(true) },
          { content: t('assign.toNobody'), disabled: isBusy, onAction: () => assign(null) },
        ]}
        headings={[
          { title: t('columns.kind') },
          ...COLUMNS.slice(1).map((column) => ({ title: t(`columns.${column}`) })),
        ]}
      >
        {requests.map((request, position) => (
          <IndexTable.Row
            key={request.id}
            id={request.id}
            position={position}
            selected={selectedResources.includes(request.id)}
          >
            <Cells request={request} />
          </IndexTable.Row>
        ))}
      </IndexTable>
      {isChoosing && (
        <AssignDialog
          onClose={() => setChoosing(false)}
          onChosen={(to) => {
            setChoosing(false)
            assign(to)
          }}
        />
      )}
    </>
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
        <RestrictedBadge isRestricted={request.isRestricted} />
        <State request={request} />
        <Due request={request} isAlone />
        <Assignee request={request} />
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
        <BlockStack gap="100" inlineAlign="start">
          <Customer request={request} />
          <RestrictedBadge isRestricted={request.isRestricted} />
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Due request={request} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack gap="100" inlineAlign="start">
          <State request={request} />
          <Assignee request={request} />
        </BlockStack>
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

function Assignee({ request: { assignee } }: CellsProps) {
  const staff = useStaffName()
  return assignee === null ? null : <Text as="span">{staff.alone(assignee)}</Text>
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
