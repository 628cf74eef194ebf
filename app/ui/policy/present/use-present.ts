import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import type { PresentRefusal, PresentResult } from '../../../policy/index.ts'
import type { Outage } from '../../../shopify/calls.ts'

/** What the page's action answers. */
export type PresentAnswer = PresentResult | { ok: false; reason: PresentRefusal | Outage | 'refused' | 'busy' }

type Asked = { text: string } | { page: string | null }

/** Compares a text, or what the shop shows. The result takes the cursor, so that it is read next. */
export function usePresent() {
  const { submit, data, state } = useFetcher<PresentAnswer>()
  const result = useRef<HTMLDivElement>(null)
  const busy = state !== 'idle'
  const answer = busy ? undefined : data
  useEffect(() => {
    if (answer) result.current?.focus()
  }, [answer])
  const ask = (asked: Asked) => submit(JSON.stringify(asked), { method: 'post', encType: 'application/json' })
  return { ask, busy, answer, result }
}
