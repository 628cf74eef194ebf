/**
 * The asset: takes over the clicks the inline part has kept, carries out a choice (here, then Shopify, then Google,
 * then the app), and opens the preferences. The inline part starts it when there is work.
 */
import { queued, recall, remember, uuid7 } from './memory.ts'
import {
  BY_SIGNAL,
  CHANGE,
  type ConsentRecord,
  GRANTED,
  kept,
  type Purpose,
  REFUSED,
  type Surface,
  WAITING,
} from './page.ts'
import { flush } from './records.ts'
import { api, tell, withApi } from './shopify.ts'

/** Records waiting at most: beyond that the oldest is given up. */
const QUEUE = 20
/** Milliseconds a record waits for Shopify's consent id before it goes without. */
const COURTESY = 1500

const ALLOWED = {
  preferences: 'preferencesProcessingAllowed',
  analytics: 'analyticsProcessingAllowed',
  marketing: 'marketingAllowed',
  sale_of_data: 'saleOfDataAllowed',
} as const

const { p: purposes, d: preview } = kept.c

/** What Shopify says of the visitor's region: no consent needed before use; the sale of data regulated. */
let optOut = false
let sale = false

/** The sale of data is only asked where the law knows it. */
const asked = ([, signal]: Purpose) => signal !== 'sale_of_data' || sale || preview

/** By what the visitor has answered. */
const answered = kept.allows
const allowed = (purpose: Purpose) => {
  const [key, signal] = purpose
  if (kept.ok(purpose)) return answered(key)
  // Never on a guess: only where Shopify has said that no consent is needed here, and that it may be done.
  return optOut && !!signal && !kept.x(purpose) && !!api?.[ALLOWED[signal]]()
}
kept.allows = (key) => purposes.some((purpose) => purpose[0] === key && allowed(purpose))
kept.scan = () => {
  if (!kept.h()) return
  kept.scan = () => {}
  const script = document.createElement('script')
  script.src = kept.c.h
  document.head.append(script)
}

/** Brings the page to the choice: Google's signals, subscribers, held-back content. */
const apply = () => {
  const now = JSON.stringify(kept.choice())
  if (now !== kept.n) {
    kept.n = now
    kept.g('update')
    document.dispatchEvent(new Event(CHANGE))
  }
  kept.scan()
}

/** Sends the record of the choice made on this page, once. */
let send = () => {}

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
      region: '',
      gpc: kept.gpc,
      banner: kept.c.v,
      previous: memory.i,
    }
    memory.i = id
    memory.w = 1
    memory.p = undefined
    if (!kept.k) memory.q = [...queued(), record].slice(-QUEUE)
  })
  kept.due()
  apply()
  send = () => {
    send = () => {}
    remember(() => {
      const record = queued().find((one) => one.id === id)
      if (!record || !api) return
      record.region = api.getRegion()
      record.consentId = api.consentId?.() || undefined
    })
    flush(true)
  }
  tell(() => {
    apply()
    send()
  })
  setTimeout(() => send(), COURTESY)
}

const boxes = () => [...kept.el('d').querySelectorAll('input')]

const fill = () => {
  const { i = '' } = recall()
  const receipt = kept.el<HTMLAnchorElement>('n')
  receipt.textContent = i
  receipt.href = `${kept.c.x}/receipts/${i}`
  kept.el('i').hidden = !i
  // Liquid prints one row per purpose, in their order.
  for (const [index, purpose] of purposes.entries()) {
    const box = boxes()[index]
    const row = box?.closest('li')
    if (!box || !row) continue
    row.hidden = box.disabled = !asked(purpose)
    // A grant that still waits for Shopify is the visitor's choice all the same.
    box.checked = kept.ok(purpose)?.[0] === WAITING || allowed(purpose)
  }
}

kept.act = (action) => {
  const dialog = kept.el<HTMLDialogElement>('d')
  if (action === 'open' || action === 'who') {
    fill()
    if (!api && !purposes.every(asked)) region(fill)
    if (!dialog.open) dialog.showModal()
    if (action === 'who') {
      const recipients = kept.el('w')
      recipients.scrollIntoView()
      recipients.focus()
    }
    return
  }
  if (action !== 'shut') {
    const shown = boxes().filter((box) => (dialog.open ? !box.disabled : kept.a.includes(box.name)))
    decide(
      Object.fromEntries(shown.map((box) => [box.name, action === 'save' ? box.checked : action === 'yes'])),
      dialog.open ? 'preferences' : 'banner',
    )
    kept.show(false)
  }
  dialog.close()
}

/** Asks Shopify where the visitor is; the banner is shown unless it says that no consent is needed there. */
const region = (done: () => void) =>
  withApi((privacy, settled) => {
    settled()
    sale = privacy.saleOfDataRegion()
    if (!kept.c.f) {
      // An unknown region is treated as one where consent is needed.
      optOut = !privacy.shouldShowBanner() && (sale || !!privacy.getRegion())
      kept.show(!optOut && kept.a.length > 0)
    }
    done()
  })

/** The signal is a refusal by itself; it is recorded once, and an explicit choice made later replaces it. */
const honourGpc = () => {
  const open = purposes.filter((purpose) => asked(purpose) && kept.y(purpose))
  if (open.length) decide(Object.fromEntries(open.map(([key]) => [key, false])), 'gpc')
  apply()
}

const takeOver = () => {
  const { p: early, w: untold } = recall()
  if (early?.[1] === kept.c.v) kept.act?.(early[0])
  else if (untold) tell(apply)
  if (kept.o) kept.act?.(kept.o)
  flush()
}

/** Shopify is asked for the region once a page. */
let asks = !preview

kept.go = () => {
  recall()
  kept.due()
  if (!kept.a.length) kept.show(false)
  // `loadFeatures` and held-back content are there once the page is.
  if (document.readyState === 'loading') return
  if (asks && (purposes.some(kept.y) || (kept.a.length && !kept.c.f))) {
    asks = false
    region(honourGpc)
  }
  apply()
}

addEventListener('pagehide', () => send())

if (!preview) takeOver()
kept.go()
