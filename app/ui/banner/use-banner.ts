import { useFetcher } from '@remix-run/react'
import { useAppBridge } from '@shopify/app-bridge-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import type { BannerSettings, SettingsSaved } from '../../consent/index.ts'

export const BANNER = '/app/banner'

export type BannerWish = { do: 'take_over' } | { do: 'save'; revision: number; settings: BannerSettings }

export type BannerAnswer =
  | ({ do: 'save' } & SettingsSaved)
  | { do: 'take_over'; ok: true }
  | { do: 'take_over'; ok: false; reason: 'unavailable' | 'refused_by_shopify'; message: string | null }

/** Asks for it and says what came of it. */
export function useBanner() {
  const t = useTranslations('banner.answers')
  const bridge = useAppBridge()
  const { submit, data, state } = useFetcher<BannerAnswer>()
  useEffect(() => {
    if (!data) return
    if (data.ok) bridge.toast.show(t(`done.${data.do}`))
    else bridge.toast.show(t(`refused.${data.reason}`), { isError: true, duration: 10_000 })
  }, [data, bridge, t])
  const wish = (wish: BannerWish) =>
    submit(JSON.stringify(wish), { method: 'post', encType: 'application/json', action: `${BANNER}?index` })
  return { wish, busy: state !== 'idle', answer: data }
}
