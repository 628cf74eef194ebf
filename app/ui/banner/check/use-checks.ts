import { useFetcher, useRevalidator } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { CheckResult } from '../../../banner/index.ts'
import { BANNER_CHECK } from '../../links/banner.ts'

const LOOK_AGAIN_MS = 2_000

/** Dates arrive in the browser as text. */
export type ShownCheck = Omit<CheckResult, 'startedAt'> & { startedAt: string }

/** The storefront's checks, the newest first, looked up until none runs. A new one opens in its own tab. */
export function useChecks() {
  const results = useFetcher<{ checks: ShownCheck[] }>()
  const begun = useFetcher<{ url: string }>()
  const checks = results.data?.checks
  const running = checks?.[0]?.state === 'running'
  const url = begun.data?.url
  const { load } = results
  // Begun or not, what there is is looked up.
  // biome-ignore lint/correctness/useExhaustiveDependencies: also when another one has begun
  useEffect(() => load(BANNER_CHECK), [load, url])
  useEffect(() => {
    if (url) window.open(url, '_blank')
  }, [url])
  useEffect(() => {
    if (!running || results.state !== 'idle') return
    const timer = setTimeout(() => load(BANNER_CHECK), LOOK_AGAIN_MS)
    return () => clearTimeout(timer)
  }, [running, results.state, load])
  usePageAfter(running)
  const begin = () => begun.submit(null, { method: 'post', action: BANNER_CHECK })
  return { checks, running, url, begin, isBeginning: begun.state !== 'idle' }
}

/** Reloads the page after a check, because the page also tells whether another banner asks. */
function usePageAfter(running: boolean): void {
  const { revalidate } = useRevalidator()
  const wasRunning = useRef(false)
  useEffect(() => {
    if (wasRunning.current && !running) revalidate()
    wasRunning.current = running
  }, [running, revalidate])
}
