import { useFetcher, useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'
import { useFormatter, useLocale, useTranslations } from 'use-intl'
import { BANNER_PRIVACY } from '../../links/banner.ts'
import { useRefresh } from '../../use-refresh.ts'
import {
  addressLines,
  choicesLines,
  configurationLine,
  decisionsLine,
  embedLine,
  type HealthFacts,
  type HealthLine,
  othersLine,
  type Privacy,
  shopifyLines,
} from './health-lines.tsx'
import { useEmbed } from './use-embed.ts'

interface HealthActions {
  busy: boolean
  /** Changes after an action that may change Shopify's answer. */
  done: unknown
  takeOver(): void
  publishAgain(): void
  findAddress(): void
}

/** The conditions for a working banner, each with the action that is still needed, in order. */
export function useHealth(facts: HealthFacts, { done, takeOver, ...doings }: HealthActions): HealthLine[] {
  const t = useTranslations('banner.health')
  const format = useFormatter()
  const countries = new Intl.DisplayNames([useLocale()], { type: 'region' })
  const { privacy, lookAgain } = usePrivacy(done)
  const isOn = useEmbed()
  useRefresh(facts.state.isBehind && facts.state.publication.problem === null)
  const nameOf = (code: string) => countries.of(code) ?? code
  return [
    embedLine(t, isOn, facts),
    ...shopifyLines(t, { privacy, nameOf, list: (names) => format.list(names), takeOver, lookAgain }),
    configurationLine(t, facts, doings),
    ...choicesLines(t, facts),
    ...addressLines(t, facts, doings),
    decisionsLine(t, facts, doings),
    othersLine(t, facts),
  ]
}

/** Asked when the page opens, after an action, and when staff come back from Shopify's settings. */
function usePrivacy(done: unknown) {
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
  return { privacy: data, lookAgain: () => load(BANNER_PRIVACY) }
}
