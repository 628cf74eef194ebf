import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { ActResult } from '../../../requests/index.ts'

/** Sends what staff do. `seen`: how many events the page shows, so that nobody decides on what a colleague has changed. */
export function useAct(seen: number) {
  const t = useTranslations('request')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<ActResult>()
  useEffect(() => {
    if (data?.ok) bridge.toast.show(t('done'))
  }, [data, bridge, t])
  return {
    act: (move: string, facts: object, note = '') =>
      submit(JSON.stringify({ seen, note, move, facts }), { method: 'post', encType: 'application/json' }),
    busy: state !== 'idle',
    problem: data && !data.ok ? data.reason : null,
  }
}
