/**
 * A modal dialog of the theme covers the page and takes it out of reach, the banner too. While one is open, the banner is
 * in it: over it, and in its order of focus.
 */
import { kept } from '../page.ts'

const dialog = kept.el<HTMLDialogElement>('d')
const layer = kept.el('b')
const { host } = dialog.getRootNode() as ShadowRoot

const topmostModal = () => {
  try {
    return [...document.querySelectorAll<HTMLElement>('dialog:modal')].pop()
  } catch {
    // A browser that does not know the selector.
  }
}

/** Not what the theme does when somebody presses beside its dialog, or leaves it with the keyboard. */
for (const type of ['focusin', 'keydown', 'mousedown', 'pointerdown', 'touchstart']) {
  host.addEventListener(type, (event) => host.parentElement !== document.documentElement && event.stopPropagation())
}

let home: Element = document.documentElement

export const place = () => {
  const isOpen = dialog.hasAttribute('open')
  const next = (!(layer.hidden && !isOpen) && topmostModal()) || document.documentElement
  if (next === home && host.isConnected) return
  home = next
  // Moved, an open dialog is closed for the browser; opened again, it is the topmost.
  if (isOpen) dialog.close()
  if (next === document.documentElement) {
    host.removeAttribute('popover')
    next.insertBefore(host, document.body)
  } else {
    next.append(host)
    // In the browser's top layer no theme cuts it off or moves it.
    host.setAttribute('popover', 'manual')
    if (host instanceof HTMLElement && 'showPopover' in host) host.showPopover()
  }
  if (isOpen) dialog.showModal()
}

// The theme's dialog is closed, or taken out of the page, or the banner is answered: its size changes.
new ResizeObserver(place).observe(layer)
