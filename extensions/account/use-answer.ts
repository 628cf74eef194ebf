import { useEffect, useState } from 'preact/hooks'

export type Answer<Value> = { state: 'asked' } | { state: 'failed' } | { state: 'ready'; value: Value }

/** What `ask` answers, `replace` to put a newer value in its place, and `again` to ask once more. */
export function useAnswer<Value>(ask: () => Promise<Value>) {
  const [answer, setAnswer] = useState<Answer<Value>>({ state: 'asked' })
  const again = () => {
    setAnswer({ state: 'asked' })
    ask().then(
      (value) => setAnswer({ state: 'ready', value }),
      () => setAnswer({ state: 'failed' }),
    )
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the customer and the language do not change while an extension runs
  useEffect(again, [])
  return { answer, again, replace: (value: Value) => setAnswer({ state: 'ready', value }) }
}
