import type { SerializeFrom } from '@remix-run/node'
import { Badge, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { RequestDetail } from '../../../requests/index.ts'
import { SectionCard } from '../../section-card.tsx'
import { ShortFacts } from '../../short-facts.tsx'
import { useDay } from '../../use-day.ts'

/** How much time is left, drawn as a line with the days on which the shop waited for the person. */
export function ClockCard({ detail }: { detail: SerializeFrom<RequestDetail> }) {
  const t = useTranslations('request.clock')
  const choices = useTranslations('request.choices')
  const { deadline, life, today, daysLeft } = detail
  const day = useDay('long')
  const { dueOn, countedFrom, stoppedSince, confirmBy, extension, shopifyDueOn } = deadline
  const rows = [
    { term: t('law'), description: choices(life.regime) },
    { term: t('due'), description: day(dueOn) },
    { term: t('countedFrom'), description: day(countedFrom) },
    ...(shopifyDueOn ? [{ term: t('shopify'), description: day(shopifyDueOn) }] : []),
    ...(confirmBy && !life.receiptConfirmedAt ? [{ term: t('confirmBy'), description: day(confirmBy) }] : []),
    ...(life.extension ? [{ term: t('extendedOn'), description: day(life.extension.toldOn) }] : []),
    ...(!life.extension && extension && daysLeft !== null && today <= extension.tellBy
      ? [
          {
            term: t('extendable'),
            description: t('extendableUntil', { latest: day(extension.latest), tellBy: day(extension.tellBy) }),
            isLong: true,
          },
        ]
      : []),
  ]
  return (
    <SectionCard title={t('title')} badge={<TimeLeft daysLeft={daysLeft} isStopped={stoppedSince !== null} />}>
      {stoppedSince && <Text as="p">{t('stoppedSince', { day: day(stoppedSince) })}</Text>}
      <TimeLine from={countedFrom} until={dueOn} today={today} pauses={life.pauses} />
      <ShortFacts facts={rows} />
    </SectionCard>
  )
}

function TimeLeft({ daysLeft, isStopped }: { daysLeft: number | null; isStopped: boolean }) {
  const t = useTranslations('request.clock')
  if (daysLeft === null) return <Badge>{t('closed')}</Badge>
  if (isStopped) return <Badge tone="info">{t('stopped')}</Badge>
  if (daysLeft < 0) return <Badge tone="critical">{t('overdue', { days: -daysLeft })}</Badge>
  return <Badge tone={daysLeft <= 7 ? 'warning' : 'success'}>{t('left', { days: daysLeft })}</Badge>
}

interface LineProps {
  from: string
  until: string
  today: string
  pauses: readonly { askedOn: string; answeredOn: string | null }[]
}

const DAY = 86_400_000

/** The dates beside it say the same in words. */
function TimeLine({ from, until, today, pauses }: LineProps) {
  const length = Math.max(1, (Date.parse(until) - Date.parse(from)) / DAY)
  const at = (day: string) => Math.min(100, Math.max(0, ((Date.parse(day) - Date.parse(from)) / DAY / length) * 100))
  const part = (start: string, end: string) => ({ left: `${at(start)}%`, width: `${at(end) - at(start)}%` })
  const bar = { position: 'absolute', top: 0, bottom: 0, borderRadius: 4 } as const
  return (
    <div
      aria-hidden
      style={{ position: 'relative', height: 12, borderRadius: 4, background: 'var(--p-color-bg-surface-tertiary)' }}
    >
      <div style={{ ...bar, ...part(from, today), background: 'var(--p-color-bg-fill-info)' }} />
      {pauses.map(({ askedOn, answeredOn }) => (
        <div
          key={askedOn}
          style={{ ...bar, ...part(askedOn, answeredOn ?? today), background: 'var(--p-color-bg-fill-caution)' }}
        />
      ))}
    </div>
  )
}
