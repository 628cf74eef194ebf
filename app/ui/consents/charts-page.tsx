import { useSearchParams } from '@remix-run/react'
import { BlockStack, Box, Card, EmptyState, InlineStack, Page, Select, Text } from '@shopify/polaris'
import type { ReactNode } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Charts, Count, PeriodName, Source } from '../../consent/index.ts'
import { DayChart } from './day-chart.tsx'
import { SOURCES } from './filters.tsx'
import { ShareTable } from './share-table.tsx'
import { ConsentTabs } from './tabs.tsx'
import { type PurposeNames, useWords } from './words.ts'

const PERIODS = ['7d', '30d', '90d', '12m'] as const satisfies readonly PeriodName[]

/** Rows of a table of countries or languages; the rest is added up. */
const MOST_ROWS = 12
const OTHERS = '…'

interface Props {
  period: PeriodName
  source: Source | null
  names: PurposeNames
  charts: Charts
}

/** How decisions fell: per purpose, and one purpose per day, country and language. */
export function ChartsPage({ period, source, names, charts }: Props) {
  const t = useTranslations('consents.charts')
  const consents = useTranslations('consents')
  const words = useWords(names)
  const format = useFormatter()
  const { purposes, shown, days, countries, languages } = charts
  const purpose = words.purpose(shown ?? '')
  const day = (value: string) => format.dateTime(new Date(`${value}T12:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
  const rest = (counts: readonly Count[]) => String(counts.length - MOST_ROWS)
  const orOthers = (counts: readonly Count[], nameOf: (value: string) => string) => (value: string) =>
    value === OTHERS ? t('others', { count: rest(counts) }) : nameOf(value)
  return (
    <Page title={consents('title')} subtitle={consents('subtitle')}>
      <ConsentTabs shown="charts">
        <BlockStack gap="400">
          <Asked period={period} source={source} names={names} purposes={purposes} shown={shown} />
          {shown === null ? (
            <Card padding="0">
              <EmptyState heading={t('nothing.title')} image="">
                <p>{t('nothing.body')}</p>
              </EmptyState>
            </Card>
          ) : (
            <>
              <Chart title={t('perPurpose')}>
                <ShareTable title={t('perPurpose')} of="purpose" counts={purposes} nameOf={words.purpose} />
              </Chart>
              <Chart title={t('perDay', { purpose })}>
                <DayChart days={days} />
                <details>
                  <summary>{t('numbers')}</summary>
                  <Box paddingBlockStart="200">
                    <ShareTable
                      title={t('perDay', { purpose })}
                      of="day"
                      counts={days.filter(({ granted, refused }) => granted + refused > 0)}
                      nameOf={day}
                    />
                  </Box>
                </details>
              </Chart>
              <Chart title={t('perCountry', { purpose })}>
                <ShareTable
                  title={t('perCountry', { purpose })}
                  of="country"
                  counts={fewest(countries)}
                  nameOf={orOthers(countries, (code) => (code ? words.region(code) : t('noRegion')))}
                />
              </Chart>
              <Chart title={t('perLanguage', { purpose })}>
                <ShareTable
                  title={t('perLanguage', { purpose })}
                  of="language"
                  counts={fewest(languages)}
                  nameOf={orOthers(languages, (tag) => (tag ? words.language(tag) : t('noLanguage')))}
                />
              </Chart>
            </>
          )}
        </BlockStack>
      </ConsentTabs>
    </Page>
  )
}

/** The first rows, and the others as one. */
function fewest(counts: readonly Count[]): Count[] {
  const rest = counts.slice(MOST_ROWS)
  const sum = (each: (count: Count) => number) => rest.reduce((total, count) => total + each(count), 0)
  const others = { value: OTHERS, granted: sum(({ granted }) => granted), refused: sum(({ refused }) => refused) }
  return [...counts.slice(0, MOST_ROWS), ...(rest.length > 0 ? [others] : [])]
}

function Chart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  )
}

type AskedProps = Omit<Props, 'charts'> & Pick<Charts, 'purposes' | 'shown'>

/** What is counted, kept in the page's address. */
function Asked({ period, source, names, purposes, shown }: AskedProps) {
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
          <div style={{ flex: '1 1 10rem' }}>
            <Select
              label={t('filters.period')}
              options={PERIODS.map((value) => ({ value, label: t(`filters.periods.${value}`) }))}
              value={period}
              onChange={ask('period')}
            />
          </div>
          <div style={{ flex: '1 1 10rem' }}>
            <Select
              label={t('charts.source')}
              options={[
                { value: '', label: t('filters.anySource') },
                ...SOURCES.map((value) => ({ value, label: t(`sources.${value}`) })),
              ]}
              value={source ?? ''}
              onChange={ask('source')}
            />
          </div>
          {shown !== null && (
            <div style={{ flex: '1 1 10rem' }}>
              <Select
                label={t('charts.shown')}
                options={purposes.map(({ value }) => ({ value, label: words.purpose(value) }))}
                value={shown}
                onChange={ask('purpose')}
              />
            </div>
          )}
        </InlineStack>
        <Text as="p" tone="subdued">
          {t('charts.counts')}
        </Text>
      </BlockStack>
    </Card>
  )
}
