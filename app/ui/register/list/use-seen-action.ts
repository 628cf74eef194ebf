import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { REGISTER } from '../../links/register.ts'

type Intent = 'declare' | 'ignore' | 'bring_back'

export interface SeenAction {
  ask(intent: Intent, names: string[]): void
  busy: boolean
}

/** Declares or ignores names that the storefront was seen with, says what came of it, and offers to undo it. */
export function useSeenAction(): SeenAction {
  const t = useTranslations('register.seen')
  const undo = useTranslations('register.undo')
  const { submit, data, state } = useFetcher<{ intent: Intent; names: string[]; done: boolean }>()
  const bridge = useAppBridge()
  const ask = (intent: Intent, names: string[]) =>
    submit(JSON.stringify({ intent, names }), {
      method: 'post',
      encType: 'application/json',
      action: `${REGISTER}/seen`,
    })
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    if (!data || data.intent === 'bring_back') return
    const { intent, names, done } = data
    if (intent === 'declare')
      bridge.toast.show(t(done ? 'added' : 'notAdded', { name: names[0] ?? '' }), { isError: !done })
    else
      bridge.toast.show(t('ignored', { count: names.length }), {
        action: undo('action'),
        onAction: () => latest.current('bring_back', names),
      })
  }, [data, bridge, t, undo])
  return { ask, busy: state !== 'idle' }
}
