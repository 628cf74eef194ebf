/**
 * What waits for a purpose and what a refusal deletes, on pages that have something of the kind; and the banner's place
 * where the theme has opened a dialog. A file of its own: it is loaded only where there is something to do, or by staff who
 * look at the page.
 */
import './seen.ts'
import { place } from './held/above.ts'
import { holdOrLoad } from './held/frames.ts'
import { isGranted } from './held/purposes.ts'
import { isHeld, run } from './held/scripts.ts'
import { keepForgetting } from './held/trackers.ts'
import { kept } from './page.ts'

const each = <T extends HTMLElement>(selector: string, act: (element: T) => void) => {
  for (const element of document.querySelectorAll<T>(selector)) {
    try {
      act(element)
    } catch {}
  }
}

/** Lets go what is granted, holds what is not (again, after a withdrawal), and deletes what a refusal leaves behind. */
kept.scan = () => {
  keepForgetting()
  each<HTMLScriptElement>('script[data-purpose]', (script) => isHeld(script) && isGranted(script) && run(script))
  each<HTMLIFrameElement>('iframe[data-src][data-purpose]', holdOrLoad)
  place()
}

kept.scan()

// Staff check the storefront: a part of its own, beside this one.
const [, , , fetchPart] = kept.api
if (location.hash.startsWith('#kept-check=') && !kept.c.d) fetchPart('check')
