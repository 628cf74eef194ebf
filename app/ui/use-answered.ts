import { useEffect, useRef } from 'react'

/**
 * Does something with each answer of a fetcher, once. An effect that depends on the answer alone would do it again whenever
 * the page's texts are loaded anew: a secret whose dialog was closed would be shown a second time.
 */
export function useAnswered<Answer>(answer: Answer | undefined, handle: (answer: Answer) => void): void {
  const handled = useRef<Answer>()
  useEffect(() => {
    if (answer === undefined || handled.current === answer) return
    handled.current = answer
    handle(answer)
  })
}
