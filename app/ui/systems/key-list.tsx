import type { SerializeFrom } from '@remix-run/node'
import { Badge, BlockStack, Button, InlineStack, Text } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { ListedKey } from '../../shop-api/index.ts'
import { Nothing } from '../nothing.tsx'
import { useStaffName } from '../staff-names.tsx'
import { useDay } from '../use-day.ts'
import { When } from '../when.tsx'

const LIST = { listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 20 } as const
const TONES = { active: 'success', expired: 'attention', revoked: undefined } as const

interface Props {
  keys: SerializeFrom<ListedKey>[]
  onRevoke(key: { id: string; name: string }): void
}

/** Each key, what it may do, and when it was used. */
export function KeyList({ keys, onRevoke }: Props) {
  const t = useTranslations('systems.keys')
  if (keys.length === 0) return <Nothing title={t('none')} body={t('noneBody')} />
  return (
    <ul style={LIST}>
      {keys.map((key) => (
        <li key={key.id}>
          <KeyLine apiKey={key} onRevoke={onRevoke} />
        </li>
      ))}
    </ul>
  )
}

function KeyLine({ apiKey, onRevoke }: { apiKey: SerializeFrom<ListedKey>; onRevoke: Props['onRevoke'] }) {
  const t = useTranslations('systems.keys')
  const staff = useStaffName()
  const day = useDay('medium')
  const { id, name, state, scopes, createdAt, createdBy, lastUsedAt, expiresAt, revokedAt } = apiKey
  const lastDay = expiresAt && day(new Date(expiresAt).toISOString().slice(0, 10))
  return (
    <InlineStack align="space-between" blockAlign="start" gap="200">
      <BlockStack gap="050">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            <span style={{ overflowWrap: 'anywhere' }}>{name}</span>
          </Text>
          <Badge {...(TONES[state] && { tone: TONES[state] })}>{t(`states.${state}`)}</Badge>
        </InlineStack>
        <Text as="p">{scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</Text>
        <Text as="p" tone="subdued">
          {t.rich('created', { when: () => <When at={createdAt} />, who: staff.inText(createdBy) })}
        </Text>
        <Text as="p" tone="subdued">
          {lastUsedAt ? t.rich('lastUsed', { when: () => <When at={lastUsedAt} /> }) : t('neverUsed')}
        </Text>
        {revokedAt && (
          <Text as="p" tone="subdued">
            {t.rich('revokedAt', { when: () => <When at={revokedAt} /> })}
          </Text>
        )}
        {lastDay && !revokedAt && (
          <Text as="p" tone="subdued">
            {t(state === 'active' ? 'expires' : 'expired', { day: lastDay })}
          </Text>
        )}
      </BlockStack>
      {state === 'active' && (
        <Button onClick={() => onRevoke({ id, name })} accessibilityLabel={t('revokeOf', { name })}>
          {t('revoke')}
        </Button>
      )}
    </InlineStack>
  )
}
