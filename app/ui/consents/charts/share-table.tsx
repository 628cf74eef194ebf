import { Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { Count } from '../../../consent/index.ts'

/** On a white page both stand out by more than 3 to 1 (WCAG 2.2, 1.4.11). */
export const SHARE_COLOURS = { granted: '#29845a', refused: '#8a8a8a' } as const

interface Props {
  title: string
  /** What the first column names. */
  of: 'purpose' | 'day' | 'country' | 'language'
  counts: readonly Count[]
  nameOf(value: string): string
}

export const shareOf = ({ granted, refused }: Count) => granted / Math.max(1, granted + refused)

/** A table with bars: readers who cannot see the bars find the same numbers in the same place. */
export function ShareTable({ title, of, counts, nameOf }: Props) {
  const t = useTranslations('consents.charts.columns')
  const format = useFormatter()
  return (
    <div style={{ overflowX: 'auto' }}>
      <table aria-label={title} style={{ width: '100%', borderCollapse: 'collapse' }}>
        <thead>
          <tr>
            <Heading>{t(of)}</Heading>
            <Heading>{t('share')}</Heading>
            <Heading isNumber>{t('granted')}</Heading>
            <Heading isNumber>{t('refused')}</Heading>
          </tr>
        </thead>
        <tbody>
          {counts.map((count) => (
            <tr key={count.value} style={{ borderTop: '1px solid #e3e3e3' }}>
              <th scope="row" style={{ ...CELL, fontWeight: 'normal', textAlign: 'start', width: '28%' }}>
                <Text as="span">{nameOf(count.value)}</Text>
              </th>
              <td style={{ ...CELL, minWidth: 110 }}>
                <Bar share={shareOf(count)} label={format.number(shareOf(count), PERCENT)} />
              </td>
              <Amount value={count.granted} />
              <Amount value={count.refused} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const PERCENT = { style: 'percent', maximumFractionDigits: 0 } as const
const CELL = { padding: '8px 8px 8px 0' } as const

function Heading({ children, isNumber = false }: { children: string; isNumber?: boolean }) {
  return (
    <th scope="col" style={{ ...CELL, textAlign: isNumber ? 'end' : 'start' }}>
      <Text as="span" tone="subdued" fontWeight="medium">
        {children}
      </Text>
    </th>
  )
}

function Amount({ value }: { value: number }) {
  const format = useFormatter()
  return (
    <td style={{ ...CELL, textAlign: 'end' }}>
      <Text as="span" numeric>
        {format.number(value)}
      </Text>
    </td>
  )
}

function Bar({ share, label }: { share: number; label: string }) {
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
      <div
        aria-hidden
        style={{ flex: 1, height: 12, borderRadius: 3, overflow: 'hidden', background: SHARE_COLOURS.refused }}
      >
        <div style={{ width: `${share * 100}%`, height: '100%', background: SHARE_COLOURS.granted }} />
      </div>
      <div style={{ minWidth: '2.75rem', textAlign: 'end' }}>
        <Text as="span" numeric fontWeight="semibold">
          {label}
        </Text>
      </div>
    </div>
  )
}
