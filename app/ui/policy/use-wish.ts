import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { Refused } from '../../policy/index.ts'
import type { Outage } from '../../shopify/calls.ts'

/** What staff ask of the policy's page. */
export type Wish =
  | { do: 'publish'; revision: number }
  | { do: 'again' }
  | { do: 'accept'; publicationId: string }
  | { do: 'turn_off' }

/** What the page's action answers. */
export type Answer = { do: Wish['do'] } & (
  | { ok: true }
  | { ok: false; reason: Refused['reason'] | Outage }
  /** Shopify refused, in its own words. */
  | { ok: false; reason: 'refused'; message: string }
)

/** Asks for it and says what came of it. */
export function useWish() {
  const t = useTranslations('policy.answers')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<Answer>()
  useEffect(() => {
    if (!data) return
    if (data.ok) bridge.toast.show(t(`done.${data.do}`))
    else bridge.toast.show(t(`refused.${data.reason}`), { isError: true, duration: 10_000 })
  }, [data, bridge, t])
  const wish = (wish: Wish) => submit(JSON.stringify(wish), { method: 'post', encType: 'application/json' })
  return { wish, busy: state !== 'idle', answer: data }
}
