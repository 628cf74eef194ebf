import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { AssignResult } from '../../requests/index.ts'
import { ASSIGN } from '../links/requests.ts'

/** Gives the chosen requests to somebody, and says what became of it. */
export function useAssign(chosen: readonly string[], onAssigned: () => void) {
  const t = useTranslations('requests.assign')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<AssignResult>()
  const done = useRef(onAssigned)
  done.current = onAssigned
  useEffect(() => {
    if (!data) return
    if (!data.ok) return void bridge.toast.show(t('unknown'), { isError: true })
    bridge.toast.show(t('done', { assigned: data.assigned, closed: data.closed }))
    done.current()
  }, [data, bridge, t])
  return {
    /** `to`: Shopify's id of the member of staff; null for nobody. */
    assign: (to: string | null) =>
      submit(JSON.stringify({ ids: chosen, to }), { method: 'post', action: ASSIGN, encType: 'application/json' }),
    isBusy: state !== 'idle',
  }
}
