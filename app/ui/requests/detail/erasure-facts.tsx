import type { SerializeFrom } from '@remix-run/node'
import { useTranslations } from 'use-intl'
import type { ShownErasure } from '../../../requests/index.ts'
import { type ShortFact, ShortFacts } from '../../short-facts.tsx'
import { useStaffName } from '../../staff-names.tsx'
import { useDay } from '../../use-day.ts'
import { When } from '../../when.tsx'

/** Who did, where no member of staff confirmed it. */
const BY = { request: 'byRule', shopify: 'byShopify', restored: 'byRestored' } as const

/** Who confirmed it, and the days on which Shopify does what it does. */
export function ErasureFacts({ erasure }: { erasure: SerializeFrom<ShownErasure> }) {
  const t = useTranslations('requestErasure.facts')
  const staff = useStaffName()
  const day = useDay('medium')
  const { confirmedAt, confirmedBy, requestedAt, heldUntil, erasedBy, redactSeenAt, settledAt, settledBy } = erasure
  const by = confirmedBy ? staff.alone(confirmedBy) : t(BY[erasure.origin])
  const facts: ShortFact[] = [
    ...(confirmedAt
      ? [
          {
            term: t('confirmed'),
            description: (
              <>
                {by} · <When at={confirmedAt} />
              </>
            ),
          },
        ]
      : []),
    ...(requestedAt ? [{ term: t('requested'), description: <When at={requestedAt} /> }] : []),
    ...(heldUntil ? [{ term: t('heldUntil'), description: day(heldUntil) }] : []),
    ...(erasedBy ? [{ term: t('erasedBy'), description: day(erasedBy) }] : []),
    ...(redactSeenAt ? [{ term: t('redactSeen'), description: <When at={redactSeenAt} /> }] : []),
    ...(settledAt ? [{ term: t('settled'), description: <When at={settledAt} /> }] : []),
    ...(settledBy ? [{ term: t('settledBy'), description: staff.alone(settledBy) }] : []),
  ]
  return <ShortFacts facts={facts} />
}
