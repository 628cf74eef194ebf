/**
 * Scripts and frames that a theme holds back until their purpose is granted, and trackers that a refusal deletes. A file
 * of its own: it is loaded only where there is something of that kind to do, or by staff who look at the page.
 */
import './seen.ts'
import { kept } from './page.ts'
import { forgetRefused } from './trackers.ts'

type Held = HTMLElement & { dataset: { purpose: string; src: string; type?: string } }

const each = <T extends HTMLElement>(selector: string, act: (element: T & Held, granted: boolean) => void) => {
  for (const element of document.querySelectorAll<T & Held>(`${selector}[data-purpose]`)) {
    try {
      act(element, element.dataset.purpose.split(' ').every(kept.allows))
    } catch {}
  }
}

/** Scripts run one after the other, in the order of the page, as they would have without us. */
let last = Promise.resolve()

const run = (held: HTMLScriptElement & Held) => {
  // Made by a range, a script runs when it is put into the page.
  const script = document
    .createRange()
    .createContextualFragment(held.outerHTML.replace('text/plain', held.dataset.type ?? 'text/javascript'))
    .firstChild as HTMLScriptElement
  // At once, so that a second pass does not run it twice.
  held.type = 'held'
  last = last.then(
    () =>
      new Promise((resolve) => {
        script.onload = script.onerror = () => resolve()
        held.replaceWith(script)
        if (!held.src || held.hasAttribute('async')) resolve()
      }),
  )
}

const load = (frame: HTMLIFrameElement & Held) => {
  frame.removeAttribute('srcdoc')
  frame.src = frame.dataset.src
}

/** The placeholder lives inside the frame itself: it has the frame's size, so nothing on the page moves. */
const hold = (frame: HTMLIFrameElement & Held) => {
  frame.removeAttribute('src')
  frame.onload = () => {
    const button = frame.contentDocument?.querySelector('button')
    // One press loads this frame only: a request for this content, not a consent to a purpose.
    if (button && frame.srcdoc) {
      button.onclick = () => {
        frame.removeAttribute('data-purpose')
        load(frame)
      }
    }
  }
  // Anything that could be markup makes `new URL` throw or is escaped in its host.
  frame.srcdoc = kept.el('f').innerHTML.replace('%', new URL(frame.dataset.src, location.href).host)
}

/** Lets go what is granted, holds what is not (again, after a withdrawal), and deletes what a refusal leaves behind. */
kept.scan = () => {
  forgetRefused()
  each<HTMLScriptElement>('script[type="text/plain"]', (script, granted) => granted && run(script))
  each<HTMLIFrameElement>('iframe[data-src]', (frame, granted) => {
    if (granted !== !!frame.src) (granted ? load : hold)(frame)
    else if (!granted && !frame.srcdoc) hold(frame)
  })
}

kept.scan()

// Staff check the storefront: a part of its own, beside this one.
if (location.hash.startsWith('#kept-check=') && !kept.c.d) {
  const script = document.createElement('script')
  script.src = kept.c.h.replace('held.js', 'check.js')
  document.head.append(script)
}
