import type { SerializeFrom } from '@remix-run/node'
import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type {
  RestrictionAct,
  RestrictionActResult,
  RestrictionButton,
  RestrictionView,
} from '../../../requests/index.ts'
import { restrictionOfRequestPage } from '../../links/requests.ts'

/** The acts that are the page's main button. A restriction goes on until somebody chooses to end it. */
const NEXT: readonly RestrictionButton[] = ['set', 'go_on', 'told']

/** What staff do about a restriction: the one next step, and the dialog that is open. */
export function useRestriction(requestId: string, view: SerializeFrom<RestrictionView> | null) {
  const t = useTranslations('restriction')
  const bridge = useAppBridge()
  const [dialog, setDialog] = useState<'set' | 'lift' | 'keep' | null>(null)
  const { submit, data, state } = useFetcher<RestrictionActResult>()
  useEffect(() => {
    if (data?.ok) bridge.toast.show(t('noted'))
  }, [data, bridge, t])
  const send = (act: RestrictionAct) => {
    setDialog(null)
    submit(JSON.stringify(act), {
      method: 'post',
      action: restrictionOfRequestPage(requestId),
      encType: 'application/json',
    })
  }
  const on: Record<RestrictionButton, () => void> = {
    set: () => setDialog('set'),
    lift: () => setDialog('lift'),
    keep: () => setDialog('keep'),
    go_on: () => send({ act: 'go_on' }),
    mark_done: () => send({ act: 'mark_done' }),
    told: () => send({ act: 'told' }),
  }
  const next = view?.acts.find((act) => NEXT.includes(act)) ?? null
  const busy = state !== 'idle'
  return {
    ...{ on, busy, dialog, send, next },
    close: () => setDialog(null),
    problem: data && !data.ok ? data.reason : null,
    primary: next && { content: t(`buttons.${next}`), onAction: on[next], loading: busy },
  }
}
