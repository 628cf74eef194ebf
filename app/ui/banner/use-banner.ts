import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { BannerSettings, SettingsSaved, TakenOver } from '../../banner/index.ts'
import { BANNER } from './links.ts'

export type BannerWish =
  | { do: 'take_over' }
  | { do: 'publish_again' }
  | { do: 'save'; revision: number; settings: BannerSettings }

export type BannerAnswer =
  | ({ do: 'save' } & SettingsSaved)
  | ({ do: 'take_over' } & TakenOver)
  | { do: 'publish_again'; ok: true }

/** Asks for it and says what came of it. */
export function useBanner() {
  const t = useTranslations('banner.answers')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<BannerAnswer>()
  useEffect(() => {
    if (!data) return
    if (data.ok) bridge.toast.show(t(`done.${data.do}`))
    else bridge.toast.show(t(data.do === 'save' ? `refused.${data.reason}` : 'refused.take_over'), REFUSED)
  }, [data, bridge, t])
  const wish = (wish: BannerWish) =>
    submit(JSON.stringify(wish), { method: 'post', encType: 'application/json', action: `${BANNER}?index` })
  return { wish, busy: state !== 'idle', answer: data }
}

const REFUSED = { isError: true, duration: 10_000 }
