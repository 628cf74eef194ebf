// A stand-in for Shopify's App Bridge: the same global with the same duties, talking to the stand-in's admin (the parent
// window) by postMessage. It needs no storage: a browser may deny that inside the admin's frame.
;(() => {
  const adminOrigin = __ADMIN_ORIGIN__
  const storefronts = Object.entries(__STOREFRONTS__)
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

  let onToastAction

  const BUTTONS = { save: 'button[variant=primary]', discard: 'button:not([variant=primary])' }

  addEventListener('message', (event) => {
    if (event.origin !== adminOrigin || event.source !== window.parent || !event.data?.standIn) return
    const { type, id, value } = event.data
    if (type === 'navigate') navigate(value)
    else if (type === 'toastAction') onToastAction?.()
    else if (type === 'saveBarButton') document.querySelector(`ui-save-bar[data-open] ${BUTTONS[value]}`)?.click()
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

  const orThrow = (answer) => {
    if (answer?.error) throw new Error(answer.error)
    return answer
  }

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
    const again = response.headers.get('X-Shopify-API-Request-Failure-Reauthorize-Url')
    if (again) await ask('redirect', new URL(again, location.href).href)
    return response.headers.get('X-Shopify-Retry-Invalid-Session-Request') ? send() : response
  }

  // Links into the admin itself.
  const adminPath = (url) => String(url).match(/^shopify:(?:\/\/admin|admin)?(\/.*)$/)?.[1]
  // A shop's domain is nowhere but on this machine.
  const here = (url) => {
    const [shop, storefront] = storefronts.find(([origin]) => url.startsWith(`${origin}/`)) ?? []
    return shop ? storefront + url.slice(shop.length) : url
  }
  const openOfBrowser = window.open
  window.open = (url, ...rest) => {
    const path = adminPath(url)
    if (!path) return openOfBrowser.call(window, here(String(url)), ...rest)
    tell('admin', path)
    return null
  }
  addEventListener('click', (event) => {
    const path = adminPath(event.target.closest?.('a[href^="shopify:"]')?.getAttribute('href'))
    if (!path) return
    event.preventDefault()
    tell('admin', path)
  })
  addEventListener(
    'click',
    (event) => {
      const link = event.target.closest?.('a[href]')
      if (link && here(link.href) !== link.href) link.href = here(link.href)
    },
    true,
  )

  // The admin shows these; in the page they are not seen. Not by attributes: React compares those with the server's.
  const hidden = new CSSStyleSheet()
  hidden.replaceSync('ui-nav-menu, ui-save-bar, ui-title-bar { display: none }')
  document.adoptedStyleSheets.push(hidden)

  class Overlay extends HTMLElement {
    get showing() {
      return this.hasAttribute('data-open')
    }
    async show() {
      if (!this.showing) await this.open(true)
    }
    async hide() {
      if (this.showing) await this.open(false)
    }
    async toggle() {
      await this.open(!this.showing)
    }
    async open(on) {
      this.toggleAttribute('data-open', on)
      this.dispatchEvent(new Event(on ? 'show' : 'hide'))
    }
  }

  class SaveBar extends Overlay {
    async open(on) {
      super.open(on)
      await ask('saveBar', { open: on })
    }
  }

  // A modal that stays in the app's frame; Shopify's covers the whole admin.
  class Modal extends Overlay {
    #dialog
    #content
    /** Where React puts the content. */
    get content() {
      if (!this.#content) {
        this.#content = document.createElement('div')
        this.append(this.#content)
      }
      return this.#content
    }
    async open(on) {
      this.#dialog ??= this.#build()
      super.open(on)
      if (on) this.#title()
      if (on) this.#dialog.showModal()
      else this.#dialog.close()
    }
    #build() {
      const shadow = this.attachShadow({ mode: 'open' })
      shadow.innerHTML = `<style>dialog{border:0;border-radius:12px;padding:0;min-width:min(90vw,480px);max-width:90vw}h2{font:600 16px system-ui;margin:0;padding:12px 16px;background:#f3f3f3}
div{padding:16px}footer{display:flex;gap:8px;justify-content:flex-end;padding:12px 16px}button{font:inherit;padding:6px 12px}</style>
<dialog aria-labelledby="title"><h2 id="title"></h2><div><slot></slot></div><footer></footer></dialog>`
      const dialog = shadow.querySelector('dialog')
      dialog.addEventListener('close', () => this.hide())
      return dialog
    }
    #title() {
      const bar = this.querySelector('ui-title-bar')
      this.#dialog.querySelector('h2').textContent = bar?.getAttribute('title') ?? ''
      const buttons = [...(bar?.querySelectorAll('button') ?? [])].map((own) => {
        const button = document.createElement('button')
        button.textContent = own.textContent
        button.onclick = () => own.click()
        return button
      })
      this.#dialog.querySelector('footer').replaceChildren(...buttons)
    }
  }
  customElements.define('ui-save-bar', SaveBar)
  customElements.define('ui-modal', Modal)

  const overlays = (kind) => {
    const call = (method) => async (id) => {
      const element = document.getElementById(id)
      if (element?.localName !== kind) throw new Error(`There is no ${kind} with the id ${id}`)
      return element[method]()
    }
    return { show: call('show'), hide: call('hide'), toggle: call('toggle') }
  }

  window.shopify = {
    config,
    origin: adminOrigin,
    environment: { embedded: true, mobile: false, intent: false },
    idToken,
    ready: Promise.resolve(),
    toast: {
      show: (message, { isError, duration, action, onAction } = {}) => {
        onToastAction = onAction
        tell('toast', { message, isError, duration, action })
        return String(lastId)
      },
      hide: () => tell('hideToast'),
    },
    loading: (on) => tell('loading', on ?? true),
    saveBar: { ...overlays('ui-save-bar'), leaveConfirmation: () => ask('leaveConfirmation') },
    modal: overlays('ui-modal'),
    app: { extensions: () => ask('extensions') },
    scopes: {
      query: () => ask('scopes'),
      request: (scopes) => ask('requestScopes', scopes).then(orThrow),
      revoke: (scopes) => ask('revokeScopes', scopes).then(orThrow),
    },
    user: async () => ({}),
  }

  const sendMenu = (menu) => {
    const links = [...menu.querySelectorAll('a')]
    tell(
      'menu',
      links.map((link) => ({ text: link.textContent, href: link.getAttribute('href'), home: link.rel === 'home' })),
    )
  }
  class NavMenu extends HTMLElement {
    connectedCallback() {
      // Its links come after it; and change with the app's language.
      const watch = new MutationObserver(() => sendMenu(this))
      watch.observe(this, { childList: true, subtree: true, characterData: true })
      sendMenu(this)
    }
  }
  customElements.define('ui-nav-menu', NavMenu)

  addEventListener('DOMContentLoaded', () => tell('path', location.pathname))
  for (const name of ['pushState', 'replaceState']) {
    const ofBrowser = history[name]
    history[name] = function (...args) {
      ofBrowser.apply(this, args)
      tell('path', location.pathname)
    }
  }
  addEventListener('popstate', () => tell('path', location.pathname))

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
