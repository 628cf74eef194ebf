import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { ImportMapping } from '../../../consent/imports/model.ts'

type ImportAct = { intent: 'check'; mapping: ImportMapping } | { intent: 'confirm' | 'cancel' }

/** Does something with an import. What is too late is said. */
export function useImportAct() {
  const t = useTranslations('imports.detail')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<{ ok: boolean }>()
  useEffect(() => {
    if (data && !data.ok) bridge.toast.show(t('tooLate'), { isError: true })
  }, [data, bridge, t])
  return {
    isBusy: state !== 'idle',
    act: (sent: ImportAct) => submit(JSON.stringify(sent), { method: 'post', encType: 'application/json' }),
  }
}
