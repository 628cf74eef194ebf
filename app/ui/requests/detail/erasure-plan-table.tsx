import type { SerializeFrom } from '@remix-run/node'
import { BlockStack, List, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ShownErasure } from '../../../requests/index.ts'
import { Rows } from '../../rows.tsx'
import { useDay } from '../../use-day.ts'
import { useAccessName } from '../use-access-name.ts'

type Plan = NonNullable<SerializeFrom<ShownErasure>['plan']>
type Line = Plan['lines'][number]

/** The plan, group by group; what is not held stands in one sentence below. */
export function ErasurePlanTable({ plan }: { plan: Plan }) {
  const t = useTranslations('requestErasure')
  const held = plan.lines.filter(({ fate }) => fate.fate !== 'nothing_held')
  const absent = plan.lines.filter(({ fate }) => fate.fate === 'nothing_held')
  const list = (lines: readonly Line[]) => lines.map(({ group }) => t(`groups.${group}`)).join(', ')
  return (
    <BlockStack gap="300">
      <Rows
        rows={held.map(({ group, count, fate }) => ({
          key: group,
          name: count === null ? t(`groups.${group}`) : t('counted', { group: t(`groups.${group}`), count }),
          facts: [<Becomes key={group} fate={fate} />],
        }))}
      />
      {absent.length > 0 && (
        <Text as="p" tone="subdued">
          {t('absent', { groups: list(absent) })}
        </Text>
      )}
      {plan.recipients.length > 0 && (
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t('recipients')}
          </Text>
          <List>
            {plan.recipients.map(({ id, name }) => (
              <List.Item key={id}>{name}</List.Item>
            ))}
          </List>
        </BlockStack>
      )}
    </BlockStack>
  )
}

function Becomes({ fate }: { fate: Line['fate'] }) {
  const t = useTranslations('requestErasure.fates')
  const hand = useTranslations('requestErasure.tasks')
  const access = useAccessName()
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
        return [t('not_readable', { access: access(fate.scope) })]
      default:
        return [t(fate.fate)]
    }
  }
  return lines().map((line) => <div key={line}>{line}</div>)
}
