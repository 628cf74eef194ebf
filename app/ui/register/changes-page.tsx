import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { Button, Card, Page } from '@shopify/polaris'
import { useEffect } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { DescribedChange, Edit } from '../../register/index.ts'
import { POLICY } from '../links/policy.ts'
import { REGISTER } from '../links/register.ts'
import { Nothing } from '../nothing.tsx'
import { SectionCard } from '../section-card.tsx'
import { ChangeList } from './change-list.tsx'
import { useUndo } from './undo.tsx'

interface Props {
  version: { number: number; publishedAt: Date | null } | null
  /** Null before anything is published. */
  changes: { total: number; first: DescribedChange[] } | null
}

/** What publishing would change, in plain words. */
export function ChangesPage({ version, changes }: Props) {
  const t = useTranslations('register.changes')
  const register = useTranslations('register')
  const format = useFormatter()
  const subtitle = version?.publishedAt
    ? t('since', { number: version.number, when: format.dateTime(version.publishedAt, { dateStyle: 'long' }) })
    : undefined
  return (
    <Page
      title={t('title')}
      subtitle={subtitle}
      backAction={{ content: register('title'), url: REGISTER }}
      primaryAction={{ content: t('publish'), url: POLICY }}
    >
      {changes === null || changes.total === 0 ? (
        <Card>
          <Nothing
            title={t(changes ? 'none.title' : 'unpublished.title')}
            body={t(changes ? 'none.body' : 'unpublished.body')}
          />
        </Card>
      ) : (
        <SectionCard title={t('count', { count: changes.total })}>
          <ChangeList changes={changes} linked action={(change) => <Discard change={change} />} />
        </SectionCard>
      )}
    </Page>
  )
}

/** Brings one part back to what is published. The order of a list is moved back in the list. */
function Discard({ change }: { change: DescribedChange }) {
  const t = useTranslations('register.changes')
  const fetcher = useFetcher<{ discarded: boolean; undo: Edit[] }>()
  const bridge = useAppBridge()
  const offerUndo = useUndo()
  const answer = fetcher.data
  useEffect(() => {
    if (!answer) return
    if (answer.discarded) offerUndo(t('discarded', { name: change.about }), answer.undo)
    else bridge.toast.show(t('changedSince'), { isError: true })
  }, [answer, bridge, offerUndo, t, change.about])
  if (change.change === 'reordered') return null
  return (
    <Button
      size="slim"
      accessibilityLabel={t('discardOf', { name: change.about })}
      loading={fetcher.state !== 'idle'}
      onClick={() =>
        fetcher.submit(JSON.stringify({ ...change.ref, base: change.base }), {
          method: 'post',
          encType: 'application/json',
        })
      }
    >
      {t('discard')}
    </Button>
  )
}
