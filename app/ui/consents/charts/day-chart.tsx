import { BlockStack, Text } from '@shopify/polaris'
import { useFormatter, useTranslations } from 'use-intl'
import type { Count } from '../../../consent/index.ts'
import { useDay } from '../../use-day.ts'
import { PERCENT, SHARE_COLOURS, shareOf } from './share-table.tsx'

/** The picture's own units: stretched to the width there is. */
const HEIGHT = 100
const VOLUME_HEIGHT = 24
const SHARE_PX = 160
const VOLUME_PX = 40

const decisionsOf = ({ granted, refused }: Count) => granted + refused

/** The share of consents as an area, day by day, and below it the number of decisions. */
export function DayChart({ days }: { days: readonly Count[] }) {
  const t = useTranslations('consents.charts')
  const format = useFormatter()
  const day = useDay('medium')
  const shares = days.filter((count) => decisionsOf(count) > 0).map(shareOf)
  const most = Math.max(1, ...days.map(decisionsOf))
  const [first, last] = [day(days[0]?.value ?? '1970-01-01'), day(days.at(-1)?.value ?? '1970-01-01')]
  const label = t('dayImage', {
    first,
    last,
    lowest: format.number(Math.min(...shares), PERCENT),
    highest: format.number(Math.max(...shares), PERCENT),
  })
  return (
    <BlockStack gap="100">
      <div role="img" aria-label={label} style={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 8 }}>
        <div style={{ display: 'flex', flexDirection: 'column', justifyContent: 'space-between', height: SHARE_PX }}>
          {[1, 0.5, 0].map((share) => (
            <Small key={share}>{format.number(share, PERCENT)}</Small>
          ))}
        </div>
        <Shares days={days} />
        <div style={{ paddingTop: 12 }}>
          <Small>{format.number(most)}</Small>
        </div>
        <Volumes days={days} most={most} />
        <span />
        <div style={{ display: 'flex', justifyContent: 'space-between' }}>
          <Small>{first}</Small>
          <Small>{last}</Small>
        </div>
      </div>
      <Small>{t('volume', { most: format.number(most) })}</Small>
    </BlockStack>
  )
}

const Small = ({ children }: { children: string }) => (
  <Text as="span" tone="subdued" variant="bodySm" numeric>
    {children}
  </Text>
)

function Shares({ days }: { days: readonly Count[] }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${days.length} ${HEIGHT}`}
      preserveAspectRatio="none"
      style={{ width: '100%', height: SHARE_PX }}
    >
      {[0, HEIGHT / 2, HEIGHT].map((y) => (
        <line key={y} x1={0} x2={days.length} y1={y} y2={y} stroke="#cccccc" vectorEffect="non-scaling-stroke" />
      ))}
      {stretches(days).map((stretch) => (
        <Stretch key={stretch.from} {...stretch} />
      ))}
    </svg>
  )
}

function Volumes({ days, most }: { days: readonly Count[]; most: number }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${days.length} ${VOLUME_HEIGHT}`}
      preserveAspectRatio="none"
      style={{ width: '100%', height: VOLUME_PX, marginTop: 12 }}
    >
      {days.map((count, n) => {
        const height = (decisionsOf(count) / most) * VOLUME_HEIGHT
        return (
          <rect
            key={count.value}
            x={n + 0.1}
            y={VOLUME_HEIGHT - height}
            width={0.8}
            height={height}
            fill={SHARE_COLOURS.refused}
          />
        )
      })}
    </svg>
  )
}

interface StretchProps {
  /** The place of its first day. */
  from: number
  shares: number[]
}

/** Consecutive days with decisions: days without any have no share to draw. */
function stretches(days: readonly Count[]): StretchProps[] {
  const found: StretchProps[] = []
  let current: StretchProps | null = null
  for (const [n, count] of days.entries()) {
    if (decisionsOf(count) === 0) {
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
        fill={SHARE_COLOURS.granted}
        fillOpacity={0.2}
      />
      <polyline
        points={line}
        fill="none"
        stroke={SHARE_COLOURS.granted}
        strokeWidth={2}
        vectorEffect="non-scaling-stroke"
      />
    </>
  )
}
