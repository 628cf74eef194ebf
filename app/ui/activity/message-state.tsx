import { Badge, type BadgeProps } from '@shopify/polaris'
import { useTranslations } from 'use-intl'
import type { MessageState } from '../../inbox/index.ts'

const TONE: Record<MessageState, BadgeProps['tone']> = {
  received: 'info',
  retrying: 'attention',
  failed: 'critical',
  needs_person: 'warning',
  done: 'success',
  expired: 'critical',
}

export function MessageStateBadge({ state }: { state: MessageState }) {
  const t = useTranslations('activity.states')
  return <Badge tone={TONE[state]}>{t(state)}</Badge>
}
