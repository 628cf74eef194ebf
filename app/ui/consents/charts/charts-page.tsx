import { useSearchParams } from '@remix-run/react'
import { BlockStack, Box, Card, InlineStack, Page, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import { PERIOD_NAMES, type PeriodName } from '../../../consent/explore/words.ts'
import type { Charts, Count } from '../../../consent/index.ts'
import type { DecisionSource } from '../../../consent/ledger/words.ts'
import { Nothing } from '../../nothing.tsx'
import { SectionCard } from '../../section-card.tsx'
import { useDay } from '../../use-day.ts'
import { Picker } from '../picker.tsx'
import { ConsentTabs } from '../tabs.tsx'
import { type PurposeNames, useWords } from '../words.ts'
import { DayChart } from './day-chart.tsx'
import { ShareTable } from './share-table.tsx'

/** Rows of a table of countries or languages; the rest is added up. */
const MOST_ROWS = 12
const OTHERS = '…'

interface Props {
  period: PeriodName
  source: DecisionSource | null
  /** Where decisions of the shop were made. */
  sources: readonly DecisionSource[]
  names: PurposeNames
  charts: Charts
}

/** Charts of decisions: per purpose, and for one purpose per day, country and language. */
export function ChartsPage({ charts, ...asked }: Props) {
  const t = useTranslations('consents')
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <ConsentTabs shown="charts">
        <BlockStack gap="400">
          <Asked {...asked} purposes={charts.purposes} shown={charts.shown} />
          {charts.shown === null ? (
            <Card padding="0">
              <Nothing title={t('charts.nothing.title')} body={t('charts.nothing.body')} />
            </Card>
          ) : (
            <Shown charts={charts} shown={charts.shown} names={asked.names} />
          )}
        </BlockStack>
      </ConsentTabs>
    </Page>
  )
}

function Shown({ charts, shown, names }: { charts: Charts; shown: string; names: PurposeNames }) {
  const t = useTranslations('consents.charts')
  const words = useWords(names)
  const purpose = words.purpose(shown)
  const day = useDay('medium')
  const decided = charts.days.filter(({ granted, refused }) => granted + refused > 0)
  return (
    <>
      <SectionCard title={t('perPurpose')}>
        <ShareTable title={t('perPurpose')} of="purpose" counts={charts.purposes} nameOf={words.purpose} />
      </SectionCard>
      <SectionCard title={t('perDay', { purpose })}>
        <DayChart days={charts.days} />
        <details>
          <summary>{t('numbers')}</summary>
          <Box paddingBlockStart="200">
            <ShareTable title={t('perDay', { purpose })} of="day" counts={decided} nameOf={day} />
          </Box>
        </details>
      </SectionCard>
      <LongTable
        title={t('perCountry', { purpose })}
        of="country"
        counts={charts.countries}
        nameOf={(code) => (code ? words.region(code) : t('noRegion'))}
      />
      <LongTable
        title={t('perLanguage', { purpose })}
        of="language"
        counts={charts.languages}
        nameOf={(tag) => (tag ? words.language(tag) : t('noLanguage'))}
      />
    </>
  )
}

/** A table whose last rows are added up. */
function LongTable({ counts, nameOf, ...table }: Parameters<typeof ShareTable>[0]) {
  const t = useTranslations('consents.charts')
  const rest = String(counts.length - MOST_ROWS)
  return (
    <SectionCard title={table.title}>
      <ShareTable
        {...table}
        counts={fewest(counts)}
        nameOf={(value) => (value === OTHERS ? t('others', { count: rest }) : nameOf(value))}
      />
    </SectionCard>
  )
}

/** The first rows, and the others as one. */
function fewest(counts: readonly Count[]): Count[] {
  const rest = counts.slice(MOST_ROWS)
  const sum = (each: (count: Count) => number) => rest.reduce((total, count) => total + each(count), 0)
  const others = { value: OTHERS, granted: sum(({ granted }) => granted), refused: sum(({ refused }) => refused) }
  return [...counts.slice(0, MOST_ROWS), ...(rest.length > 0 ? [others] : [])]
}

type AskedProps = Omit<Props, 'charts'> & Pick<Charts, 'purposes' | 'shown'>

/** What is counted, kept in the page's address. */
function Asked({ period, source, sources, names, purposes, shown }: AskedProps) {
  const t = useTranslations('consents')
  const words = useWords(names)
  const [params, setParams] = useSearchParams()
  const ask = (field: string) => (value: string) => {
    const next = new URLSearchParams(params)
    if (value) next.set(field, value)
    else next.delete(field)
    setParams(next, { preventScrollReset: true })
  }
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack gap="300">
          <Picker
            label={t('filters.period')}
            options={PERIOD_NAMES.map((value) => ({ value, label: t(`filters.periods.${value}`) }))}
            value={period}
            onChange={ask('period')}
          />
          <Picker
            label={t('charts.source')}
            options={[
              { value: '', label: t('filters.anySource') },
              ...sources.map((value) => ({ value, label: t(`sources.${value}`) })),
            ]}
            value={source ?? ''}
            onChange={ask('source')}
          />
          {shown !== null && (
            <Picker
              label={t('charts.shown')}
              options={words.purposeOptions(purposes.map(({ value }) => value))}
              value={shown}
              onChange={ask('purpose')}
            />
          )}
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('charts.counts')}
        </Text>
      </BlockStack>
    </Card>
  )
}
