/**
 * The link "Your Privacy Choices" at the foot of every page (Cal. Code Regs. tit. 11, § 7015), for visitors from the United
 * States or for everybody. A part of its own, for shops that have such visitors. Where the merchant has placed the link as a
 * block of the theme, that one is shown.
 */
import { PRIVACY_CHOICES } from '../../shopify/app-proxy/words.ts'
import { OPT_OUT_ICON } from './opt-out-icon.ts'
import { CHANGE, kept, REFUSED } from './page.ts'
import { apiAnswer, region, withApi } from './shopify.ts'
import { isSold } from './signals.ts'

const PAGE = `/${PRIVACY_CHOICES}`
/** The merchant's block; the link of an earlier run, where a page runs its scripts again; a menu that leads there too. */
const PLACED = '[data-kept-link]'
const ELSEWHERE = `[data-kept-foot],footer a[href$="${PAGE}"]`
/** Of an article, a dialog or a menu is not the page's. */
const FOOTERS = 'footer,[role=contentinfo],.shopify-section-group-footer-group'
const INSIDE = 'main,article,aside,dialog,nav,[role=dialog]'

const [title, isCertain] = kept.c.u ?? ['', false]

const link = document.createElement('p')
link.style.cssText = 'display:flex;flex-wrap:wrap;align-items:center;justify-content:center;margin:0;padding:4px 16px'
link.dataset.keptFoot = ''
const anchor = document.createElement('a')
anchor.href = kept.c.x + PAGE
anchor.lang = kept.c.l
anchor.style.cssText =
  'display:inline-flex;gap:.5em;align-items:center;min-height:44px;color:inherit;text-decoration:underline'
anchor.innerHTML = OPT_OUT_ICON
anchor.append(title)
const signal = document.createElement('span')
signal.lang = kept.c.l
signal.style.margin = '0 .5em'
link.append(anchor, signal)

/** What the visitor allowed here in spite of the signal is allowed. */
const isHonoured = () =>
  kept.gpc && !kept.c.p.some((purpose) => isSold(purpose) && (kept.ok(purpose)?.[0] ?? 0) > REFUSED)
const honoured = () => {
  const template = document.getElementById('site-choices') as HTMLTemplateElement
  return template.content.querySelector('.g')?.textContent ?? ''
}
const saySignal = () => {
  signal.textContent = isHonoured() ? honoured() : ''
}

const footerOfPage = () =>
  [...document.querySelectorAll(FOOTERS)].filter((footer) => !footer.parentElement?.closest(INSIDE)).at(-1)

/** Times it is put into the page: a page that always takes it out is not fought for ever. */
let times = 99
const place = () => {
  if (!document.body || link.isConnected) return
  const placed = document.querySelectorAll<HTMLElement>(PLACED)
  for (const each of placed) each.style.display = ''
  if (!signal.isConnected) placed[0]?.append(signal)
  if (placed.length || document.querySelector(ELSEWHERE) || times-- < 0) return
  const footer = footerOfPage() ?? document.body
  footer.append(link)
}

const show = () => {
  saySignal()
  document.addEventListener(CHANGE, saySignal)
  place()
  // Themes draw their footer anew, and some replace the whole body.
  new MutationObserver(place).observe(document.documentElement, { childList: true, subtree: true })
}

const begin = () => {
  if (isCertain) show()
  else {
    withApi((_, settled) => {
      settled()
      if (region().startsWith('US') || apiAnswer('saleOfDataRegion') === true) show()
    })
  }
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', begin)
else begin()
