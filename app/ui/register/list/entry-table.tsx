import { useFetcher } from '@remix-run/react'
import { BlockStack, Button, ButtonGroup, IndexTable, InlineStack, Link, Text, useBreakpoints } from '@shopify/polaris'
import { ArrowDownIcon, ArrowUpIcon } from '@shopify/polaris-icons'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { NOTHING } from '../../../register/form/words.ts'
import type { EntryKind, EntryList, EntryRef, ListQuery, ListRow } from '../../../register/index.ts'
import { isAddable } from '../../../register/words.ts'
import { pageOfPart } from '../../links/register.ts'
import { Nothing } from '../../nothing.tsx'
import { StateBadges } from '../state-badges.tsx'

interface Props {
  kind: EntryKind
  query: ListQuery
  list: EntryList
}

/** The entries that a list shows: as a table, and on a phone one below the other. */
export function EntryTable({ kind, query, list }: Props) {
  const t = useTranslations('register.list')
  const { smDown } = useBreakpoints()
  const isOrdered = isAddable(kind) && query.sort === 'order' && query.search === '' && query.audience === null
  if (list.rows.length === 0) {
    return <Nothing title={t('noMatch')} body={t('noMatchBody')} />
  }
  const first = (list.page - 1) * query.size
  return (
    <IndexTable
      condensed={smDown}
      selectable={false}
      itemCount={list.rows.length}
      headings={[
        { title: t('name') },
        ...list.columns.map((title) => ({ title })),
        { title: t('audience') },
        { title: t('state') },
        ...(isOrdered ? [{ title: t('order') }] : [{ title: t('order'), hidden: true }]),
      ]}
    >
      {list.rows.map((row, index) => {
        const order = isOrdered && (
          <Order row={row} isFirst={first + index === 0} isLast={first + index === list.total - 1} />
        )
        const link = <EntryLink entry={{ kind, id: row.id }} name={row.name} />
        return (
          <IndexTable.Row key={row.id} id={row.id} position={index}>
            {smDown ? (
              <InLines row={row} columns={list.columns} link={link} order={order} />
            ) : (
              <Cells row={row} columns={list.columns} link={link} order={order} />
            )}
          </IndexTable.Row>
        )
      })}
    </IndexTable>
  )
}

function EntryLink({ entry, name }: { entry: EntryRef; name: string }) {
  return (
    <Link dataPrimaryLink removeUnderline monochrome url={pageOfPart(entry)}>
      <Text as="span" fontWeight="semibold">
        {name}
      </Text>
    </Link>
  )
}

interface RowProps {
  row: ListRow
  columns: readonly string[]
  link: ReactNode
  order: ReactNode
}

/** On a phone, where a table is too wide. */
function InLines({ row, columns, link, order }: RowProps) {
  const t = useTranslations('register.list')
  const cells = row.cells.flatMap((cell, at) =>
    cell === NOTHING ? [] : t('cell', { column: columns[at] ?? '', value: cell }),
  )
  return (
    <div style={{ padding: '12px 16px' }}>
      <BlockStack gap="100" inlineAlign="start">
        {link}
        <Text as="span" tone="subdued">
          {[...cells, row.audience].join(' · ')}
        </Text>
        <InlineStack gap="200" blockAlign="center">
          <StateBadges row={row} />
          {order}
        </InlineStack>
      </BlockStack>
    </div>
  )
}

function Cells({ row, columns, link, order }: RowProps) {
  return (
    <>
      <IndexTable.Cell>
        <div style={WRAPPED}>{link}</div>
      </IndexTable.Cell>
      {row.cells.map((cell, at) => (
        <IndexTable.Cell key={columns[at]}>
          <div style={WRAPPED}>{cell}</div>
        </IndexTable.Cell>
      ))}
      <IndexTable.Cell>
        <div style={WRAPPED}>{row.audience}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StateBadges row={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>{order}</IndexTable.Cell>
    </>
  )
}

const WRAPPED = { maxInlineSize: '20rem', whiteSpace: 'normal', overflowWrap: 'anywhere' } as const

/** One place up or down: the order is that of the policy. */
function Order({ row, isFirst, isLast }: { row: ListRow; isFirst: boolean; isLast: boolean }) {
  const t = useTranslations('register.list')
  const fetcher = useFetcher()
  const move = (by: -1 | 1) =>
    fetcher.submit(JSON.stringify({ id: row.id, by }), {
      method: 'post',
      encType: 'application/json',
      action: '?index',
    })
  const busy = fetcher.state !== 'idle'
  return (
    <ButtonGroup variant="segmented">
      <Button
        size="slim"
        icon={ArrowUpIcon}
        accessibilityLabel={t('moveUp', { name: row.name })}
        disabled={isFirst || busy}
        onClick={() => move(-1)}
      />
      <Button
        size="slim"
        icon={ArrowDownIcon}
        accessibilityLabel={t('moveDown', { name: row.name })}
        disabled={isLast || busy}
        onClick={() => move(1)}
      />
    </ButtonGroup>
  )
}
