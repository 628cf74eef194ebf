import { BlockStack, Box, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import { COUNTED_DAYS, leftAlone } from '../../../consent/counts/model.ts'
import type { CountedDay, StorefrontCounts } from '../../../consent/index.ts'

interface Props {
  counts: StorefrontCounts
}

/** How many visits saw the banner and how many answered it, in a sentence and day by day; and what did not arrive. */
export function Counts({ counts }: Props) {
  const t = useTranslations('banner.counts')
  const { days, gaveUp } = counts
  return (
    <BlockStack gap="200">
      <Text as="p">{days.length === 0 ? t('none') : <Sum counts={counts} />}</Text>
      {gaveUp > 0 && (
        <Text as="p" tone="caution">
          {t('gaveUp', { count: gaveUp })}
        </Text>
      )}
      {days.length > 0 && (
        <details>
          <summary>{t('byDay')}</summary>
          <Box paddingBlockStart="200">
            <DayTable days={days} />
          </Box>
        </details>
      )}
    </BlockStack>
  )
}

function Sum({ counts }: Props) {
  const t = useTranslations('banner.counts')
  const format = useFormatter()
  const { days, isWhole, shown, answered } = counts
  const said = { shown, answered, alone: leftAlone(counts) }
  const [first] = days
  if (isWhole || !first) return t('sum', { ...said, days: COUNTED_DAYS })
  return t('sumSince', { ...said, day: format.dateTime(new Date(first.day), DAY) })
}

/** As the counts have it: no time zone moves it. */
const DAY = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const

const COLUMNS = ['shown', 'answered', 'alone'] as const
const CELL = { padding: '4px 8px 4px 0' } as const
const NUMBER = { ...CELL, textAlign: 'end' } as const

function DayTable({ days }: { days: readonly CountedDay[] }) {
  const t = useTranslations('banner.counts')
  const format = useFormatter()
  return (
    <table aria-label={t('byDay')} style={{ width: '100%', maxWidth: '36rem', borderCollapse: 'collapse' }}>
      <thead>
        <tr>
          <th scope="col" style={{ ...CELL, textAlign: 'start' }}>
            {t('columns.day')}
          </th>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" style={NUMBER}>
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map((counted) => (
          <tr key={counted.day} style={{ borderTop: '1px solid #e3e3e3' }}>
            <th scope="row" style={{ ...CELL, textAlign: 'start', fontWeight: 'normal', whiteSpace: 'nowrap' }}>
              {format.dateTime(new Date(counted.day), DAY)}
            </th>
            {[counted.shown, counted.answered, leftAlone(counted)].map((count, column) => (
              <td key={COLUMNS[column]} style={NUMBER}>
                {format.number(count)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
