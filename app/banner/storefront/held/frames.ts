/**
 * Frames that wait for their purpose. Each change puts a new frame in the place of the old one: a frame that is led
 * elsewhere leaves a step in the browser's history, and Back would go through it.
 */
import { kept } from '../page.ts'
import { isGranted } from './purposes.ts'

/** Frames that show the placeholder, and whose button does what it says. */
const placeholders = new WeakSet<HTMLIFrameElement>()

const load = (held: HTMLIFrameElement) => {
  const frame = held.cloneNode() as HTMLIFrameElement
  frame.removeAttribute('srcdoc')
  if (frame.dataset.sandbox !== undefined) frame.setAttribute('sandbox', frame.dataset.sandbox)
  delete frame.dataset.sandbox
  frame.src = held.dataset.src ?? ''
  held.replaceWith(frame)
  return frame
}

/** Says whom the frame would call, in the banner's language. */
const look = (frame: HTMLIFrameElement) => {
  const words = kept.el('f')
  const { lang, dir } = words.parentElement ?? words
  // Anything that could be markup makes `new URL` throw or is escaped in its host.
  const said = words.innerHTML.replace('%', new URL(frame.dataset.src ?? '', location.href).host)
  return `<style>body{font:14px/1.4 system-ui}button{font:inherit;padding:12px}</style><div lang="${lang}" dir="${dir}">${said}</div>`
}

/** The placeholder is a frame too, with all that the theme says of it: it has the same size, so nothing moves. */
const hold = (frame: HTMLIFrameElement) => {
  const placeholder = frame.cloneNode() as HTMLIFrameElement
  placeholder.removeAttribute('src')
  const sandbox = frame.getAttribute('sandbox')
  if (sandbox !== null) {
    // The page has to reach the button.
    placeholder.dataset.sandbox ??= sandbox
    placeholder.setAttribute('sandbox', 'allow-same-origin')
  }
  placeholder.addEventListener('load', () => {
    const button = placeholder.contentDocument?.querySelector('button')
    // One press loads this frame only: a request for this content, not a consent to a purpose.
    button?.addEventListener('click', () => {
      placeholder.removeAttribute('data-purpose')
      load(placeholder).focus()
    })
  })
  placeholder.srcdoc = look(frame)
  placeholders.add(placeholder)
  frame.replaceWith(placeholder)
}

export const holdOrLoad = (frame: HTMLIFrameElement) => {
  if (!isGranted(frame)) {
    if (!placeholders.has(frame)) hold(frame)
  } else if (!frame.hasAttribute('src')) load(frame)
}
