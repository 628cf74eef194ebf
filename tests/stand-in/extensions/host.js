// Runs the bundle of one extension as Shopify's host does: the global `shopify`, the surface's words, and calls with session tokens.
const { target, language, words, tokenUrl, queryUrl, appUrl, selected, pages, bundle } = window.standIn

const wordIn = (key) => key.split('.').reduce((found, part) => found?.[part], words) ?? key
const token = async () => (await (await fetch(tokenUrl)).json()).token

/** `extension:HANDLE/` and `app:PATH` are addresses of Shopify's own. */
window.standIn.addressOf = (href) => {
  const [, scheme, rest] = /^(extension|app):(.*)$/.exec(href) ?? []
  if (scheme === 'app') return `${pages.app}/${rest}`
  return scheme === 'extension' ? pages.extension : href
}

let draw
window.shopify = {
  extend: (name, start) => {
    if (name === target) draw = start
  },
  i18n: {
    translate: (key, values = {}) => wordIn(key).replace(/\{\{ (\w+) \}\}/g, (_all, name) => values[name]),
    formatDate: (date, options) => new Intl.DateTimeFormat(language, options).format(date),
  },
  localization: { language: { value: { isoCode: language } } },
  sessionToken: { get: token },
  auth: { idToken: token },
  data: { selected },
  query: async (query, { variables } = {}) =>
    (await fetch(queryUrl, { method: 'POST', body: JSON.stringify({ query, variables }) })).json(),
  close: () => window.top.location.assign(pages.back),
}

// The admin completes relative addresses with the app's, and signs them.
const plain = window.fetch.bind(window)
const isAdmin = target.startsWith('admin.')
if (isAdmin) {
  window.fetch = async (address, init = {}) => {
    if (!String(address).startsWith('/admin-extensions')) return plain(address, init)
    const headers = {
      ...init.headers,
      authorization: `Bearer ${await (await plain(tokenUrl)).json().then((one) => one.token)}`,
    }
    return plain(appUrl + address, { ...init, headers })
  }
}

// An extension draws into its own document; here that is a part of this one.
const drawn = document.getElementById('drawn')
Object.defineProperty(document, 'body', { get: () => drawn })

const script = document.createElement('script')
script.src = bundle
script.onload = () => draw()
document.head.append(script)

// The page around the frame makes it as high as what is in it.
new ResizeObserver(() => {
  const frame = window.frameElement
  if (frame) frame.style.height = `${document.documentElement.offsetHeight + 8}px`
}).observe(document.documentElement)
