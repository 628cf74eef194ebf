/** Deletes the first-party trackers of refused purposes. */
import { remember } from './memory.ts'
import { GRANTED, kept } from './page.ts'

/** Never touched, whatever the list says: Shopify's own (https://shopify.dev/docs/api/customer-privacy) and our memory. */
const SPARED = /shopify|^(_?secure_|_tracking_c|_?cmp_|_merchant|cart|checkout|localization|keep_alive|_[ys]$|kp\d$)/i

/** Deletes this site's cookies and storage keys of the names that are meant. */
export const remove = (isMeant: (name: string) => boolean) => {
  const listed = (name: string) => !SPARED.test(name) && isMeant(name)
  for (const cookie of document.cookie.split('; ')) {
    const [name = ''] = cookie.split('=')
    if (!listed(name)) continue
    // A script cannot see a cookie's domain, so every domain it may have been set on is tried, and none.
    for (let domain = `.${location.hostname}`; ; domain = domain.replace(/^\.[^.]*/, '')) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
      document.cookie = `${name}=;path=/;max-age=0${domain && `;domain=${domain}`}`
      if (!domain) break
    }
  }
  try {
    for (const store of [localStorage, sessionStorage]) {
      for (const name of Object.keys(store).filter(listed)) store.removeItem(name)
    }
  } catch {}
}

const forget = (key: string) => {
  for (const pattern of kept.c.t?.[key] ?? []) {
    const [start = '', end] = pattern.split('*')
    remove((name) => (end === undefined ? name === start : name.startsWith(start) && name.endsWith(end)))
  }
}

export const forgetRefused = () => {
  if (!kept.m.d) return
  for (const purpose of kept.c.p) {
    const answer = kept.ok(purpose)
    if (answer && answer[0] < GRANTED) forget(purpose[0])
  }
  remember((memory) => {
    memory.d = undefined
  })
}
