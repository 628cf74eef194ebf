import { useRevalidator } from '@remix-run/react'
import { useEffect } from 'react'

/** Loads the page's data again every `ms` while `active`, and not while the tab is hidden. */
export function useRefresh(active: boolean, ms = 2_000): void {
  const { revalidate, state } = useRevalidator()
  useEffect(() => {
    if (!active || state !== 'idle') return
    const timer = setTimeout(() => {
      if (!document.hidden) revalidate()
    }, ms)
    return () => clearTimeout(timer)
  }, [active, ms, revalidate, state])
}
