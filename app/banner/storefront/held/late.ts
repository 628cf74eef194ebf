/**
 * What a script misses that runs after the page has loaded: DOMContentLoaded and load, which it may wait for, and
 * document.write, which would then wipe the page out.
 */

type Listener = EventListenerOrEventListenerObject | null

const ours = new WeakSet<Element>()
/** Modules under way: of those a page is not told which one runs. */
let modules = 0

const isOursRunning = () => {
  const { currentScript } = document
  return currentScript ? ours.has(currentScript) : modules > 0
}

const hasPassed = (type: string) => {
  const [entry] = performance.getEntriesByType('navigation')
  const isComplete = document.readyState === 'complete'
  if (type === 'readystatechange') return isComplete
  if (!(entry instanceof PerformanceNavigationTiming)) return isComplete
  if (type === 'DOMContentLoaded') return entry.domContentLoadedEventStart > 0
  return type === 'load' && entry.loadEventStart > 0
}

const deliver = (target: Window | Document, type: string, listener: Listener) =>
  setTimeout(() => {
    const event = new Event(type)
    Object.defineProperty(event, 'target', { value: type === 'load' ? document : target })
    if (typeof listener === 'function') listener.call(target, event)
    else listener?.handleEvent(event)
  })

/** Whoever listens too late for an event that comes once is called all the same. */
const follow = (target: Window | Document) => {
  const native = target.addEventListener
  target.addEventListener = (type: string, listener: Listener, options?: boolean | AddEventListenerOptions) => {
    const isMissed = hasPassed(type) && (type !== 'load' || target === window) && isOursRunning()
    if (isMissed) deliver(target, type, listener)
    if (isMissed && typeof options === 'object' && options.once) return
    if (listener) native.call(target, type, listener, options)
  }
}

const writeBeside = () => {
  const native = document.write
  const write = (...texts: string[]) => {
    const { currentScript } = document
    if (!currentScript || !ours.has(currentScript)) return native.apply(document, texts)
    const written = document.createRange().createContextualFragment(texts.join(''))
    currentScript.before(written)
  }
  document.write = write
  document.writeln = (...texts) => write(...texts, '\n')
}

let isFollowing = false

/** A held script is about to run. @returns to be called once it has. */
export const runsWithUs = (script: HTMLScriptElement) => {
  if (!isFollowing) {
    isFollowing = true
    follow(window)
    follow(document)
    writeBeside()
  }
  ours.add(script)
  const isModule = script.type.toLowerCase() === 'module'
  if (isModule) modules += 1
  const before = window.onload
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    if (isModule) modules -= 1
    const { onload } = window
    if (onload && onload !== before && hasPassed('load')) deliver(window, 'load', onload as EventListener)
  }
}
