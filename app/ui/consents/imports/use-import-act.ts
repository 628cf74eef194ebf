import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useTranslations } from 'use-intl'
import type { ImportMapping } from '../../../consent/imports/model.ts'
import { useAnswered } from '../../use-answered.ts'

type ImportAct = { intent: 'check'; mapping: ImportMapping } | { intent: 'confirm' | 'cancel' }

/** Does something with an import. What is too late is said. */
export function useImportAct() {
  const t = useTranslations('imports.detail')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<{ ok: boolean }>()
  useAnswered(data, ({ ok }) => {
    if (!ok) bridge.toast.show(t('tooLate'), { isError: true })
  })
  return {
    isBusy: state !== 'idle',
    act: (sent: ImportAct) => submit(JSON.stringify(sent), { method: 'post', encType: 'application/json' }),
  }
}
