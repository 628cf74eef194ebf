import type { SerializeFrom } from '@remix-run/node'
import { Badge, Banner, BlockStack, Button, InlineStack, Link, List, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ErasureGroup } from '../../../requests/erasure/model.ts'
import type { ErasureActProblem, ShownErasure } from '../../../requests/index.ts'
import { REQUEST_ACCESS } from '../../links/requests.ts'
import { SectionCard } from '../../section-card.tsx'
import { useDay } from '../../use-day.ts'
import { useRefresh } from '../../use-refresh.ts'
import { ErasureFacts } from './erasure-facts.tsx'
import { ErasurePlanTable } from './erasure-plan-table.tsx'
import { ErasureSteps } from './erasure-steps.tsx'
import type { ErasureButton } from './use-erasure.ts'

interface Props {
  erasure: SerializeFrom<ShownErasure> | null
  problem: ErasureActProblem | null
  busy: boolean
  on: Record<ErasureButton, () => void>
  onDoneByHand: (group: ErasureGroup) => void
  /** The person’s data may only be stored: nothing is erased by itself. */
  isRestricted?: boolean
}

const REFRESH_MS = 1_500

/** The erasure of a person: its plan before, how far it is, and what became of it. */
export function ErasureCard({ erasure, problem, busy, on, onDoneByHand, isRestricted = false }: Props) {
  const restriction = useTranslations('restriction')
  const t = useTranslations('requestErasure')
  const isWorking = erasure?.run === 'planning' || (erasure?.run === 'running' && !erasure.isToBeTold)
  useRefresh(isWorking, REFRESH_MS)
  return (
    <SectionCard
      title={t('title')}
      description={t('about')}
      badge={erasure && <State erasure={erasure} />}
      aside={
        erasure?.run === 'planned' && (
          <Button onClick={on.plan} loading={busy}>
            {t('planAgain')}
          </Button>
        )
      }
    >
      {problem && <Banner tone="critical">{t(`problems.${problem}`)}</Banner>}
      <div aria-live="polite">
        <Text as="p">{t(`runs.${erasure?.run ?? 'none'}`)}</Text>
      </div>
      {isRestricted && erasure?.run === 'planned' && <Banner tone="info">{restriction('erasureWaits')}</Banner>}
      {erasure && <Warnings erasure={erasure} busy={busy} on={on} />}
      {erasure?.plan && <ErasurePlanTable plan={erasure.plan} />}
      {erasure && erasure.steps.length > 0 && (
        <ErasureSteps steps={erasure.steps} busy={busy} onDoneByHand={onDoneByHand} />
      )}
      {erasure?.confirmedAt && <ErasureFacts erasure={erasure} />}
      {erasure?.canBeCancelled && (
        <InlineStack>
          <Button tone="critical" onClick={on.cancel} loading={busy}>
            {t('cancel')}
          </Button>
        </InlineStack>
      )}
    </SectionCard>
  )
}

const TONES = { verified: 'success', failed: 'critical', cancelled: undefined } as const

function State({ erasure: { run, state, notInstalled, alarm } }: { erasure: SerializeFrom<ShownErasure> }) {
  const t = useTranslations('requestErasure.states')
  if (run === 'planning' || run === 'planned') return null
  if (notInstalled) return <Badge tone="warning">{t('not_installed')}</Badge>
  if (alarm && state !== 'failed') return <Badge tone="critical">{t(alarm)}</Badge>
  const tone = Object.hasOwn(TONES, state) ? TONES[state as keyof typeof TONES] : 'info'
  return <Badge {...(tone && { tone })}>{t(state)}</Badge>
}

/** Where somebody is there again. Kept erases by itself whom a backup of its own brings back. */
const WHAT_TO_DO = { restored: ['restored'], other: ['byThemselves', 'byImport', 'byBackup'] } as const

type WarningProps = Pick<Props, 'busy' | 'on'> & { erasure: SerializeFrom<ShownErasure> }

/** What staff have to know, or do, each with its button. */
function Warnings({ erasure, busy, on }: WarningProps) {
  const t = useTranslations('requestErasure')
  const day = useDay('medium')
  const { plan, run, state, stopped, alarm, erasedBy, returnedAt, returnSettledAt, returnedBy } = erasure
  const isArchived = plan?.lines.some(({ group, fate }) => group === 'orders' && fate.fate === 'archived')
  return (
    <BlockStack gap="300">
      {run === 'planned' && plan && !plan.mayRequest && (
        <Banner tone="warning">
          {t('accessMissing')} <Link url={REQUEST_ACCESS}>{t('toAccess')}</Link>
        </Banner>
      )}
      {run === 'planned' && plan?.registerVersion === null && <Banner tone="warning">{t('notPublished')}</Banner>}
      {run === 'planned' && isArchived && erasure.shopifyDoneBy && (
        <Banner tone="info">{t('saveInvoices', { day: day(erasure.shopifyDoneBy) })}</Banner>
      )}
      {run === 'stopped' && stopped && (
        <Banner tone="warning" action={{ content: t('goOn'), onAction: on.go_on, loading: busy }}>
          {t(`stops.${stopped}`)}
        </Banner>
      )}
      {erasure.isToBeTold && (
        <Banner tone="warning" action={{ content: t('told'), onAction: on.told, loading: busy }}>
          {t('toBeTold')}
        </Banner>
      )}
      {alarm && (
        <Banner
          tone="critical"
          {...(state === 'failed' && { action: { content: t('askAgain'), onAction: on.go_on, loading: busy } })}
        >
          {t(`alarms.${alarm}`, { day: erasedBy ? day(erasedBy) : '' })}
        </Banner>
      )}
      {returnedAt && !returnSettledAt && returnedBy && (
        <Banner
          tone="warning"
          title={t(`returns.${returnedBy}`)}
          action={{ content: t('returnSettled'), onAction: on.settle_return, loading: busy }}
        >
          <List>
            {WHAT_TO_DO[returnedBy === 'restored' ? 'restored' : 'other'].map((one) => (
              <List.Item key={one}>{t(`whatToDo.${one}`)}</List.Item>
            ))}
          </List>
        </Banner>
      )}
    </BlockStack>
  )
}
