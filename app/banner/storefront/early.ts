/**
 * The inline part: runs in <head> before anything else on the page, and is all that runs for a visitor whose
 * choice is known. It denies by default, decides whether to ask, puts the banner into the page as soon as there is a
 * <body>, keeps the clicks that come before the asset, and lets the asset sleep while there is nothing for it to do.
 */
import {
  type Action,
  BY_SIGNAL,
  CHANGE,
  CHECK_KEY,
  GRANTED,
  kept,
  MEMORY_KEY,
  type Memory,
  type Purpose,
  REOPEN_LINK,
  WAITING,
} from './page.ts'

const { p: purposes, d: preview, v: version } = kept.c
const oldest = new Date()
oldest.setMonth(oldest.getMonth() - kept.c.m)

const storage = (): Storage => (kept.k ? sessionStorage : localStorage)
/** Does what it can of several things: storage may be full, refused, or missing. */
const attempt = (...steps: (() => unknown)[]) => {
  for (const step of steps) {
    try {
      step()
    } catch {}
  }
}
const take = (text?: string) => {
  const found: Memory = JSON.parse(`${text}`)
  // Written last, it counts: a store that could not be written holds an older choice. What fits nowhere, the page keeps.
  if (!preview && (found.t ?? 0) >= (kept.m.t ?? 0)) kept.m = { ...found, q: found.q ?? kept.m.q }
}
kept.load = () => {
  attempt(
    () => kept.k || take(decodeURIComponent(/\bkp1=([^;]*)/.exec(document.cookie)?.[1] ?? '')),
    () => take(storage()[MEMORY_KEY]),
    () => kept.e?.(),
  )
}
kept.save = () => {
  kept.m.t = Math.max(Date.now(), (kept.m.t ?? 0) + 1)
  const choice = JSON.stringify({ ...kept.m, q: undefined })
  const setCookie = (age: number) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
    document.cookie = `${MEMORY_KEY}=${encodeURIComponent(choice)};path=/;samesite=lax;max-age=${age}${location.protocol === 'https:' ? ';secure' : ''}`
  }
  // First the older choice goes, which even a full store allows; then the choice is written, then its records beside it.
  attempt(
    () => kept.k || setCookie(0),
    () => kept.k || setCookie(2678400 * kept.c.m),
    () => storage().removeItem(MEMORY_KEY),
    () => {
      storage()[MEMORY_KEY] = choice
    },
    () => {
      storage()[MEMORY_KEY] = JSON.stringify(kept.m)
    },
  )
}
kept.m = {}
attempt(() => {
  kept.k = sessionStorage[CHECK_KEY] === location.hash
})
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
kept.y = (purpose) => kept.gpc && (purpose[1] === 'marketing' || purpose[1] === 'sale_of_data') && !kept.ok(purpose)
kept.no = (purpose) => (state(purpose) ?? WAITING) !== WAITING && !kept.allows(purpose[0])

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
  try {
    // biome-ignore lint/complexity/noArguments: see above
    window.dataLayer?.push(arguments)
  } catch {}
}
kept.g = (isKnown) => {
  const word = (signal: string) => {
    const driven = purposes.filter((purpose) => isKnown && purpose[1] === signal)
    return driven.length && driven.every(([key]) => kept.allows(key)) ? 'granted' : 'denied'
  }
  const marketing = word('marketing')
  const preferences = word('preferences')
  // Consented to with marketing; a refused sale of data takes these two away.
  const personal = purposes.some((purpose) => purpose[1] === 'sale_of_data' && (state(purpose) ?? GRANTED) < GRANTED)
    ? 'denied'
    : marketing
  gtag('consent', isKnown ? 'update' : 'default', {
    ad_storage: marketing,
    ad_user_data: personal,
    ad_personalization: personal,
    analytics_storage: word('analytics'),
    functionality_storage: preferences,
    personalization_storage: preferences,
    security_storage: 'granted',
    wait_for_update: isKnown ? undefined : 500,
  })
}
window.dataLayer ??= []
kept.g(false)
// What is known is said at once: https://developers.google.com/tag-platform/security/guides/consent. A grant that Shopify
// has not taken yet is not known.
if (purposes.some(kept.ok) && !purposes.some((purpose) => state(purpose) === WAITING)) kept.g(true)
kept.n = JSON.stringify(kept.choice())

const template = document.getElementById('site-choices') as HTMLTemplateElement
// Not a <div>: themes hide empty ones.
const host = document.createElement('site-choices')
/** Times it is put into the page: a page that always takes it out is not fought for ever. */
let times = 99
kept.el = <T extends HTMLElement>(id: string) => {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  if (!root.firstChild) root.append(template.content.cloneNode(true))
  // Before <body>, not in it: what a theme does to its body, to replace it or to make it inert, leaves the banner alone.
  if (!host.isConnected && times-- > 0) document.documentElement.insertBefore(host, document.body)
  return root.getElementById(id) as T
}
if (kept.gpc) host.className = 'gpc'

kept.show = (visible) => {
  const layer = kept.el('b')
  layer.hidden = !visible
  kept.el('r').hidden = visible || !kept.c.b
  for (const row of layer.querySelectorAll('li')) row.hidden = !kept.a.includes(`${row.dataset.p}`)
  // The page can be scrolled clear of it, and what gets the keyboard's focus is (WCAG 2.4.11).
  document.documentElement.toggleAttribute('kept', visible)
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
addEventListener(
  'click',
  (event) => {
    const path = event.composedPath()
    const [target] = path
    const own = path.includes(host)
    // What is pressed in the banner is nobody else's: no theme closes something or leads away because of it.
    if (own) event.stopPropagation()
    const pressed =
      target instanceof Element && target.closest<HTMLElement>(own ? '[data-kept]' : `[data-kept=open],${REOPEN_LINK}`)
    if (!pressed) return
    event.preventDefault()
    press(own ? (pressed.dataset.kept as Action) : 'open')
  },
  true,
)

// Another tab, or a page left and come back to, may have brought an answer.
addEventListener('storage', ({ key }) => (key ?? MEMORY_KEY) === MEMORY_KEY && wake())
addEventListener('pageshow', ({ persisted }) => persisted && wake())
kept.h = () =>
  purposes.some((purpose) => kept.c.t?.[purpose[0]] && kept.no(purpose)) ||
  document.querySelector('[data-purpose]') ||
  /^#kept/.test(location.hash)
const look = () => {
  if (document.readyState === 'loading') return
  kept.load()
  // A banner without a floating button and without a link would leave no way back.
  if (!kept.c.b && !document.querySelector(REOPEN_LINK)) {
    kept.c.b = true
    kept.show(!kept.el('b').hidden)
  }
  if (wanted || JSON.stringify(kept.choice()) !== kept.n || kept.h()) wake()
}
for (const event of ['DOMContentLoaded', 'visibilitychange', 'consentTrackingApiLoaded', 'visitorConsentCollected']) {
  document.addEventListener(event, look)
}

const ask = kept.a.length > 0 && kept.m.p?.[1] !== version
const start = () => {
  if (!document.body) return
  if (!host.shadowRoot) {
    if (ask ? kept.c.f || preview : kept.c.b) kept.show(ask)
  } else kept.el('b')
  look()
}
// A <body> has come: the first one, or another one in its place (Turbo and the like).
const watch = new MutationObserver(start)
watch.observe(document.documentElement, { childList: true })
// Or a dialog that covers the banner.
watch.observe(document, { subtree: true, attributeFilter: ['open'] })
start()
