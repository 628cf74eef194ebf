/**
 * "Check my storefront": goes through the page three times by itself (before a choice, after a refusal, after an
 * acceptance) and tells Kept the names that it finds. Loaded only where staff opened the shop with the token of a check,
 * and it touches nothing before the app has said that there is one. What it chooses lives in this tab and is nobody's
 * decision; the browser's own choice stays where it is, and Shopify hears it again at the end.
 */
import { MOST_NAMES_OF_A_KIND, PHASES, type Phase } from '../check/model.ts'
import { asked } from './asked.ts'
import { remove } from './held/trackers.ts'
import { cookieNames, storageNames } from './names.ts'
import { CHECK_KEY, kept, MEMORY_KEY, STEP_KEY } from './page.ts'

/** Milliseconds after the page has loaded: what comes later is not seen. */
const SETTLED_MS = 3000
/** Milliseconds that Shopify gets to take a choice. */
const LEDGER_WAIT_MS = 8000
/** Milliseconds before each further attempt to reach the app. */
const ATTEMPTS = [1000, 4000, 16_000]

const WORDS = {
  en: {
    asking: 'Kept: one moment …',
    unknown: 'Kept: this check is over or unknown. Begin another from the app.',
    before: 'Kept looks at this page before a choice (1 of 3) …',
    refused: 'Kept looks at this page after a refusal (2 of 3) …',
    accepted: 'Kept looks at this page after an acceptance (3 of 3) …',
    done: 'Done: the result is in Kept. You can close this tab.',
  },
  fr: {
    asking: 'Kept : un instant…',
    unknown: 'Kept : cette vérification est terminée ou inconnue. Relancez-en une depuis l’application.',
    before: 'Kept examine cette page avant tout choix (1 sur 3)…',
    refused: 'Kept examine cette page après un refus (2 sur 3)…',
    accepted: 'Kept examine cette page après une acceptation (3 sur 3)…',
    done: 'C’est fait : le résultat est dans Kept. Vous pouvez fermer cet onglet.',
  },
}

const [, language, token] = /^#kept-check=(\w+)\.([\w-]+)$/.exec(location.hash) ?? []
const words = language === 'fr' ? WORDS.fr : WORDS.en

const status = document.createElement('site-check').attachShadow({ mode: 'open' })
status.innerHTML = `<style>p{position:fixed;z-index:2147483001;inset:8px 8px auto;margin:0 auto;width:fit-content;padding:10px 14px;
color:#fff;background:#1a1a1a;border:1px solid #fff;border-radius:8px;font:16px/1.4 system-ui,sans-serif;pointer-events:none}</style><p role="status"></p>`
const say = (text: string) => {
  if (!status.host.isConnected) document.body.append(status.host)
  status.lastElementChild?.replaceChildren(text)
}

const hosts = new Set<string>()
new PerformanceObserver((list) => {
  for (const { name } of list.getEntries()) {
    const { hostname, protocol } = new URL(name, location.href)
    if (protocol.startsWith('http') && hostname !== location.hostname) hosts.add(hostname)
  }
}).observe({ type: 'resource', buffered: true })

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Whether the app knows the check, and has taken what was seen. */
const tell = async (seen?: object): Promise<boolean> => {
  for (const wait of [...ATTEMPTS, 0]) {
    const answer = await fetch(`${kept.c.x}/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...seen }),
      redirect: 'error',
    }).then(
      ({ status }) => status,
      () => 0,
    )
    if (answer === 200) return true
    if (answer === 400 || answer === 403) return false
    await pause(wait)
  }
  return false
}

const look = async (phase: Phase) => {
  say(words[phase])
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve))
  await pause(SETTLED_MS)
  const some = (names: Iterable<string>) => [...new Set(names)].slice(0, MOST_NAMES_OF_A_KIND)
  return { phase, cookies: some(cookieNames()), storage: some(storageNames()), hosts: some(hosts) }
}

/** Chooses as a visitor would, for every purpose, and waits until Shopify has taken it. */
const choose = async (action: 'yes' | 'no') => {
  const [, , , , decide] = kept.api
  decide(Object.fromEntries(kept.c.p.filter(asked).map(([key]) => [key, action === 'yes'])), 'preferences')
  kept.show(false)
  for (let waited = 0; kept.m.w && waited < LEDGER_WAIT_MS; waited += 100) await pause(100)
}

/** Leaves the browser as it was, but for what the shop set meanwhile and a refusal does not delete. */
const leave = async (last: string) => {
  await choose('no')
  for (const key of [MEMORY_KEY, CHECK_KEY, STEP_KEY]) sessionStorage.removeItem(key)
  const own = localStorage[MEMORY_KEY]
  // Shopify is told the browser's own choice with the next page.
  if (own) localStorage[MEMORY_KEY] = JSON.stringify({ ...JSON.parse(own), w: 1 })
  history.replaceState(history.state, '', location.pathname + location.search)
  say(last)
}

const begin = async () => {
  say(words.asking)
  if (!(await tell())) return say(words.unknown)
  remove(() => true)
  sessionStorage[STEP_KEY] = 0
  sessionStorage[CHECK_KEY] = location.hash
  location.reload()
}

const goOn = async () => {
  const step = Number(sessionStorage[STEP_KEY])
  const phase = PHASES[step]
  if (!phase) return leave(words.done)
  if (!(await tell(await look(phase)))) return leave(words.unknown)
  if (phase === 'accepted') return leave(words.done)
  await choose(phase === 'before' ? 'no' : 'yes')
  sessionStorage[STEP_KEY] = step + 1
  location.reload()
}

const run = kept.k ? goOn() : begin()
run.catch(() => say(words.unknown))
