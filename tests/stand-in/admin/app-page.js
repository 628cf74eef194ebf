// The admin around the app: answers what the app's App Bridge asks (see app-bridge.js) by postMessage.
;(() => {
  const { origin, store, home } = window.standIn
  const TOAST_MS = 5000
  const frame = document.getElementById('app')
  const toast = document.getElementById('toast')
  const save = document.getElementById('save')
  const menu = document.getElementById('menu')
  const send = (message) => frame.contentWindow.postMessage({ standIn: true, ...message }, origin)
  let hiding

  const hasUnsaved = () => save.hasAttribute('data-open')
  const mayLeave = () => {
    if (hasUnsaved() && !confirm('Leave page with unsaved changes?')) return false
    save.removeAttribute('data-open')
    return true
  }

  const markCurrent = (path) => {
    for (const link of menu.querySelectorAll('a')) {
      if (path === link.dataset.path || path.startsWith(`${link.dataset.path}/`))
        link.setAttribute('aria-current', 'page')
      else link.removeAttribute('aria-current')
    }
  }

  const menuLink = ({ text, href }) => {
    const link = document.createElement('a')
    link.href = home + href
    link.textContent = text
    link.className = 'app'
    link.dataset.path = href
    link.onclick = (event) => {
      event.preventDefault()
      if (mayLeave()) send({ type: 'navigate', value: href })
    }
    return link
  }

  const scopes = async (change, list = []) =>
    (
      await fetch(`${store}/scopes`, {
        method: change ? 'POST' : 'GET',
        ...(change && { body: new URLSearchParams({ change, scopes: list.join(',') }) }),
      })
    ).json()

  // Shopify asks the merchant over the app.
  const mayUse = (wanted) =>
    new Promise((resolve) => {
      const dialog = document.getElementById('grant')
      dialog
        .querySelector('ul')
        .replaceChildren(...wanted.map((scope) => Object.assign(document.createElement('li'), { textContent: scope })))
      dialog.returnValue = ''
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'grant'), { once: true })
      dialog.showModal()
    })

  let current = ''
  const duties = {
    idToken: async () => (await (await fetch(`${store}/session-token`)).json()).token,
    extensions: async () => (await fetch(`${store}/extensions`)).json(),
    scopes: () => scopes(),
    requestScopes: async (wanted) => {
      const before = await scopes()
      if (wanted.every((scope) => before.granted.includes(scope))) return { result: 'granted-all', detail: before }
      const undeclared = wanted.filter((scope) => !before.optional.includes(scope))
      if (undeclared.length > 0) return { error: `These are not optional scopes of the app: ${undeclared.join(', ')}` }
      const isGranted = await mayUse(wanted.filter((scope) => !before.granted.includes(scope)))
      return {
        result: isGranted ? 'granted-all' : 'declined-all',
        detail: isGranted ? await scopes('grant', wanted) : before,
      }
    },
    revokeScopes: async (unwanted) => ({ detail: await scopes('revoke', unwanted) }),
    toast: ({ message, isError, duration = TOAST_MS, action }) => {
      toast.textContent = message
      if (action) {
        const button = document.createElement('button')
        button.textContent = action
        button.style.marginInlineStart = '12px'
        button.onclick = () => {
          duties.hideToast()
          send({ type: 'toastAction' })
        }
        toast.append(button)
      }
      toast.toggleAttribute('data-error', Boolean(isError))
      toast.style.visibility = 'visible'
      clearTimeout(hiding)
      hiding = setTimeout(duties.hideToast, duration)
    },
    hideToast: () => {
      toast.style.visibility = 'hidden'
    },
    loading: (on) => {
      document.getElementById('loading').style.visibility = on ? 'visible' : 'hidden'
    },
    saveBar: ({ open }) => void save.toggleAttribute('data-open', open),
    // Answers once the merchant lets go of the changes, and never when they stay.
    leaveConfirmation: () => (mayLeave() ? undefined : new Promise(() => {})),
    path: (path) => {
      current = path
      history.replaceState(null, '', home + path + location.search)
      markCurrent(path)
    },
    menu: (links) => {
      menu.replaceChildren(...links.filter((link) => !link.home).map(menuLink))
      markCurrent(current)
    },
    // `shopify://admin/customers/1`: a page of the admin itself.
    admin: (path) => location.assign(store + path),
    redirect: (url) => location.assign(url),
  }

  addEventListener('message', async (event) => {
    if (event.origin !== origin || event.source !== frame.contentWindow || !event.data?.standIn) return
    const { id, type, data } = event.data
    send({ id, value: await duties[type]?.(data) })
  })
  for (const button of document.querySelectorAll('[data-save]')) {
    button.onclick = () => send({ type: 'saveBarButton', value: button.dataset.save })
  }
})()
