import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { RequestSettings, RequestSettingsSaved } from '../../../requests/index.ts'

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The typed settings against the saved ones. Nothing is saved over what a colleague has saved since. */
export function useRequestSettings(saved: { settings: RequestSettings; revision: number }) {
  const t = useTranslations('requestSettings')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<RequestSettingsSaved>()
  const [typed, setTyped] = useState(saved.settings)
  const [base, setBase] = useState(saved)
  const sent = useRef(typed)
  useEffect(() => {
    if (!data) return
    if (data.ok) {
      setBase({ settings: sent.current, revision: data.revision })
      bridge.toast.show(t('saved'))
    } else {
      bridge.toast.show(t(data.reason === 'refused' ? 'refused' : 'conflict'), { isError: true, duration: 10_000 })
    }
  }, [data, bridge, t])
  return {
    typed,
    change: (changed: Partial<RequestSettings>) => setTyped((now) => ({ ...now, ...changed })),
    isDirty: !same(typed, base.settings),
    // What comes after the answer is only that the page reads itself anew.
    isBusy: state === 'submitting',
    problems: data && !data.ok && data.reason === 'refused' ? data.problems : {},
    save: () => {
      sent.current = typed
      const settings = { ...typed, tellStaff: typed.tellStaff.map((one) => one.trim()).filter((one) => one !== '') }
      submit(JSON.stringify({ revision: base.revision, settings }), { method: 'post', encType: 'application/json' })
    },
    discard: () => setTyped(base.settings),
  }
}
