/**
 * The inline part: runs in <head> before anything else on the page, and is all that runs for a visitor whose
 * choice is known. It denies by default, decides whether to ask, puts the banner into <body> as soon as there is
 * one, keeps the clicks that come before the asset, and lets the asset sleep while there is nothing for it to do.
 */
import {
  type Action,
  BY_SIGNAL,
  CHANGE,
  CHECK_KEY,
  GRANTED,
  kept,
  MEMORY_KEY,
  type Purpose,
  REOPEN_LINK,
} from './page.ts'

const { p: purposes, d: preview, v: version } = kept.c
const oldest = new Date()
oldest.setMonth(oldest.getMonth() - kept.c.m)

const storage = (): Storage => (kept.k ? sessionStorage : localStorage)
kept.load = () => {
  try {
    if (!preview) kept.m = { ...JSON.parse(storage()[MEMORY_KEY]) }
  } catch {}
}
kept.save = () => {
  try {
    storage()[MEMORY_KEY] = JSON.stringify(kept.m)
  } catch {}
}
kept.m = {}
try {
  kept.k = location.hash !== '' && sessionStorage[CHECK_KEY] === location.hash
} catch {}
kept.load()

// A refusal stands when recipients change: asking again would be nagging (EDPB 03/2022). A consent covered the old list only.
kept.ok = ([key, , since]) => {
  const answer = kept.m.c?.[key]
  return answer && answer[1] === since && answer[2] > +oldest && (answer[0] < GRANTED || answer[3] === kept.c.r)
    ? answer
    : undefined
}
const state = (purpose: Purpose) => kept.ok(purpose)?.[0]
kept.due = () => {
  const open = purposes.filter(
    (purpose) => purpose[1] !== 'sale_of_data' && (preview || (state(purpose) ?? BY_SIGNAL) === BY_SIGNAL),
  )
  kept.a = open.every(state) ? [] : open.map(([key]) => key)
}
kept.due()

/** True when the visitor has said no elsewhere: in the customer account, or to another app. */
const refusedElsewhere = ([, signal]: Purpose) => {
  try {
    return !!signal && window.Shopify?.customerPrivacy?.currentVisitorConsent?.()[signal] === 'no'
  } catch {}
}
kept.allows = (key) =>
  purposes.some((purpose) => purpose[0] === key && state(purpose) === GRANTED && !refusedElsewhere(purpose))
kept.choice = () => Object.fromEntries(purposes.map(([key]) => [key, kept.allows(key)]))
kept.open = () => press('open')

kept.gpc = !!navigator.globalPrivacyControl
kept.x = ([, signal]) => kept.gpc && (signal === 'marketing' || signal === 'sale_of_data')
kept.y = (purpose) => kept.x(purpose) && !kept.ok(purpose)

/** Whether the asset has work: it begins as soon as it has come. A visit that brings nothing new leaves it asleep. */
let wanted: unknown = kept.a.length || kept.m.p || kept.m.w || kept.m.q?.length || purposes.some(kept.y)
const wake = () => {
  wanted = true
  // From a browser's cache the asset can come before there is a page.
  if (document.body) kept.go?.()
}
kept.run = (start) => {
  kept.run = undefined
  kept.go = start
  if (wanted) wake()
}
kept.scan = wake
kept.subscribe = (listener) => {
  const call = () => listener(kept.choice())
  call()
  document.addEventListener(CHANGE, call)
  return () => document.removeEventListener(CHANGE, call)
}

// Google reads `arguments` objects only, not arrays.
function gtag(..._command: unknown[]) {
  // biome-ignore lint/complexity/noArguments: see above
  window.dataLayer?.push(arguments)
}
kept.g = (verb) => {
  const word = (signal: string) => {
    const driven = purposes.filter((purpose) => purpose[1] === signal)
    return driven.length && driven.every(([key]) => kept.allows(key)) ? 'granted' : 'denied'
  }
  const marketing = word('marketing')
  const preferences = word('preferences')
  // Consented to with marketing; a refused sale of data takes these two away.
  const personal = purposes.some((purpose) => purpose[1] === 'sale_of_data' && (state(purpose) ?? GRANTED) < GRANTED)
    ? 'denied'
    : marketing
  gtag('consent', verb, {
    ad_storage: marketing,
    ad_user_data: personal,
    ad_personalization: personal,
    analytics_storage: word('analytics'),
    functionality_storage: preferences,
    personalization_storage: preferences,
    security_storage: 'granted',
    wait_for_update: 500,
  })
}
window.dataLayer ??= []
// Denied, but for what was granted before and is still valid.
kept.g('default')
kept.n = JSON.stringify(kept.choice())

// Not a <div>: themes hide empty ones.
const host = document.createElement('site-choices')
kept.el = <T extends HTMLElement>(id: string) => {
  const template = document.getElementById('site-choices') as HTMLTemplateElement
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  if (!root.firstChild) root.append(template.content.cloneNode(true))
  if (!host.isConnected) document.body.prepend(host)
  return root.getElementById(id) as T
}
if (kept.gpc) host.className = 'gpc'

kept.show = (visible) => {
  const layer = kept.el('b')
  layer.hidden = !visible
  kept.el('r').hidden = visible || !kept.c.b
  for (const row of layer.querySelectorAll('li')) row.hidden = !kept.a.includes(`${row.dataset.p}`)
  // What gets the keyboard's focus is scrolled clear of the banner (WCAG 2.4.11).
  document.documentElement.style.scrollPaddingBottom = visible ? '50vh' : ''
}

const press = (action: Action) => {
  const decided = action === 'yes' || action === 'no'
  // Hidden at once, whatever comes after.
  if (decided) kept.show(false)
  if (!kept.act) wake()
  if (kept.act) kept.act(action)
  else if (!decided) kept.o = action
  else if (!preview) {
    // Kept across pages too: the visitor may leave before the asset has come.
    kept.m.p = [action, version]
    kept.save()
  }
}
document.addEventListener(
  'click',
  (event) => {
    const [target] = event.composedPath() as Element[]
    const pressed = target?.closest<HTMLElement>(`[data-kept],${REOPEN_LINK}`)
    if (!pressed) return
    event.preventDefault()
    press((pressed.dataset.kept as Action) || 'open')
  },
  true,
)

// Another tab, or a page left and come back to, may have brought an answer.
addEventListener('storage', ({ key }) => key === MEMORY_KEY && wake())
addEventListener('pageshow', ({ persisted }) => persisted && wake())
kept.h = () => kept.m.d || document.querySelector('[data-purpose]') || /^#kept/.test(location.hash)
const look = () => {
  if (document.readyState === 'loading') return
  // A banner without a floating button and without a link would leave no way back.
  if (!kept.c.b && !document.querySelector(REOPEN_LINK)) {
    kept.c.b = true
    kept.show(!kept.el('b').hidden)
  }
  if (wanted || JSON.stringify(kept.choice()) !== kept.n || kept.h()) wake()
}
for (const event of ['DOMContentLoaded', 'consentTrackingApiLoaded', 'visitorConsentCollected']) {
  document.addEventListener(event, look)
}

const ask = kept.a.length > 0 && kept.m.p?.[1] !== version
if (ask ? kept.c.f || preview : kept.c.b) {
  const start = () => {
    if (!document.body) return
    watch.disconnect()
    kept.show(ask)
  }
  const watch = new MutationObserver(start)
  watch.observe(document.documentElement, { childList: true })
  start()
}
