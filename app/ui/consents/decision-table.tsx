import { BlockStack, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { LedgerEvent } from '../../consent/index.ts'
import { pageOfRecord } from '../links/consents.ts'
import { RestrictedBadge } from '../restricted-badge.tsx'
import { When } from '../when.tsx'
import { Choices } from './choices.tsx'
import { endOf, type PurposeNames, useWords } from './words.ts'

const COLUMNS = ['when', 'choices', 'source', 'language', 'region', 'visitor'] as const

interface Props {
  events: readonly LedgerEvent[]
  names: PurposeNames
  /** Subjects whose data may only be stored. */
  restricted: readonly string[]
}

/** Decisions, a row each: on a phone one below the other. */
export function DecisionTable({ events, names, restricted }: Props) {
  const t = useTranslations('consents')
  const { smDown } = useBreakpoints()
  const Cells = smDown ? OnPhone : OnDesktop
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      itemCount={events.length}
      headings={[
        { title: t('columns.when') },
        ...COLUMNS.slice(1).map((column) => ({ title: t(`columns.${column}`) })),
      ]}
    >
      {events.map((event, position) => (
        <IndexTable.Row key={event.id} id={event.id} position={position}>
          <Cells event={event} names={names} isRestricted={restricted.includes(event.subject)} />
        </IndexTable.Row>
      ))}
    </IndexTable>
  )
}

interface CellsProps {
  event: LedgerEvent
  names: PurposeNames
  isRestricted: boolean
}

function RecordLink({ event }: { event: LedgerEvent }) {
  return (
    <Link dataPrimaryLink removeUnderline monochrome url={pageOfRecord(event.id)}>
      <Text as="span" fontWeight="semibold">
        <When at={event.recordedAt} />
      </Text>
    </Link>
  )
}

function OnPhone({ event, names, isRestricted }: CellsProps) {
  const sources = useTranslations('consents.sources')
  const words = useWords(names)
  const { banner, region, source } = event
  const where = [sources(source), banner && words.language(banner.language), region && words.region(region)]
  return (
    <div style={{ padding: '12px 16px' }}>
      <BlockStack gap="100" inlineAlign="start">
        <RecordLink event={event} />
        <RestrictedBadge isRestricted={isRestricted} />
        <Choices choices={event.choices} names={names} />
        <Text as="span" tone="subdued">
          {where.filter(Boolean).join(' · ')}
        </Text>
      </BlockStack>
    </div>
  )
}

function OnDesktop({ event, names, isRestricted }: CellsProps) {
  const sources = useTranslations('consents.sources')
  const words = useWords(names)
  const { banner, region, source, subject } = event
  return (
    <>
      <IndexTable.Cell>
        <BlockStack gap="100" inlineAlign="start">
          <RecordLink event={event} />
          <RestrictedBadge isRestricted={isRestricted} />
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ minWidth: '20rem', whiteSpace: 'normal' }}>
          <Choices choices={event.choices} names={names} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>{sources(source)}</IndexTable.Cell>
      <IndexTable.Cell>{banner ? words.language(banner.language) : '–'}</IndexTable.Cell>
      <IndexTable.Cell>{region ? words.region(region) : '–'}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" tone="subdued">
          {endOf(subject)}
        </Text>
      </IndexTable.Cell>
    </>
  )
}
