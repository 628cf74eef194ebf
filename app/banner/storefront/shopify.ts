/** Shopify's Customer Privacy API: asked late, never trusted to be there, nor to answer what it should. */
import { recall, remember } from './memory.ts'
import { type ApiQuestion, type CustomerPrivacy, GRANTED, kept, type Signal, WAITING } from './page.ts'

/** Milliseconds before a call counts as lost. */
const CALL_TIMEOUT_MS = 5000
/** Milliseconds before each attempt on this page; the next page view begins again. */
const ATTEMPTS = [0, 1000, 3000, 9000, 27000]

/** Only set once its own callback has said that it is ready: before that it answers "allowed" to everything. */
export let api: CustomerPrivacy | undefined

/** What it answers, whatever that is; undefined where it knows no answer. */
export const apiAnswer = (question: ApiQuestion): unknown => {
  try {
    return api?.[question]?.()
  } catch {}
}

/** ISO 3166-2 without the dash; empty where the answer is no region. */
export const region = () => {
  const answer = apiAnswer('getRegion')
  return /^[A-Z]{2}[A-Z0-9]{0,3}$/.exec(`${answer}`.replace('-', ''))?.[0] ?? ''
}

type Task = (api: CustomerPrivacy, done: () => void, failed: () => void) => unknown

/** Runs `task` with the API until it is done; gives up when the attempts are over or `wanted` says no. */
export const withApi = async (task: Task, wanted?: () => boolean) => {
  for (const wait of ATTEMPTS) {
    await new Promise((resolve) => setTimeout(resolve, wait))
    if (wanted && !wanted()) return
    try {
      return await new Promise<void>((resolve, reject) => {
        setTimeout(reject, CALL_TIMEOUT_MS)
        // Throws, and so rejects, where Shopify's script is missing.
        const shopify = window.Shopify as Required<NonNullable<Window['Shopify']>>
        shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], async (error) => {
          try {
            if (error) throw error
            api = shopify.customerPrivacy as CustomerPrivacy
            await task(api, resolve, reject)
          } catch {
            reject()
          }
        })
      })
    } catch {}
  }
}

/** Tells Shopify the choice, then marks it as taken. A newer choice replaces one still on its way. */
export const tell = (told: () => void) => {
  const mine = kept.m.i
  const current = () => recall().i === mine
  withApi((privacy, done, failed) => {
    const consent: Partial<Record<Signal, boolean>> = {}
    for (const purpose of kept.c.p) {
      const [, signal] = purpose
      const answer = kept.ok(purpose)
      // A signal that several purposes share is granted only if all of them are.
      if (signal && answer) consent[signal] = consent[signal] !== false && answer[0] >= GRANTED
    }
    const taken = () => {
      done()
      if (!current()) return
      remember((memory) => {
        memory.w = 0
        for (const key in memory.c) if (memory.c[key]?.[0] === WAITING) memory.c[key][0] = GRANTED
      })
      told()
    }
    // It throws at an empty object.
    if (!Object.keys(consent).length) return taken()
    return privacy.setTrackingConsent(consent, (result) => (result?.error ? failed() : taken()))
  }, current)
}
