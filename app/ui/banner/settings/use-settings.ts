import { useEffect, useRef, useState } from 'react'
import type { BannerSettings } from '../../../banner/index.ts'
import type { useBanner } from '../use-banner.ts'

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What is typed, against what was saved last: by this person, or meanwhile by another. */
export function useSettings(
  { settings, revision }: { settings: BannerSettings; revision: number },
  { ask, answer }: ReturnType<typeof useBanner>,
) {
  const [typed, setTyped] = useState(settings)
  const [base, setBase] = useState({ settings, revision })
  const sent = useRef(typed)
  const save = (over: number) => {
    sent.current = typed
    ask({ intent: 'save', revision: over, settings: typed })
  }
  useEffect(() => {
    if (answer?.intent !== 'save' || !answer.ok) return
    setBase({ settings: answer.settings, revision: answer.revision })
    // What was typed since stays.
    setTyped((now) => (same(now, sent.current) ? answer.settings : now))
  }, [answer])
  const theirs = answer?.intent === 'save' && !answer.ok && answer.reason === 'changed_since' ? answer : null
  const conflict = theirs && theirs.revision !== base.revision ? theirs : null
  return {
    typed,
    setTyped,
    isDirty: !same(typed, base.settings),
    save: () => save(base.revision),
    discard: () => setTyped(base.settings),
    /** A colleague saved since: the one or the other is to be chosen. */
    conflict: conflict && {
      takeTheirs: () => {
        setTyped(conflict.settings)
        setBase({ settings: conflict.settings, revision: conflict.revision })
      },
      saveMine: () => save(conflict.revision),
    },
  }
}
