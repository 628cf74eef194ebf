/**
 * The asset: takes over the clicks the inline part has kept, carries out a choice (here, then Shopify, then Google,
 * then the app), and opens the preferences. The inline part starts it when there is work.
 */
import { queued, recall, remember, uuid7 } from './memory.ts'
import { BY_SIGNAL, CHANGE, type ConsentRecord, GRANTED, kept, REFUSED, type Surface, WAITING } from './page.ts'
import { flush } from './records.ts'
import { apiAnswer, region, tell, withApi } from './shopify.ts'
import { tellVisit } from './visits.ts'

/** Records waiting at most: beyond that the oldest is given up. */
const QUEUE = 20
/** Milliseconds a record waits for Shopify's consent id before it goes without. */
const CONSENT_ID_WAIT_MS = 1500

const { p: purposes, d: preview } = kept.c

const layer = kept.el('b')

const fetched: Record<string, boolean> = {}
/** Fetches a part of the banner that most pages do without, once. One that does not come is asked for the next time. */
const fetchPart = (name: string) => {
  if (fetched[name]) return
  fetched[name] = true
  const script = document.createElement('script')
  script.onerror = () => {
    fetched[name] = false
  }
  script.src = kept.c.h.replace('held.', `${name}.`)
  document.documentElement.append(script)
}

kept.scan = () => {
  // Into the page again, wherever it has gone.
  kept.el('b')
  // A dialog that the theme has opened lies above the banner.
  if (kept.h() || (!layer.hidden && document.querySelector('dialog[open]'))) fetchPart('held')
}

/** Brings the page to the choice: Google's signals, subscribers, held-back content. */
const apply = () => {
  const now = JSON.stringify(kept.choice())
  if (now !== kept.n) {
    kept.n = now
    kept.g(true)
    document.dispatchEvent(new Event(CHANGE))
  }
  kept.scan()
}

kept.failed = (status) => {
  kept.z = status
  fetchPart('unsent')
}

/** The choice made on this page whose record is not sent yet. */
let unsent: string | undefined

/** Sends it, once, with what Shopify has said of it meanwhile. */
const send = () => {
  if (!unsent) return
  remember(() => {
    for (const record of queued()) {
      if (record.id !== unsent) continue
      record.region = region()
      record.consentId = apiAnswer('consentId')
    }
  })
  unsent = undefined
  flush()
}

const decide = (choices: Record<string, boolean>, surface: Surface) => {
  if (preview) return
  const before = kept.choice()
  const id = uuid7()
  remember((memory) => {
    memory.c ??= {}
    memory.v ??= uuid7()
    for (const [key, , since] of purposes) {
      const granted = choices[key]
      if (granted === undefined) continue
      // A new grant waits for Shopify; a refusal counts from now.
      const state = granted ? (before[key] ? GRANTED : WAITING) : surface === 'gpc' ? BY_SIGNAL : REFUSED
      memory.c[key] = [state, since, Date.now(), kept.c.r]
      if (!granted && kept.c.t?.[key]) memory.d = 1
    }
    const record: ConsentRecord = {
      id,
      visitor: memory.v,
      choices,
      surface,
      language: kept.c.l,
      gpc: kept.gpc,
      banner: kept.c.v,
      previous: memory.i,
      gaveUp: memory.g,
    }
    memory.g = queued().length < QUEUE ? undefined : 1
    memory.i = id
    memory.w = 1
    memory.p = undefined
    if (!kept.k) memory.q = [...queued(), record].slice(-QUEUE)
  })
  kept.due()
  apply()
  unsent = id
  tell(() => {
    apply()
    send()
  })
  setTimeout(send, CONSENT_ID_WAIT_MS)
}

kept.act = (action) => {
  if (action === 'yes' || action === 'no') {
    decide(Object.fromEntries(kept.a.map((key) => [key, action === 'yes'])), 'banner')
    kept.show(false)
  } else {
    kept.o = action
    fetchPart('preferences')
  }
}

kept.api = [apiAnswer, withApi, region, fetchPart, decide]

kept.go = () => {
  recall()
  kept.due()
  if (!kept.a.length) kept.show(false)
  // `loadFeatures` and held-back content are there once the page is.
  if (document.readyState === 'loading') return
  if (!preview && (purposes.some(kept.y) || (kept.a.length && kept.c.f !== true))) fetchPart('regions')
  apply()
  if (!layer.hidden) tellVisit()
}

addEventListener('pagehide', send)
if (!preview) {
  // What happened before the asset had come.
  const { p: early, w: untold, q: waiting } = recall()
  if (early?.[1] === kept.c.v) kept.act(early[0])
  else if (untold) tell(apply)
  if (kept.o) kept.act(kept.o)
  if (waiting?.length) fetchPart('unsent')
}
kept.go()
