import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { RequestEvent } from '../../../requests/index.ts'
import { SectionCard } from '../../section-card.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { useDay } from '../../use-day.ts'
import { When } from '../../when.tsx'

const LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 } as const
const WRITTEN = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const

/** What happened to a request, newest first. */
export function Timeline({ events }: { events: SerializeFrom<RequestEvent>[] }) {
  const t = useTranslations('request')
  const staff = useStaffName()
  return (
    <SectionCard title={t('timeline')}>
      <ol reversed style={LIST}>
        {events.toReversed().map(({ at, actor, actorId, move, facts, note }) => (
          <li key={`${at}/${move}`}>
            <BlockStack gap="050">
              <InlineStack gap="200" blockAlign="baseline">
                <Text as="span" fontWeight="semibold">
                  {t(`events.${move}`)}
                </Text>
                <Text as="span" tone="subdued">
                  <When at={at} />
                  {' · '}
                  {actor === 'staff' && actorId ? staff.alone(actorId) : t(`actors.${actor}`)}
                </Text>
              </InlineStack>
              <Choice facts={facts} />
              {note && (
                <div style={WRITTEN}>
                  <Text as="p">{note}</Text>
                </div>
              )}
            </BlockStack>
          </li>
        ))}
      </ol>
    </SectionCard>
  )
}

/** What was chosen: a law, a ground, a way of being known, a day. */
function Choice({ facts }: { facts: object }) {
  const t = useTranslations('request')
  const day = useDay('long')
  const chosen = Object.entries(facts).flatMap(([field, value]) =>
    field === 'regime' || field === 'ground' || field === 'method' || field === 'decision'
      ? [t(`choices.${value as 'gdpr'}`)]
      : [],
  )
  const until =
    'until' in facts ? [t('untilDay', { day: day(String(facts.until)) })] : 'on' in facts ? [day(String(facts.on))] : []
  const said = [...chosen, ...until]
  return said.length === 0 ? null : <Text as="p">{said.join(', ')}</Text>
}
