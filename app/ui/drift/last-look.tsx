import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Banner, Button, InlineStack, Text } from '@shopify/polaris'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { DriftOverview } from '../../drift/index.ts'
import { DRIFT } from '../links/drift.ts'
import { When } from '../when.tsx'

/** When Kept last looked, and that it could not: no news is good news only after a look. */
export function LastLook({ drift: { drifts, isPublished, lookedAt, failedAt, isStale } }: { drift: DriftOverview }) {
  const t = useTranslations('drift.look')
  const said =
    !isPublished && drifts.length === 0
      ? 'unpublished'
      : lookedAt === null
        ? 'never'
        : drifts.length > 0
          ? 'last'
          : 'calm'
  return (
    <>
      {failedAt && (
        <Banner tone="warning">
          <p>{t.rich('failed', { when: () => <When at={failedAt} /> })}</p>
        </Banner>
      )}
      {!failedAt && isStale && (
        <Banner tone="warning">
          <p>{t('stale')}</p>
        </Banner>
      )}
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <div style={{ flex: '1 1 16rem' }}>
          <Text as="p">{t.rich(said, { when: () => (lookedAt ? <When at={lookedAt} /> : null) })}</Text>
        </div>
        <LookAgain />
      </InlineStack>
    </>
  )
}

function LookAgain() {
  const t = useTranslations('drift.look')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<{ looked: boolean }>()
  useEffect(() => {
    if (data) bridge.toast.show(t(data.looked ? 'done' : 'notDone'), { isError: !data.looked })
  }, [data, bridge, t])
  const look = () =>
    submit(JSON.stringify({ intent: 'look' }), { method: 'post', action: DRIFT, encType: 'application/json' })
  return (
    <Button onClick={look} loading={state !== 'idle'}>
      {t('again')}
    </Button>
  )
}
