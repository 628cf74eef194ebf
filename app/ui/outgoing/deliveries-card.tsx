import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { OutgoingOverview } from '../../outgoing/index.ts'
import { LISTED_DELIVERIES } from '../../outgoing/limits.ts'
import { SectionCard } from '../section-card.tsx'
import { When } from '../when.tsx'
import { useEventName } from './event-name.ts'

type Shown = SerializeFrom<OutgoingOverview>
type Delivery = Shown['deliveries'][number]

const LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 16 } as const
const TONES = {
  waiting: 'attention',
  delivered: 'success',
  failed: 'critical',
  forgotten: 'info',
  off: 'info',
} as const

/** What was sent, how each call stands, and what was answered last. */
export function DeliveriesCard({ deliveries, endpoints }: Shown) {
  const t = useTranslations('outgoing.deliveries')
  const urls = new Map(endpoints.map(({ id, url }) => [id, url]))
  return (
    <SectionCard title={t('title')} description={t('body', { most: LISTED_DELIVERIES })}>
      {deliveries.length === 0 && <Text as="p">{t('none')}</Text>}
      <ul style={LIST}>
        {deliveries.map((delivery) => (
          <li key={delivery.id}>
            <DeliveryLine delivery={delivery} url={urls.get(delivery.endpointId) ?? t('removed')} />
          </li>
        ))}
      </ul>
    </SectionCard>
  )
}

function DeliveryLine({ delivery, url }: { delivery: Delivery; url: string }) {
  const t = useTranslations('outgoing.deliveries')
  const nameOf = useEventName()
  const { type, at, state, tries, nextAt, httpStatus, code, answer } = delivery
  const said =
    httpStatus === null ? code && t(`codes.${code}`) : [`HTTP ${httpStatus}`, answer].filter(Boolean).join(': ')
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {nameOf(type)}
        </Text>
        <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        <Text as="span" tone="subdued">
          <When at={at} />
        </Text>
      </InlineStack>
      <Text as="p" tone="subdued" breakWord>
        {url}
      </Text>
      <InlineStack gap="200">
        {tries > 0 && <Text as="span">{t('tries', { count: tries })}</Text>}
        {said && (
          <Text as="span" breakWord>
            {said}
          </Text>
        )}
        {state === 'waiting' && nextAt && (
          <Text as="span" tone="subdued">
            {t.rich('next', { when: () => <When at={nextAt} /> })}
          </Text>
        )}
      </InlineStack>
    </BlockStack>
  )
}
