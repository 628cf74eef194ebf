/** Deletes the first-party trackers of refused purposes, on each page, for as long as they are refused. */
import { remember } from '../memory.ts'
import { kept } from '../page.ts'

/** Never touched, whatever the list says: Shopify's own (https://shopify.dev/docs/api/customer-privacy) and our memory. */
const SPARED = /shopify|^(_?secure_|_tracking_c|_?cmp_|_merchant|cart|checkout|localization|keep_alive|_[ys]$|kp\d$)/i

/** Each is one write of a cookie, which the browser does while the page waits. */
const MOST_COOKIES = 50
const MOST_PARTS_OF_A_PATH = 10
/** Where scripts of a shop set cookies that other pages cannot see. */
const PATHS_OF_SHOPS = ['/account', '/blogs', '/cart', '/checkout', '/collections', '/pages', '/products', '/search']

/** A script cannot see where a cookie was set. Every domain that it may have been set on, the page's own host first. */
const domains = () => {
  const found = ['']
  for (let domain = `.${location.hostname}`; domain; domain = domain.replace(/^\.[^.]*/, '')) found.push(domain)
  return found
}

/** Every path that a cookie which this page sees may have been set on. */
const paths = () => {
  const found = ['/']
  let path = ''
  for (const part of location.pathname.split('/').filter(Boolean).slice(0, MOST_PARTS_OF_A_PATH)) {
    path += `/${part}`
    found.push(path, `${path}/`)
  }
  return found
}

const expire = (name: string, path: string) => {
  for (const domain of domains()) {
    // `__Secure-` and `__Host-` are only taken with Secure; a partitioned one is another cookie.
    for (const kind of ['', ';secure', ';secure;samesite=none;partitioned']) {
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
      document.cookie = `${name}=;path=${path};max-age=0${domain && `;domain=${domain}`}${kind}`
    }
  }
}

const cookieNames = () => {
  try {
    return document.cookie.split('; ').map((cookie) => cookie.split('=')[0] ?? '')
  } catch {
    // A sandboxed page has none.
    return []
  }
}

/** Deletes this site's cookies and storage keys of the names that are meant. */
export const remove = (isMeant: (name: string) => boolean) => {
  const isListed = (name: string) => name !== '' && !SPARED.test(name) && isMeant(name)
  const there = () => [...new Set(cookieNames().filter(isListed))].slice(0, MOST_COOKIES)
  for (const path of paths()) {
    const names = there()
    if (names.length === 0) break
    for (const name of names) expire(name, path)
  }
  for (const store of [() => localStorage, () => sessionStorage]) {
    try {
      for (const name of Object.keys(store()).filter(isListed)) store().removeItem(name)
    } catch {}
  }
}

const refusedPatterns = () => kept.c.p.flatMap((purpose) => (kept.no(purpose) ? (kept.c.t?.[purpose[0]] ?? []) : []))

const forget = () => {
  const patterns = refusedPatterns().map((pattern) => pattern.split('*'))
  if (patterns.length === 0) return
  remove((name) =>
    patterns.some(([start = '', end]) =>
      end === undefined
        ? name === start
        : name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end),
    ),
  )
}

const whenIdle = (task: () => void) =>
  'requestIdleCallback' in window ? requestIdleCallback(task, { timeout: 1000 }) : setTimeout(task, 50)

/** Once after a refusal: cookies that are set elsewhere in the shop, where the list has their whole name. */
const forgetElsewhere = () => {
  if (!kept.m.d) return
  const names = refusedPatterns().filter((pattern) => !pattern.includes('*') && !SPARED.test(pattern))
  const next = () => {
    const name = names.shift()
    if (name === undefined) {
      remember((memory) => {
        memory.d = undefined
      })
      return
    }
    try {
      for (const path of PATHS_OF_SHOPS) expire(name, path)
    } catch {}
    whenIdle(next)
  }
  next()
}

/** Milliseconds before the page is looked at again: a script that still runs sets its cookies again. Doubled each time. */
const FIRST_LOOK = 1000
/** A script that sets its cookie whenever it has gone is not fought for ever. */
const MOST_ANSWERS = 100
const BETWEEN_ANSWERS = 200

let isWatching = false
const watch = () => {
  isWatching = true
  const again = (wait: number) =>
    setTimeout(() => {
      forget()
      again(2 * wait)
    }, wait)
  again(FIRST_LOOK)
  addEventListener('pagehide', forget)
  document.addEventListener('visibilitychange', forget)
  let answers = 0
  let isWaiting = false
  // Where the browser tells of a new cookie, it goes at once.
  window.cookieStore?.addEventListener('change', ({ changed }) => {
    if (isWaiting || changed.length === 0 || answers === MOST_ANSWERS) return
    isWaiting = true
    answers += 1
    setTimeout(() => {
      isWaiting = false
      forget()
    }, BETWEEN_ANSWERS)
  })
}

/** Never in front of what the shopper waits for. */
export const keepForgetting = () => {
  if (refusedPatterns().length === 0) return
  whenIdle(() => {
    forget()
    forgetElsewhere()
    if (!isWatching) watch()
  })
}
