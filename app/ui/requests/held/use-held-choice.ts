import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { HeldChoiceResult } from '../../../requests/index.ts'
import type { AskedChoice } from './choice-dialog.tsx'

/** Sends what staff take out of the answer or put back. */
export function useHeldChoice() {
  const t = useTranslations('requestHeld')
  const bridge = useAppBridge()
  const { submit, data } = useFetcher<HeldChoiceResult>()
  useEffect(() => {
    if (data?.ok) bridge.toast.show(t('done'))
  }, [data, bridge, t])
  return {
    choose: ({ move, table, row }: AskedChoice, column: string | null, reason: string) =>
      submit(JSON.stringify({ intent: 'choose', move, table, portion: row.portion, id: row.id, column, reason }), {
        method: 'post',
        encType: 'application/json',
      }),
    problem: data && !data.ok ? data.reason : null,
  }
}
