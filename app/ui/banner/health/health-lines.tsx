import { Button } from '@shopify/polaris'
import type { ReactNode } from 'react'
import type { useTranslations } from 'use-intl'
import type { BannerState } from '../../../banner/index.ts'
import type { ChoicesLink } from '../../../banner/settings/words.ts'
import type { ConsentCounts, StorefrontCounts } from '../../../consent/index.ts'
import { DEFAULT_PROXY_PATH, PRIVACY_CHOICES } from '../../../shopify/app-proxy/words.ts'
import { When } from '../../when.tsx'

export interface HealthFacts {
  state: BannerState
  decisions: ConsentCounts
  /** Since when choices have stopped arriving, though so many visits saw the banner; null while they arrive. */
  stopped: { since: Date | string; visits: number } | null
  counts: StorefrontCounts
  isPublished: boolean
  /** Who sees the link to the page of privacy choices; null where nobody does. */
  choicesLink: ChoicesLink | null
  activateUrl: string
  storefrontUrl: string
}

/** What Shopify says of its own banner, and the countries where it does not wait for consent though the law asks for it. */
export type Privacy = { ok: true; ownBanner: boolean; without: string[] } | { ok: false }

export interface HealthLine {
  key:
    | 'embed'
    | 'shopify'
    | 'own_banner'
    | 'regions'
    | 'configuration'
    | 'choices_link'
    | 'address'
    | 'decisions'
    | 'stopped'
    | 'others'
  /** Null while it is not known. */
  good: boolean | null
  detail: ReactNode
  action?: ReactNode
}

export type HealthTranslator = ReturnType<typeof useTranslations<'banner.health'>>

/** Opens in a window of its own. When staff come back, the page checks again. */
const away = (url: string, label: string) => (
  <Button url={url} target="_blank">
    {label}
  </Button>
)

export const embedLine = (t: HealthTranslator, isOn: boolean | null, { activateUrl }: HealthFacts): HealthLine => ({
  key: 'embed',
  good: isOn,
  detail: isOn === null ? t('looking') : t(isOn ? 'embedOn' : 'embedOff'),
  action: isOn === false && away(activateUrl, t('turnOn')),
})

interface Asked {
  privacy: Privacy | undefined
  nameOf(country: string): string
  list(names: string[]): string
  takeOver(): void
  lookAgain(): void
}

/** Shopify's own banner, and where Shopify waits for consent. One button corrects both. */
export function shopifyLines(t: HealthTranslator, { privacy, nameOf, list, takeOver, lookAgain }: Asked): HealthLine[] {
  if (privacy?.ok === false) {
    const action = <Button onClick={lookAgain}>{t('tryAgain')}</Button>
    return [{ key: 'shopify', good: false, detail: t('unreachable'), action }]
  }
  const action = <Button onClick={takeOver}>{t('takeOver')}</Button>
  if (!privacy) {
    return (['own_banner', 'regions'] as const).map((key) => ({ key, good: null, detail: t('looking') }))
  }
  const isOff = !privacy.ownBanner
  const isWaiting = privacy.without.length === 0
  return [
    {
      key: 'own_banner',
      good: isOff,
      detail: t(isOff ? 'ownBannerOff' : 'ownBannerOn'),
      action: !isOff && action,
    },
    {
      key: 'regions',
      good: isWaiting,
      detail: isWaiting ? t('regionsSet') : t('without', { countries: list(privacy.without.map(nameOf)) }),
      action: !isWaiting && isOff && action,
    },
  ]
}

export function configurationLine(
  t: HealthTranslator,
  { state, isPublished }: HealthFacts,
  { busy, publishAgain }: { busy: boolean; publishAgain(): void },
): HealthLine {
  const { problem } = state.publication
  if (problem) {
    const action = (
      <Button loading={busy} onClick={publishAgain}>
        {t('tryAgain')}
      </Button>
    )
    return { key: 'configuration', good: false, detail: t(`problems.${problem.code}`), action }
  }
  return state.isBehind
    ? { key: 'configuration', good: null, detail: t('onItsWay') }
    : { key: 'configuration', good: true, detail: t(isPublished ? 'asksRegister' : 'asksDefault') }
}

/** Nothing to say in a shop without visitors from the United States. */
export function choicesLines(t: HealthTranslator, { choicesLink, state, storefrontUrl }: HealthFacts): HealthLine[] {
  if (choicesLink === null) return []
  const page = new URL(`${state.proxy.seen ?? DEFAULT_PROXY_PATH}/${PRIVACY_CHOICES}`, storefrontUrl)
  return [
    {
      key: 'choices_link',
      good: true,
      detail: t(`choicesLink.${choicesLink}`),
      action: away(page.href, t('seePage')),
    },
  ]
}

interface ProxyActions {
  busy: boolean
  publishAgain(): void
  findAddress(): void
}

/** Where Shopify has Kept on the storefront. Nothing to say before the first call. */
export function addressLines(
  t: HealthTranslator,
  { state: { proxy } }: HealthFacts,
  { busy, publishAgain }: ProxyActions,
): HealthLine[] {
  const { seen, published } = proxy
  if (seen === null) return []
  if (published === null || seen === published) {
    return [{ key: 'address', good: true, detail: t('addressSeen', { path: seen }) }]
  }
  const action = (
    <Button loading={busy} onClick={publishAgain}>
      {t('publishAgain')}
    </Button>
  )
  return [{ key: 'address', good: false, detail: t('addressMoved', { seen, published }), action }]
}

export function decisionsLine(t: HealthTranslator, facts: HealthFacts, { findAddress }: ProxyActions): HealthLine {
  const { decisions, stopped, storefrontUrl } = facts
  const { total, lastRecordedAt } = decisions
  if (stopped !== null) {
    const { since, visits } = stopped
    const when = () => <When at={since} />
    const detail = visits > 0 ? t.rich('unanswered', { visits, when }) : t.rich('stopped', { when })
    return { key: 'stopped', good: false, detail, action: <Button onClick={findAddress}>{t('findAddress')}</Button> }
  }
  if (lastRecordedAt === null) {
    return { key: 'decisions', good: false, detail: t('noneRecorded'), action: away(storefrontUrl, t('openShop')) }
  }
  const detail = t.rich('lastRecorded', { count: total, when: () => <When at={lastRecordedAt} /> })
  return { key: 'decisions', good: true, detail }
}

export function othersLine(t: HealthTranslator, { state, storefrontUrl }: HealthFacts): HealthLine {
  const { competing } = state
  if (competing === null) {
    return { key: 'others', good: false, detail: t('notLooked'), action: away(storefrontUrl, t('lookAtShop')) }
  }
  return competing.length === 0
    ? { key: 'others', good: true, detail: t('noOthers') }
    : { key: 'others', good: false, detail: t('competing', { names: competing.join(', ') }) }
}
