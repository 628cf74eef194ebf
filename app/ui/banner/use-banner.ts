import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { BannerSettings, SettingsSaved, TakeOverResult } from '../../banner/index.ts'
import { BANNER } from '../links/banner.ts'

export type BannerIntent =
  | { intent: 'take_over' }
  | { intent: 'publish_again' }
  | { intent: 'save'; revision: number; settings: BannerSettings }

export type BannerAnswer =
  | ({ intent: 'save' } & SettingsSaved)
  | ({ intent: 'take_over' } & TakeOverResult)
  | { intent: 'publish_again'; ok: true }

/** Asks for it and says what came of it. */
export function useBanner() {
  const t = useTranslations('banner.answers')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<BannerAnswer>()
  useEffect(() => {
    if (!data) return
    if (data.ok) bridge.toast.show(t(`done.${data.intent}`))
    else bridge.toast.show(t(data.intent === 'save' ? `refused.${data.reason}` : 'refused.take_over'), REFUSED)
  }, [data, bridge, t])
  const ask = (intent: BannerIntent) =>
    submit(JSON.stringify(intent), { method: 'post', encType: 'application/json', action: `${BANNER}?index` })
  return { ask, busy: state !== 'idle', answer: data }
}

const REFUSED = { isError: true, duration: 10_000 }
