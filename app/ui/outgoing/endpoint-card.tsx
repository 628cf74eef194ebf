import type { SerializeFrom } from '@remix-run/node'
import { Badge, Banner, Button, InlineStack, List, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { OutgoingOverview } from '../../outgoing/index.ts'
import { SectionCard } from '../section-card.tsx'
import { useDay } from '../use-day.ts'
import { When } from '../when.tsx'
import { useEventName } from './event-name.ts'
import type { EndpointsInWork } from './use-endpoints.ts'

type Endpoint = SerializeFrom<OutgoingOverview>['endpoints'][number]

interface Props {
  endpoint: Endpoint
  work: EndpointsInWork
}

const TONES = { on: 'success', off: 'info', failing: 'critical', gone: 'critical' } as const

/** One address: whether it is told anything, what, and whether it answers. */
export function EndpointCard({ endpoint, work }: Props) {
  const t = useTranslations('outgoing')
  const nameOf = useEventName()
  const { url, state, events } = endpoint
  return (
    <SectionCard
      title={<span style={{ overflowWrap: 'anywhere' }}>{url}</span>}
      badge={<Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>}
    >
      {(state === 'failing' || state === 'gone') && <Banner tone="critical">{t(`offBody.${state}`)}</Banner>}
      <List>
        {events.map((event) => (
          <List.Item key={event}>{nameOf(event)}</List.Item>
        ))}
      </List>
      <Health endpoint={endpoint} />
      <Acts endpoint={endpoint} work={work} />
    </SectionCard>
  )
}

function Health({ endpoint: { succeededAt, failingSince, previousUntil } }: Pick<Props, 'endpoint'>) {
  const t = useTranslations('outgoing')
  const day = useDay('medium')
  const overlap = previousUntil && new Date(previousUntil) > new Date() ? new Date(previousUntil) : null
  return (
    <div>
      <Text as="p" tone="subdued">
        {succeededAt ? t.rich('succeeded', { when: () => <When at={succeededAt} /> }) : t('never')}
      </Text>
      {failingSince && (
        <Text as="p" tone="critical">
          {t.rich('failing', { when: () => <When at={failingSince} /> })}
        </Text>
      )}
      {overlap && (
        <Text as="p" tone="subdued">
          {t('overlap', { day: day(overlap.toISOString().slice(0, 10)) })}
        </Text>
      )}
    </div>
  )
}

function Acts({ endpoint, work }: Props) {
  const t = useTranslations('outgoing')
  const { id, url, state, events } = endpoint
  const { act, ask, edit, isBusy } = work
  return (
    <InlineStack gap="200">
      {state === 'on' && (
        <Button onClick={() => act('test', id)} disabled={isBusy} accessibilityLabel={t('testOf', { url })}>
          {t('test')}
        </Button>
      )}
      <Button onClick={() => edit({ id, url, events })} accessibilityLabel={t('editOf', { url })}>
        {t('edit')}
      </Button>
      <Button onClick={() => ask({ id, url, act: 'rotate' })} accessibilityLabel={t('rotateOf', { url })}>
        {t('rotate')}
      </Button>
      {state === 'on' ? (
        <Button onClick={() => act('off', id)} disabled={isBusy} accessibilityLabel={t('switchOffOf', { url })}>
          {t('switchOff')}
        </Button>
      ) : (
        <Button onClick={() => act('on', id)} disabled={isBusy} accessibilityLabel={t('switchOnOf', { url })}>
          {t('switchOn')}
        </Button>
      )}
      <Button onClick={() => ask({ id, url, act: 'remove' })} accessibilityLabel={t('removeOf', { url })}>
        {t('remove')}
      </Button>
    </InlineStack>
  )
}
