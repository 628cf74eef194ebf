import type { SerializeFrom } from '@remix-run/node'
import { Badge, Banner, BlockStack, Button, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ShownObjection } from '../../../requests/index.ts'
import { isLeft } from '../../../requests/objection/effects/words.ts'
import { SectionCard } from '../../section-card.tsx'
import { useRefresh } from '../../use-refresh.ts'
import { When } from '../../when.tsx'
import type { useObjection } from './use-objection.ts'

type Effect = SerializeFrom<ShownObjection>['effects'][number]

interface Props {
  objection: SerializeFrom<ShownObjection>
  acting: ReturnType<typeof useObjection>
}

const REFRESH_MS = 1_500

/** What an objection stopped, effect by effect, and what is left for staff. */
export function ObjectionCard({ objection: { effects, isWorking, returnedAt }, acting }: Props) {
  const t = useTranslations('requestObjection')
  useRefresh(isWorking, REFRESH_MS)
  return (
    <SectionCard title={t('title')}>
      {acting.problem && <Banner tone="critical">{t(`problems.${acting.problem}`)}</Banner>}
      <Text as="p" tone="subdued">
        {t(effects.length === 0 ? 'notBegun' : 'about')}
      </Text>
      {returnedAt && (
        <Banner tone="warning">
          {t('returned')} <When at={returnedAt} />
        </Banner>
      )}
      <BlockStack as="ul" gap="300">
        {effects.map((one) => (
          <li key={one.effect}>
            <EffectLine effect={one} acting={acting} />
          </li>
        ))}
      </BlockStack>
    </SectionCard>
  )
}

const TONES = {
  pending: 'info',
  done: 'success',
  done_by_hand: 'success',
  nothing_there: 'new',
  by_hand: 'attention',
  denied: 'warning',
  refused: 'warning',
  failed: 'warning',
} as const satisfies Record<Effect['state'], string>

function EffectLine({ effect: { effect, state, code, at }, acting }: { effect: Effect; acting: Props['acting'] }) {
  const t = useTranslations('requestObjection')
  const { markDone, busy } = acting
  const tone = TONES[state]
  const isLeftToStaff = isLeft(state)
  // Each recipient has a task of its own, in the card below.
  const isTasks = effect === 'recipients' && state === 'by_hand'
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <Text as="span" fontWeight="medium">
          {t(`effects.${effect}`)}
        </Text>
        <Badge {...(tone !== 'new' && { tone })}>{t(`states.${state}`)}</Badge>
      </InlineStack>
      {isLeftToStaff && (
        <Text as="p" tone="subdued">
          {t(isTasks ? 'tasks' : state === 'denied' ? 'denied' : `byHand.${effect}`)}
          {code && !isTasks ? ` (${code})` : ''}
        </Text>
      )}
      <InlineStack gap="200" blockAlign="center">
        {state !== 'pending' && (
          <Text as="span" tone="subdued" variant="bodySm">
            <When at={at} />
          </Text>
        )}
        {isLeftToStaff && !isTasks && markDone && (
          <Button
            variant="plain"
            disabled={busy}
            accessibilityLabel={`${t('markDone')}: ${t(`effects.${effect}`)}`}
            onClick={() => markDone(effect)}
          >
            {t('markDone')}
          </Button>
        )}
      </InlineStack>
    </BlockStack>
  )
}
