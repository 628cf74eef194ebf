import { useFetcher, useRevalidator } from '@remix-run/react'
import { Button } from '@shopify/polaris'
import { type ReactNode, useEffect } from 'react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import type { BannerState } from '../../consent/index.ts'
import { useRefresh } from '../use-refresh.ts'
import { When } from '../when.tsx'
import { BANNER_PRIVACY } from './links.ts'
import { useEmbed } from './use-embed.ts'

export interface HealthFacts {
  state: BannerState
  isPublished: boolean
  activateUrl: string
  storefrontUrl: string
}

export type HealthKey = 'embed' | 'shopify' | 'own_banner' | 'regions' | 'configuration' | 'decisions' | 'others'

export interface HealthLine {
  key: HealthKey
  /** Null while it is not known. */
  good: boolean | null
  detail: ReactNode
  action?: ReactNode
}

interface Doings {
  busy: boolean
  /** Changes when something was done that Shopify may say otherwise of since. */
  done: unknown
  takeOver(): void
  publishAgain(): void
}

type Privacy = { ok: true; ownBanner: boolean; without: string[] } | { ok: false }

/** What has to be true for the banner to work, each with what to do where it is not, in the order to do it in. */
export function useHealth(facts: HealthFacts, { busy, done, takeOver, publishAgain }: Doings): HealthLine[] {
  const t = useTranslations('banner.health')
  const isOn = useEmbed()
  const privacy = usePrivacy(done)
  const { publication, decisions, competing, isBehind } = facts.state
  useRefresh(isBehind && publication.problem === null)
  const open = (url: string, label: string) => (
    <Button url={url} target="_blank">
      {label}
    </Button>
  )
  return [
    {
      key: 'embed',
      good: isOn,
      detail: t(isOn === false ? 'embedOff' : 'embedOn'),
      action: isOn === false && open(facts.activateUrl, t('turnOn')),
    },
    ...shopifyLines(usePrivacyWords(), privacy, <Button onClick={takeOver}>{t('takeOver')}</Button>),
    {
      key: 'configuration',
      good: publication.problem !== null ? false : isBehind ? null : true,
      detail: publication.problem
        ? t(`problems.${publication.problem.code}`)
        : t(isBehind ? 'onItsWay' : facts.isPublished ? 'asksRegister' : 'asksDefault'),
      action: publication.problem !== null && (
        <Button loading={busy} onClick={publishAgain}>
          {t('publishAgain')}
        </Button>
      ),
    },
    {
      key: 'decisions',
      good: decisions.lastRecordedAt !== null,
      detail: decisions.lastRecordedAt
        ? t.rich('lastRecorded', {
            count: decisions.total,
            when: () => <When at={decisions.lastRecordedAt ?? new Date()} />,
          })
        : t('noneRecorded'),
      action: decisions.lastRecordedAt === null && open(facts.storefrontUrl, t('openShop')),
    },
    {
      key: 'others',
      good: competing !== null && competing.length === 0,
      detail:
        competing === null
          ? t('notLooked')
          : competing.length > 0
            ? t('competing', { names: competing.join(', ') })
            : t('noOthers'),
      action: competing === null && open(facts.storefrontUrl, t('lookAtShop')),
    },
  ]
}

/** Asked when the page is there, when something was done, and when staff come back from Shopify's settings. */
function usePrivacy(done: unknown): Privacy | undefined {
  const { load, data } = useFetcher<Privacy>()
  const { revalidate } = useRevalidator()
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at again when something was done
  useEffect(() => load(BANNER_PRIVACY), [load, done])
  useEffect(() => {
    const again = () => {
      load(BANNER_PRIVACY)
      revalidate()
    }
    addEventListener('focus', again)
    return () => removeEventListener('focus', again)
  }, [load, revalidate])
  return data
}

function usePrivacyWords() {
  const t = useTranslations('banner.health')
  const format = useFormatter()
  const names = new Intl.DisplayNames([useLocale()], { type: 'region' })
  const countries = (codes: readonly string[]) => format.list(codes.map((code) => names.of(code) ?? code))
  return { t, countries }
}

/** Shopify's own banner, and where Shopify waits for consent: put right by the same button. */
function shopifyLines(
  { t, countries }: ReturnType<typeof usePrivacyWords>,
  privacy: Privacy | undefined,
  takeOver: ReactNode,
): HealthLine[] {
  if (privacy?.ok === false) {
    return [{ key: 'shopify', good: false, detail: t('unreachable') }]
  }
  const isOff = privacy ? !privacy.ownBanner : null
  const isWaiting = privacy ? privacy.without.length === 0 : null
  return [
    {
      key: 'own_banner',
      good: isOff,
      detail: t(isOff ? 'ownBannerOff' : 'ownBannerOn'),
      action: isOff === false && takeOver,
    },
    {
      key: 'regions',
      good: isWaiting,
      detail: isWaiting ? t('regionsSet') : t('without', { countries: countries(privacy?.without ?? []) }),
      // One button does both.
      action: isWaiting === false && isOff === true && takeOver,
    },
  ]
}
