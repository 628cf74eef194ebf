import type { SerializeFrom } from '@remix-run/node'
import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { ObjectionAct, ObjectionActResult, ShownObjection } from '../../../requests/index.ts'
import { objectionOfRequestPage } from '../../links/requests.ts'

/** What staff do about an objection: the one next step, and what they did by hand. */
export function useObjection(requestId: string, objection: SerializeFrom<ShownObjection> | null, isOpen: boolean) {
  const t = useTranslations('requestObjection')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<ObjectionActResult>()
  useEffect(() => {
    if (data?.ok) bridge.toast.show(t('noted'))
  }, [data, bridge, t])
  const send = (act: ObjectionAct) =>
    submit(JSON.stringify(act), {
      method: 'post',
      action: objectionOfRequestPage(requestId),
      encType: 'application/json',
    })
  const next =
    objection === null || !isOpen
      ? null
      : objection.effects.length === 0
        ? ('begin' as const)
        : objection.canRetry
          ? ('retry' as const)
          : null
  const busy = state !== 'idle'
  return {
    busy,
    problem: data && !data.ok ? data.reason : null,
    primary: next && { content: t(next), onAction: () => send({ act: next }), loading: busy },
    markDone: isOpen
      ? (effect: Extract<ObjectionAct, { effect: string }>['effect']) => send({ act: 'mark_done', effect })
      : null,
  }
}
