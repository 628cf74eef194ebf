// Shopify's `s-*` elements as far as Kept's extensions use them: plain HTML in a shadow root, without Shopify's looks.
const STYLE = `
:host{display:block;font:15px/1.5 system-ui,sans-serif;color:#1f2124}:host([hidden]){display:none}
button,select,textarea,input{font:inherit;border:1px solid #8a8a8a;border-radius:8px;background:#fff;color:inherit}
button{padding:8px 14px;min-height:40px;cursor:pointer}button.primary{background:#1f2124;color:#fff;border-color:#1f2124}button.critical{color:#8e0b21;border-color:#8e0b21}
select,textarea,input:not([type=checkbox]){display:block;width:100%;padding:8px 10px;margin-top:4px;box-sizing:border-box;min-height:40px}
label.switch{display:flex;gap:10px;align-items:center;font-weight:600;min-height:32px}label.switch input{width:20px;height:20px;flex:none}
h1{font-size:24px;margin:0 0 16px}h2{font-size:18px;margin:0 0 12px}h3{font-size:16px;margin:0}a{color:#0a5ea8}
.card{background:#fff;border:1px solid #e3e3e3;border-radius:12px;padding:16px;margin-bottom:16px}
.badge{display:inline-block;border-radius:999px;padding:1px 10px;background:#e3e3e3;font-size:13px}.badge.success{background:#cdfee1;color:#0c5132}.badge.critical{background:#fedad9;color:#8e0b21}.badge.warning{background:#ffefc2;color:#5e4200}.badge.info{background:#e0f0ff;color:#00405e}
.banner{border-radius:8px;padding:12px;background:#eaf4ff}.banner.critical{background:#fee9e8}.banner.success{background:#e3f1df}.banner.warning{background:#fff1d6}
summary{cursor:pointer;padding:8px 0;font-weight:600;min-height:28px}`

const GAPS = { none: 0, small: 4, base: 12, large: 24 }

const inner = (host, html) => {
  host.root.innerHTML = `<style>${STYLE}</style>${html}`
  return host.root.querySelector('[data-inner]')
}

/** Makes an element: what it draws, and what it does when one of its properties changes. */
function define(name, properties, draw, update = () => undefined) {
  class Element extends HTMLElement {
    static observedAttributes = properties.map((one) => one.toLowerCase())
    #values = {}
    constructor() {
      super()
      this.root = this.attachShadow({ mode: 'open' })
      for (const property of properties) {
        Object.defineProperty(this, property, {
          get: () => this.#values[property],
          set: (value) => {
            this.#values[property] = value
            this.changed()
          },
        })
      }
      draw(this)
    }
    connectedCallback() {
      this.changed()
    }
    attributeChangedCallback(attribute, _old, value) {
      const property = properties.find((one) => one.toLowerCase() === attribute)
      this[property] = value
    }
    changed() {
      update(this)
    }
  }
  customElements.define(name, Element)
}

const text = (host, selector, value) => {
  const found = host.root.querySelector(selector)
  found.textContent = value ?? ''
  found.hidden = !value
}
const passOn = (host, type) => host.dispatchEvent(new Event(type, { bubbles: true }))

const headed = (level, wrapper) => [
  ['heading'],
  (host) => inner(host, `<div class="${wrapper}"><h${level} data-inner hidden></h${level}><slot></slot></div>`),
  (host) => text(host, `h${level}`, host.heading),
]
define('s-page', ...headed(1, ''))
define('s-section', ...headed(2, 'card'))
define('s-admin-block', ...headed(2, 'card'))
define(
  's-admin-action',
  ['heading'],
  (host) =>
    inner(
      host,
      `<div class="card"><h2 data-inner></h2><slot></slot><div style="display:flex;gap:8px;justify-content:flex-end;margin-top:16px"><slot name="secondary-actions"></slot><slot name="primary-action"></slot></div></div>`,
    ),
  (host) => text(host, 'h2', host.heading),
)
define('s-heading', [], (host) => inner(host, '<h3><slot></slot></h3>'))
define(
  's-stack',
  ['direction', 'gap'],
  (host) => inner(host, '<div data-inner style="display:flex"><slot></slot></div>'),
  (host) => {
    const isRow = host.direction === 'inline'
    Object.assign(host.root.querySelector('[data-inner]').style, {
      flexDirection: isRow ? 'row' : 'column',
      flexWrap: 'wrap',
      alignItems: isRow ? 'center' : 'stretch',
      gap: `${GAPS[host.gap] ?? 0}px`,
    })
  },
)
define(
  's-text',
  ['tone', 'color', 'type'],
  (host) => inner(host, '<span data-inner><slot></slot></span>'),
  (host) => {
    Object.assign(host.root.querySelector('[data-inner]').style, {
      color: host.tone === 'success' ? '#0c5132' : host.color === 'subdued' ? '#5c5f62' : '',
      fontSize: host.type === 'small' ? '13px' : '',
      fontWeight: host.type === 'strong' ? '600' : '',
    })
  },
)
const toned = (kind, role) => [
  ['tone', 'heading'],
  (host) => inner(host, `<div data-inner role="${role}"><slot></slot></div>`),
  (host) => {
    host.root.querySelector('[data-inner]').className = `${kind} ${host.tone ?? ''}`
  },
]
define('s-banner', ...toned('banner', 'status'))
define(
  's-badge',
  ['tone'],
  (host) => inner(host, '<span data-inner class="badge"><slot></slot></span>'),
  (host) => {
    host.root.querySelector('[data-inner]').className = `badge ${host.tone ?? ''}`
  },
)
define('s-skeleton-paragraph', [], (host) => inner(host, '<p aria-busy="true" role="status">…</p>'))
define(
  's-spinner',
  ['accessibilityLabel'],
  (host) => inner(host, '<span data-inner role="status">…</span>'),
  (host) => host.root.querySelector('[data-inner]').setAttribute('aria-label', host.accessibilityLabel ?? ''),
)
define('s-details', [], (host) =>
  inner(host, '<details><summary><slot name="summary"></slot></summary><slot></slot></details>'))
define('s-summary', [], (host) => {
  inner(host, '<style>:host{display:inline}</style><slot></slot>')
  queueMicrotask(() => host.setAttribute('slot', 'summary'))
})
define('s-unordered-list', [], (host) => inner(host, '<div role="list"><slot></slot></div>'))
define('s-list-item', [], (host) => inner(host, '<div role="listitem" style="padding:6px 0"><slot></slot></div>'))
define('s-form', [], (host) => inner(host, '<slot></slot>'))

define(
  's-link',
  ['href', 'target'],
  (host) => inner(host, '<a data-inner target="_top"><slot></slot></a>'),
  (host) => {
    host.root.querySelector('a').href = window.standIn.addressOf(host.href ?? '#')
  },
)
define(
  's-button',
  ['variant', 'tone', 'type', 'loading', 'disabled', 'accessibilityLabel'],
  (host) => {
    inner(host, '<button data-inner type="button"><slot></slot></button>').addEventListener('click', () => {
      if (host.type === 'submit') passOn(host.closest('s-form'), 'submit')
    })
  },
  (host) => {
    const button = host.root.querySelector('button')
    button.className = `${host.variant ?? ''} ${host.tone ?? ''}`
    button.disabled = Boolean(host.loading) || Boolean(host.disabled)
    if (host.accessibilityLabel) button.setAttribute('aria-label', host.accessibilityLabel)
  },
)
define(
  's-switch',
  ['label', 'checked', 'disabled'],
  (host) => {
    inner(
      host,
      '<label class="switch"><input data-inner type="checkbox" role="switch"><span></span></label>',
    ).addEventListener('change', ({ target }) => {
      host.checked = target.checked
      passOn(host, 'change')
    })
  },
  (host) => {
    const input = host.root.querySelector('input')
    input.checked = Boolean(host.checked) && host.checked !== 'false'
    input.disabled = Boolean(host.disabled)
    host.root.querySelector('span').textContent = host.label ?? ''
  },
)

const field = (control) => (host) => {
  const input = inner(host, `<label><span></span>${control}</label>`)
  for (const type of ['input', 'change']) {
    input.addEventListener(type, (event) => {
      event.stopPropagation()
      host.value = input.value
      passOn(host, type)
    })
  }
}
const shown = (host) => {
  const input = host.root.querySelector('[data-inner]')
  host.root.querySelector('span').textContent = host.label ?? ''
  if (host.maxLength) input.maxLength = Number(host.maxLength)
  if (input.value !== (host.value ?? '')) input.value = host.value ?? ''
}
define('s-text-area', ['label', 'value', 'maxLength'], field('<textarea data-inner rows="3"></textarea>'), shown)
define('s-date-field', ['label', 'value'], field('<input data-inner type="date">'), shown)
define('s-option', ['value'], (host) => inner(host, '<slot></slot>'))
define(
  's-select',
  ['label', 'value'],
  (host) => {
    field('<select data-inner></select><slot hidden></slot>')(host)
    const copy = () => {
      host.root.querySelector('select').innerHTML = ''
      for (const option of host.querySelectorAll('s-option'))
        host.root.querySelector('select').append(new Option(option.textContent, option.value ?? ''))
      shown(host)
    }
    new MutationObserver(copy).observe(host, { childList: true, subtree: true, characterData: true })
    queueMicrotask(copy)
  },
  shown,
)
