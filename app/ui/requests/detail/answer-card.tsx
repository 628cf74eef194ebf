import type { SerializeFrom } from '@remix-run/node'
import { Badge, Banner, BlockStack, Button, InlineStack, ProgressBar, Text } from '@shopify/polaris'
import { useLocale, useTranslations } from 'use-intl'
import { HELD_TABLES } from '../../../requests/held/model.ts'
import type { AnswerStatus, NextStep } from '../../../requests/index.ts'
import { SectionCard } from '../../section-card.tsx'
import { type ShortFact, ShortFacts } from '../../short-facts.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { useRefresh } from '../../use-refresh.ts'
import { When } from '../../when.tsx'
import { useHeldNames } from '../held/names.ts'
import { AnswerParts } from './answer-parts.tsx'

interface Props {
  requestId: string
  answer: SerializeFrom<AnswerStatus>
  step: NextStep
  isFromShopify: boolean
  onMake(): void
}

const REFRESH_MS = 1_500

/** The file that answers a request: how far it is, what it has, and how it goes to the person. */
export function AnswerCard({ requestId, answer, step, isFromShopify, onMake }: Props) {
  const t = useTranslations('requestAnswer')
  const isMaking = answer.state === 'making'
  useRefresh(isMaking, REFRESH_MS)
  const isReady = answer.state === 'ready'
  return (
    <SectionCard
      title={t('title')}
      description={t('about')}
      aside={isReady && step === 'answer' && <Button onClick={onMake}>{t('again')}</Button>}
    >
      <div aria-live="polite">
        <Standing answer={answer} />
      </div>
      <Facts answer={answer} />
      {isReady && isFromShopify && <Text as="p">{t('shopify')}</Text>}
      {isReady && <AnswerParts requestId={requestId} />}
    </SectionCard>
  )
}

function Standing({ answer: { state, percent } }: Pick<Props, 'answer'>) {
  const t = useTranslations('requestAnswer')
  if (state === 'failed') return <Banner tone="warning">{t('failed')}</Banner>
  if (state === 'expired') return <Text as="p">{t('expired')}</Text>
  if (state !== 'making') return null
  return (
    <BlockStack gap="200">
      <Text as="p">{t('making', { percent })}</Text>
      <ProgressBar progress={percent} size="small" ariaLabelledBy="answer-progress" />
      <span id="answer-progress" hidden>
        {t('title')}
      </span>
    </BlockStack>
  )
}

function Facts({ answer }: { answer: SerializeFrom<AnswerStatus> }) {
  const t = useTranslations('requestAnswer')
  const names = useHeldNames()
  const staff = useStaffName()
  const locale = useLocale()
  const { madeAt, bytes, availableUntil, rows, lookedBy, downloads, state } = answer
  const isMade = state === 'ready' || state === 'expired'
  const size = (of: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }).format(
      Math.max(1, of / 1000),
    )
  const facts: ShortFact[] = [
    ...(lookedBy ? [{ term: t('looked'), description: staff.alone(lookedBy) }] : []),
    ...(isMade && madeAt ? [{ term: t('made'), description: <When at={madeAt} /> }] : []),
    ...(isMade && bytes !== null ? [{ term: t('size'), description: size(bytes) }] : []),
    ...(state === 'ready' && availableUntil ? [{ term: t('until'), description: <When at={availableUntil} /> }] : []),
    ...(isMade && rows
      ? [
          {
            term: t('contents'),
            isLong: true,
            description: (
              <InlineStack gap="200">
                {HELD_TABLES.filter((table) => rows[table]).map((table) => (
                  <Badge key={table}>{`${names.table(table)}: ${rows[table]}`}</Badge>
                ))}
              </InlineStack>
            ),
          },
        ]
      : []),
    ...(downloads.length > 0
      ? [
          {
            term: t('downloads'),
            isLong: true,
            description: (
              <BlockStack gap="100">
                {downloads.map(({ at, by, staffId }, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows at its end
                  <span key={index}>
                    <When at={at} /> · {staffId ? staff.alone(staffId) : t(`downloadedBy.${by}`)}
                  </span>
                ))}
              </BlockStack>
            ),
          },
        ]
      : []),
  ]
  return facts.length > 0 ? <ShortFacts facts={facts} /> : null
}
