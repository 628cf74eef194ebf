import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, Card, Page } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { OutgoingOverview } from '../../outgoing/index.ts'
import { SYSTEMS } from '../links/systems.ts'
import { Nothing } from '../nothing.tsx'
import { useRefresh } from '../use-refresh.ts'
import { DeliveriesCard } from './deliveries-card.tsx'
import { EndpointCard } from './endpoint-card.tsx'
import { EndpointDialogs } from './endpoint-dialogs.tsx'
import { useEndpoints } from './use-endpoints.ts'

/** How long a delivery is looked after: a later try comes after minutes. */
const FRESH_MS = 60_000

/** The addresses of the shop's own systems, and what they were told. */
export function OutgoingPage({ endpoints, deliveries }: SerializeFrom<OutgoingOverview>) {
  const t = useTranslations('outgoing')
  const work = useEndpoints()
  const [newest] = deliveries
  useRefresh(newest?.state === 'waiting' && Date.now() - +new Date(newest.at) < FRESH_MS)
  return (
    <Page
      title={t('title')}
      subtitle={t('subtitle')}
      backAction={{ content: t('back'), url: SYSTEMS }}
      primaryAction={{ content: t('new'), onAction: () => work.edit({ id: null, url: '', events: [] }) }}
    >
      <BlockStack gap="400">
        {endpoints.length === 0 && (
          <Card>
            <Nothing title={t('none')} body={t('noneBody')} />
          </Card>
        )}
        {endpoints.map((endpoint) => (
          <EndpointCard key={endpoint.id} endpoint={endpoint} work={work} />
        ))}
        {(endpoints.length > 0 || deliveries.length > 0) && (
          <DeliveriesCard deliveries={deliveries} endpoints={endpoints} />
        )}
      </BlockStack>
      <EndpointDialogs {...work} />
    </Page>
  )
}
