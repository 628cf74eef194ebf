/**
 * The page "Your Privacy Choices": says what holds in this browser, and acts at once, through the asset as every choice does.
 * The page fetches it; what it cannot do without the asset it says (`../privacy-choices/page.ts` writes the page).
 */
import { CHANGE, GRANTED, kept, type Purpose } from './page.ts'
import { ALLOWED, isSold } from './signals.ts'

/** The asset comes at once or, from a shop behind an ad blocker, never. */
const LOOKS_FOR_ASSET = 50
const BETWEEN_LOOKS_MS = 200

const page = document.querySelector<HTMLElement>('[data-kept-choices]')
const now = page?.querySelector<HTMLElement>('[role=status]')
const sold = kept.c.p.filter(isSold)

let isConfirming = false
let hasFailed = false

/** Refused here, by the browser's signal, or elsewhere, as Shopify says. */
const isRefused = (purpose: Purpose) =>
  kept.no(purpose) || kept.y(purpose) || (!!purpose[1] && kept.api?.[0](ALLOWED[purpose[1]]) === false)
/** The signal is a general no; what was allowed in this shop since is a particular yes. */
const isOverruled = () => sold.some((purpose) => (kept.ok(purpose)?.[0] ?? 0) >= GRANTED)

const update = () => {
  const refused = sold.every(isRefused)
  const shown = [refused ? 'refused' : 'allowed']
  if (kept.gpc) shown.push(isOverruled() ? 'overruled' : 'honoured')
  // As long as the browser says no, there is nothing to take back here.
  else if (refused) shown.push(isConfirming ? 'confirming' : 'undo')
  if (hasFailed) shown.push('failed')
  for (const part of page?.querySelectorAll<HTMLElement>('[data-when]') ?? []) {
    part.hidden = !shown.includes(`${part.dataset.when}`)
  }
}

const hasAsset = async () => {
  kept.scan()
  for (let look = 0; !kept.api && look < LOOKS_FOR_ASSET; look++) {
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS))
  }
  return !!kept.api
}

const decide = async (granted: boolean) => {
  hasFailed = !(await hasAsset())
  if (!hasFailed) {
    const [, , , , record] = kept.api
    record(Object.fromEntries(sold.map(([key]) => [key, granted])), 'preferences')
    // A banner that is shown asks for the rest.
    if (!kept.el('b').hidden) kept.show(kept.a.length > 0)
  }
}

page?.addEventListener('click', async ({ target }) => {
  const pressed = target instanceof Element && target.closest<HTMLElement>('[data-do]')?.dataset.do
  if (!pressed) return
  // A yes after a no takes two steps (Cal. Code Regs. tit. 11, § 7028(a)).
  isConfirming = pressed === 'undo'
  if (pressed === 'refuse' || pressed === 'allow') await decide(pressed === 'allow')
  update()
  // The button that was pressed may be gone.
  now?.focus()
})

const begin = async () => {
  document.title = [page?.querySelector('h1')?.textContent, document.title].filter(Boolean).join(' – ')
  update()
  document.addEventListener(CHANGE, update)
  if (!(await hasAsset())) return
  const [, withApi] = kept.api
  withApi((_, settled) => {
    settled()
    update()
  })
}

// Without anything to refuse, the page's own words stay: whom to write to.
if (page && sold.length) begin()
