// A stand-in for Shopify's App Bridge: the same global with the same duties, talking to the stand-in's admin (the parent
// window) by postMessage. It needs no storage: a browser may deny that inside the admin's frame.
;(() => {
  const adminOrigin = __ADMIN_ORIGIN__
  const script = document.currentScript
  const params = new URLSearchParams(location.search)
  const config = {
    apiKey: script.dataset.apiKey,
    shop: params.get('shop'),
    host: params.get('host'),
    locale: params.get('locale') ?? 'en',
  }
  let lastId = 0
  const waiting = new Map()

  const ask = (type, data) =>
    new Promise((resolve, reject) => {
      if (window.parent === window) return reject(new Error('The app is not embedded'))
      lastId += 1
      waiting.set(lastId, resolve)
      window.parent.postMessage({ standIn: true, id: lastId, type, data }, adminOrigin)
    })
  const tell = (type, data) => void ask(type, data).catch(() => {})

  addEventListener('message', (event) => {
    if (event.origin !== adminOrigin || !event.data?.standIn) return
    const { type, id, value } = event.data
    if (type === 'navigate') navigate(value)
    else if (type === 'saveBarButton')
      document
        .querySelector(
          `ui-save-bar[data-open] button${value === 'save' ? '[variant=primary]' : ':not([variant=primary])'}`,
        )
        ?.click()
    else {
      waiting.get(id)?.(value)
      waiting.delete(id)
    }
  })

  function navigate(path) {
    const link = document.createElement('a')
    link.setAttribute('href', path)
    document.body.append(link)
    link.dispatchEvent(new Event('shopify:navigate', { bubbles: true }))
    link.remove()
  }

  const idToken = () => ask('idToken')

  const fetchOfBrowser = window.fetch
  window.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (new URL(request.url).origin !== location.origin) return fetchOfBrowser(request)
    const send = async () => {
      const copy = new Request(request.clone())
      copy.headers.set('Authorization', `Bearer ${await idToken()}`)
      copy.headers.set('Accept-Language', config.locale)
      return fetchOfBrowser(copy)
    }
    const response = await send()
    return response.headers.get('X-Shopify-Retry-Invalid-Session-Request') ? send() : response
  }

  const saveBar = (id, open) => {
    document.getElementById(id)?.toggleAttribute('data-open', open)
    return ask('saveBar', { open })
  }

  window.shopify = {
    config,
    environment: { embedded: true, mobile: false, intent: false },
    idToken,
    ready: Promise.resolve(),
    toast: {
      show: (message, options) => {
        tell('toast', { message, ...options })
        return String(lastId)
      },
      hide: () => {},
    },
    loading: (on) => tell('loading', on ?? true),
    saveBar: {
      show: (id) => saveBar(id, true),
      hide: (id) => saveBar(id, false),
      toggle: (id) => saveBar(id, !document.getElementById(id)?.hasAttribute('data-open')),
      leaveConfirmation: async () => {},
    },
    modal: { show: async () => {}, hide: async () => {}, toggle: async () => {} },
    user: async () => ({}),
  }

  // The admin shows these; in the page they are not seen. Not by attributes: React compares those with the server's.
  const hidden = new CSSStyleSheet()
  hidden.replaceSync('ui-nav-menu, ui-save-bar { display: none }')
  document.adoptedStyleSheets.push(hidden)

  const sendMenu = () => {
    const menu = document.querySelector('ui-nav-menu')
    if (!menu) return
    tell(
      'menu',
      [...menu.querySelectorAll('a')].map((link) => ({
        text: link.textContent,
        href: link.getAttribute('href'),
        home: link.rel === 'home',
      })),
    )
  }
  addEventListener('DOMContentLoaded', () => {
    sendMenu()
    tell('path', location.pathname)
  })
  const pushState = history.pushState
  history.pushState = function (...args) {
    pushState.apply(this, args)
    tell('path', location.pathname)
  }

  // The page that Shopify's library bounces to when a session token is missing: fetch one and go back with it.
  const reload = params.get('shopify-reload')
  if (reload) {
    void idToken().then((token) => {
      const target = new URL(reload)
      target.searchParams.set('id_token', token)
      location.replace(target)
    })
  }
})()
