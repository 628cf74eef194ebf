/** Scripts that wait for their purpose: run in the order of the page within a purpose, as they would have without Kept. */

import { runsWithUs } from './late.ts'
import { heldPurposes, isGranted } from './purposes.ts'

/** Milliseconds that the scripts after one wait for it to come. */
const PATIENCE = 5000

/** Milliseconds after which a module in the page itself has run: the browser does not say when. */
const MODULE = 500

/** By purpose, when the last script that was begun for it has run. */
const turns = new Map<string, Promise<unknown>>()

export const isHeld = ({ type }: HTMLScriptElement) => type.trim().toLowerCase() === 'text/plain'

const putIn = (held: HTMLScriptElement) =>
  new Promise<void>((resolve) => {
    // Withdrawn, or taken away, while it waited for its turn.
    if (!isGranted(held)) held.type = 'text/plain'
    if (isHeld(held) || !held.isConnected) return resolve()
    // A clone would not run where the held one came through `innerHTML`.
    const script = document.createElement('script')
    for (const attribute of held.attributes) script.setAttributeNode(attribute.cloneNode() as Attr)
    script.text = held.text
    const type = held.dataset.type?.trim()
    if (type) script.type = type
    else script.removeAttribute('type')
    script.nonce = held.nonce
    // The order is kept here. The browser would let all wait for one that never answers.
    script.async = true
    const done = runsWithUs(script)
    for (const event of ['load', 'error']) {
      script.addEventListener(event, () => {
        done()
        resolve()
      })
    }
    held.replaceWith(script)
    if (held.hasAttribute('src')) setTimeout(resolve, held.hasAttribute('async') ? 0 : PATIENCE)
    else {
      resolve()
      if (script.type.toLowerCase() === 'module') setTimeout(done, MODULE)
      else done()
    }
  })

export const run = (held: HTMLScriptElement) => {
  // At once, so that a second pass does not run it twice.
  held.type = 'held'
  const purposes = heldPurposes(held)
  const turn = Promise.all(purposes.map((purpose) => turns.get(purpose))).then(() => putIn(held))
  for (const purpose of purposes) turns.set(purpose, turn)
}
