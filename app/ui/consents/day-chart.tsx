import { BlockStack, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { Count } from '../../consent/index.ts'
import { COLOURS, PERCENT, shareOf } from './share-table.tsx'

/** The picture's own units: stretched to the width there is. */
const HEIGHT = 100
const VOLUME_HEIGHT = 24

/** The share that agreed as an area, day by day, and below it how many decided. */
export function DayChart({ days }: { days: readonly Count[] }) {
  const t = useTranslations('consents.charts')
  const format = useFormatter()
  const day = (value = '1970-01-01') =>
    format.dateTime(new Date(`${value}T12:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
  const decided = days.filter(({ granted, refused }) => granted + refused > 0)
  const shares = decided.map(shareOf)
  const most = Math.max(1, ...days.map(({ granted, refused }) => granted + refused))
  const [first, last] = [day(days[0]?.value), day(days.at(-1)?.value)]
  const label = t('dayImage', {
    first,
    last,
    lowest: format.number(Math.min(...shares), PERCENT),
    highest: format.number(Math.max(...shares), PERCENT),
  })
  return (
    <BlockStack gap="100">
      <div role="img" aria-label={label} style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 8 }}>
        <div style={{ display: 'flex', flexDirection: 'column', justifyContent: 'space-between', height: 160 }}>
          {[1, 0.5, 0].map((share) => (
            <Text key={share} as="span" tone="subdued" variant="bodySm" numeric>
              {format.number(share, PERCENT)}
            </Text>
          ))}
        </div>
        <svg viewBox={`0 0 ${days.length} ${HEIGHT}`} preserveAspectRatio="none" style={{ width: '100%', height: 160 }}>
          <title>{label}</title>
          {[0, HEIGHT / 2, HEIGHT].map((y) => (
            <line key={y} x1={0} x2={days.length} y1={y} y2={y} stroke="#cccccc" vectorEffect="non-scaling-stroke" />
          ))}
          {stretches(days).map((stretch) => (
            <Stretch key={stretch.from} {...stretch} />
          ))}
        </svg>
        <div style={{ paddingTop: 12 }}>
          <Text as="span" tone="subdued" variant="bodySm" numeric>
            {format.number(most)}
          </Text>
        </div>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${days.length} ${VOLUME_HEIGHT}`}
          preserveAspectRatio="none"
          style={{ width: '100%', height: 40, marginTop: 12 }}
        >
          {days.map(({ value, granted, refused }, n) => {
            const height = ((granted + refused) / most) * VOLUME_HEIGHT
            return (
              <rect
                key={value}
                x={n + 0.1}
                y={VOLUME_HEIGHT - height}
                width={0.8}
                height={height}
                fill={COLOURS.refused}
              />
            )
          })}
        </svg>
        <span />
        <div style={{ display: 'flex', justifyContent: 'space-between' }}>
          {[first, last].map((end) => (
            <Text key={end} as="span" tone="subdued" variant="bodySm">
              {end}
            </Text>
          ))}
        </div>
      </div>
      <Text as="p" tone="subdued" variant="bodySm">
        {t('volume', { most: format.number(most) })}
      </Text>
    </BlockStack>
  )
}

interface StretchProps {
  /** The place of its first day. */
  from: number
  shares: number[]
}

/** Days in a row on which somebody decided: where nobody did there is no share to draw. */
function stretches(days: readonly Count[]): StretchProps[] {
  const found: StretchProps[] = []
  let current: StretchProps | null = null
  for (const [n, count] of days.entries()) {
    if (count.granted + count.refused === 0) {
      current = null
    } else if (current) {
      current.shares.push(shareOf(count))
    } else {
      current = { from: n, shares: [shareOf(count)] }
      found.push(current)
    }
  }
  return found
}

/** From the middle of each day to the next; a day alone is as wide as itself. */
function Stretch({ from, shares }: StretchProps) {
  const alone = shares.length === 1
  const points = (alone ? [...shares, ...shares] : shares).map((share, n) => {
    const x = alone ? from + 0.1 + n * 0.8 : from + n + 0.5
    return { x, y: HEIGHT * (1 - share) }
  })
  const line = points.map(({ x, y }) => `${x},${y}`).join(' ')
  return (
    <>
      <polygon
        points={`${points[0]?.x},${HEIGHT} ${line} ${points.at(-1)?.x},${HEIGHT}`}
        fill={COLOURS.granted}
        fillOpacity={0.2}
      />
      <polyline points={line} fill="none" stroke={COLOURS.granted} strokeWidth={2} vectorEffect="non-scaling-stroke" />
    </>
  )
}
