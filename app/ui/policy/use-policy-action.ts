import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { PublishRefusal } from '../../policy/index.ts'
import type { Outage } from '../../shopify/calls.ts'

/** What staff ask of the policy's page. */
export type PolicyIntent =
  | { intent: 'publish'; revision: number }
  | { intent: 'again' }
  | { intent: 'accept'; publicationId: string }
  | { intent: 'turn_off' }

/** What the page's action answers. */
export type PolicyAnswer = { intent: PolicyIntent['intent'] } & (
  | { ok: true }
  | { ok: false; reason: PublishRefusal['reason'] | Outage }
  /** Shopify refused, in its own words. */
  | { ok: false; reason: 'refused'; message: string }
)

/** Asks for it and says what came of it. */
export function usePolicyAction() {
  const t = useTranslations('policy.answers')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<PolicyAnswer>()
  useEffect(() => {
    if (!data) return
    if (data.ok) bridge.toast.show(t(`done.${data.intent}`))
    else bridge.toast.show(t(`refused.${data.reason}`), { isError: true, duration: 10_000 })
  }, [data, bridge, t])
  const ask = (intent: PolicyIntent) => submit(JSON.stringify(intent), { method: 'post', encType: 'application/json' })
  return { ask, busy: state !== 'idle', answer: data }
}
