import type { SerializeFrom } from '@remix-run/node'
import { Banner, BlockStack, Box, Button, InlineStack, Link, List, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ShownRectification } from '../../../requests/index.ts'
import { REQUEST_ACCESS } from '../../links/requests.ts'
import { SectionCard } from '../../section-card.tsx'
import { useDay } from '../../use-day.ts'
import { useRefresh } from '../../use-refresh.ts'
import { useAccessName } from '../use-access-name.ts'
import { CorrectionItem } from './correction-item.tsx'
import type { useRectification } from './use-rectification.ts'

interface Props {
  shown: SerializeFrom<ShownRectification> | null
  acting: ReturnType<typeof useRectification>
}

const REFRESH_MS = 1_500

/** What is to be corrected: old and new side by side, what staff decide, and what became of it. */
export function RectificationCard({ shown, acting }: Props) {
  const t = useTranslations('requestRectification')
  const { problem, wrong } = acting
  useRefresh(shown?.reading === 'reading' || shown?.run === 'applying', REFRESH_MS)
  return (
    <SectionCard title={t('title')} description={t('about')}>
      {problem && wrong.length === 0 && <Banner tone="critical">{t(`problems.${problem}`)}</Banner>}
      <div aria-live="polite">
        <Text as="p">{t(`standing.${standingOf(shown)}`)}</Text>
      </div>
      {shown && <Hints shown={shown} acting={acting} />}
      {shown?.corrections.map((correction) => (
        <Box key={correction.id} borderColor="border" borderBlockStartWidth="025" paddingBlockStart="300">
          <CorrectionItem correction={correction} acting={acting} />
        </Box>
      ))}
      {shown?.isWorkedOn && <Buttons shown={shown} acting={acting} />}
    </SectionCard>
  )
}

const UNDECIDED = ['proposed', 'conflict', 'rejected']

/** How it stands, in a sentence. */
function standingOf(shown: Props['shown']) {
  if (!shown) return 'none'
  if (shown.run === 'applying' || shown.run === 'stopped' || shown.run === 'done') return shown.run
  if (shown.corrections.some(({ state }) => UNDECIDED.includes(state))) return 'undecided'
  if (shown.corrections.length > 0) return 'decided'
  return shown.reading === 'reading' ? 'reading' : 'open'
}

type PartProps = Pick<Props, 'acting'> & { shown: SerializeFrom<ShownRectification> }

/** What staff have to know. */
function Hints({ shown, acting }: PartProps) {
  const t = useTranslations('requestRectification')
  const day = useDay('medium')
  const access = useAccessName()
  const { reading, missing, run, stopped, destroyAt, places } = shown
  const again = { content: t('readAgain'), onAction: () => acting.send({ act: 'read' }), loading: acting.busy }
  return (
    <BlockStack gap="300">
      {(reading === 'failed' || reading === 'not_installed') && (
        <Banner tone="warning" action={again}>
          {t(`readings.${reading}`)}
        </Banner>
      )}
      {run === 'stopped' && stopped && <Banner tone="warning">{t(`stops.${stopped}`)}</Banner>}
      {missing.length > 0 && shown.isWorkedOn && (
        <Banner tone="info">
          {t('missing', { scopes: missing.map(access).join(', ') })} <Link url={REQUEST_ACCESS}>{t('toAccess')}</Link>
        </Banner>
      )}
      {places?.length === 0 && <Text as="p">{t('noCustomer')}</Text>}
      {destroyAt && <Text as="p">{t('destroyed', { day: day(new Date(destroyAt).toISOString().slice(0, 10)) })}</Text>}
    </BlockStack>
  )
}

function Buttons({ shown, acting }: PartProps) {
  const t = useTranslations('requestRectification')
  const { send, open, busy } = acting
  const hasProposed = shown.corrections.filter(({ state }) => state === 'proposed').length > 1
  return (
    <BlockStack gap="300">
      <InlineStack gap="200">
        {hasProposed && (
          <Button onClick={() => send({ act: 'accept_all' })} loading={busy}>
            {t('acceptAll')}
          </Button>
        )}
        {shown.corrections.length > 0 && shown.reading === 'read' && (shown.places?.length ?? 0) > 0 && (
          <Button onClick={() => open({ name: 'propose' })} disabled={busy}>
            {t('next.propose')}
          </Button>
        )}
        <Button onClick={() => open({ name: 'state' })} disabled={busy}>
          {t('addStatement')}
        </Button>
        {shown.reading === 'read' && (
          <Button onClick={() => send({ act: 'read' })} loading={busy}>
            {t('readAgain')}
          </Button>
        )}
      </InlineStack>
      <List>
        <List.Item>{t('cannot.past')}</List.Item>
        <List.Item>{t('cannot.billing')}</List.Item>
      </List>
    </BlockStack>
  )
}
