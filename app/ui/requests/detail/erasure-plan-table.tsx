import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, DataTable, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ShownErasure } from '../../../requests/index.ts'
import { useDay } from '../../use-day.ts'

type Plan = NonNullable<SerializeFrom<ShownErasure>['plan']>
type Line = Plan['lines'][number]

/** The plan, group by group; what is not held stands in one sentence below. */
export function ErasurePlanTable({ plan }: { plan: Plan }) {
  const t = useTranslations('requestErasure')
  const held = plan.lines.filter(({ fate }) => fate.fate !== 'nothing_held')
  const absent = plan.lines.filter(({ fate }) => fate.fate === 'nothing_held')
  const list = (lines: readonly Line[]) => lines.map(({ group }) => t(`groups.${group}`)).join(', ')
  return (
    <BlockStack gap="200">
      <DataTable
        columnContentTypes={['text', 'numeric', 'text']}
        headings={[t('what'), t('howMuch'), t('becomes')]}
        rows={held.map((line) => [
          t(`groups.${line.group}`),
          line.count ?? '',
          <Becomes key={line.group} fate={line.fate} />,
        ])}
      />
      {plan.recipients.length > 0 && (
        <Text as="p">{t('recipients', { names: plan.recipients.map(({ name }) => name).join(', ') })}</Text>
      )}
      {absent.length > 0 && (
        <Text as="p" tone="subdued">
          {t('absent', { groups: list(absent) })}
        </Text>
      )}
    </BlockStack>
  )
}

const WRAPPED = { whiteSpace: 'normal', overflowWrap: 'anywhere', minWidth: '12rem' } as const

function Becomes({ fate }: { fate: Line['fate'] }) {
  const t = useTranslations('requestErasure.fates')
  const hand = useTranslations('requestErasure.tasks')
  const day = useDay('medium')
  const lines = () => {
    switch (fate.fate) {
      case 'pending_at_shopify':
        return [t('pending_at_shopify', { day: day(fate.until) })]
      case 'archived':
        return [
          fate.until === null ? t('archivedOpen') : t('archived', { day: day(fate.until) }),
          ...fate.holds.map(({ keeps, law }) => `${keeps}. ${law}`),
        ]
      case 'by_hand':
        return [hand(fate.task as 'no_api')]
      case 'not_readable':
        return [t('not_readable', { scope: fate.scope })]
      default:
        return [t(fate.fate)]
    }
  }
  return (
    <div style={WRAPPED}>
      {lines().map((line) => (
        <div key={line}>{line}</div>
      ))}
    </div>
  )
}
