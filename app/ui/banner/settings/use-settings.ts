import { useEffect, useRef, useState } from 'react'
import type { BannerSettings } from '../../../banner/index.ts'
import type { useBanner } from '../use-banner.ts'

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** The typed settings against the last saved ones, by this person or a colleague. */
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
    // Keeps what was typed while the save ran.
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
    /** A colleague has saved since: staff choose one of the two versions. */
    conflict: conflict && {
      takeTheirs: () => {
        setTyped(conflict.settings)
        setBase({ settings: conflict.settings, revision: conflict.revision })
      },
      saveMine: () => save(conflict.revision),
    },
  }
}
