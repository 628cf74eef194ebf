import type { SerializeFrom } from '@remix-run/node'
import { useNavigate, useSearchParams } from '@remix-run/react'
import { Banner, BlockStack, Button, Card, InlineStack, Page, Select, Text } from '@shopify/polaris'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { HeldPageOfRows, SeenRow, SupplementaryStatement } from '../../../requests/index.ts'
import { pageOfRequest } from '../../links/requests.ts'
import { RestrictedBadge } from '../../restricted-badge.tsx'
import { StatementList } from '../statement-list.tsx'
import { type AskedChoice, ChoiceDialog } from './choice-dialog.tsx'
import { HeldRowCard } from './held-row-card.tsx'
import { useHeldNames } from './names.ts'
import { useHeldChoice } from './use-held-choice.ts'

interface Props {
  requestId: string
  page: SerializeFrom<HeldPageOfRows> | null
  statements: SerializeFrom<SupplementaryStatement>[]
  isRestricted: boolean
}

/** The rows of one table: everything that is held, what the person gets of it, and what not and why. */
export function HeldPage({ requestId, page, statements, isRestricted }: Props) {
  const t = useTranslations('requestHeld')
  const [chosen, setChosen] = useState<AskedChoice | null>(null)
  const { choose, problem } = useHeldChoice()
  const back = { content: t('back'), url: pageOfRequest(requestId) }
  if (!page?.table) {
    return (
      <Page backAction={back} title={t('missing')}>
        <Banner tone="info">{t('missingBody')}</Banner>
      </Page>
    )
  }
  const { table, rows } = page
  const ask = (row: SerializeFrom<SeenRow>) => (move: AskedChoice['move']) => setChosen({ table, row, move })
  return (
    <Page
      backAction={back}
      title={t('pageTitle')}
      titleMetadata={<RestrictedBadge isRestricted={isRestricted} />}
      subtitle={t('pageSubtitle')}
    >
      <BlockStack gap="400">
        {problem && <Banner tone="critical">{t(`problems.${problem}`)}</Banner>}
        <Card>
          <TableSelect page={page} />
        </Card>
        <StatementList statements={statements.filter(({ about }) => about === table)} />
        {rows.length === 0 && <Text as="p">{t('empty')}</Text>}
        {rows.map((row) => (
          <HeldRowCard key={row.id} row={row} onChoose={ask(row)} />
        ))}
        <NextRows next={page.next} />
      </BlockStack>
      {chosen && (
        <ChoiceDialog
          choice={chosen}
          onClose={() => setChosen(null)}
          onDone={(column, reason) => {
            setChosen(null)
            choose(chosen, column, reason)
          }}
        />
      )}
    </Page>
  )
}

function TableSelect({ page: { table, tables } }: { page: SerializeFrom<HeldPageOfRows> }) {
  const t = useTranslations('requestHeld')
  const names = useHeldNames()
  const navigate = useNavigate()
  return (
    <Select
      label={t('table')}
      options={tables.map((one) => ({ value: one, label: names.table(one) }))}
      value={table ?? ''}
      onChange={(chosen) => navigate(`?${new URLSearchParams({ table: chosen })}`)}
    />
  )
}

function NextRows({ next }: { next: string | null }) {
  const t = useTranslations('requestHeld')
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const go = (after: string | null) => {
    const query = new URLSearchParams(search)
    if (after) query.set('after', after)
    else query.delete('after')
    navigate(`?${query}`)
  }
  return (
    <InlineStack gap="200">
      {search.has('after') && <Button onClick={() => go(null)}>{t('first')}</Button>}
      {next && <Button onClick={() => go(next)}>{t('next')}</Button>}
    </InlineStack>
  )
}
