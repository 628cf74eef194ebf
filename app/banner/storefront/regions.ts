/**
 * Where the visitor is, as Shopify says, and what follows from it: no banner where no consent is needed, the sale of data
 * where the law knows it, the browser's signal as a refusal. A part of its own: most visitors are asked without it.
 */
import { asked } from './asked.ts'
import { kept, type Purpose } from './page.ts'
import { ALLOWED } from './signals.ts'

const { p: purposes } = kept.c
const [apiAnswer, withApi, region, , decide] = kept.api
/** Shopify has said that no consent is needed in the visitor's region. */
let optOut = false

/**
 * What is on until the visitor says no is not asked for as if it were off. Liquid prints the words that are true there, and
 * none in place of a merchant's "if you agree".
 */
const sayWhatIsOn = () => {
  for (const layer of [kept.el('b'), kept.el('d')]) {
    for (const text of layer.querySelectorAll<HTMLElement>('[data-u]')) text.textContent = `${text.dataset.u}`
  }
}

/** Never on a guess: only where no consent is needed, and Shopify says that it may be done. */
const isAllowedUnasked = (purpose: Purpose) =>
  optOut && !!purpose[1] && !kept.ok(purpose) && !kept.y(purpose) && apiAnswer(ALLOWED[purpose[1]]) === true
const answered = kept.allows
kept.allows = (key) => answered(key) || purposes.some((purpose) => purpose[0] === key && isAllowedUnasked(purpose))

/** The signal is a refusal by itself; it is recorded once, and an explicit choice made later replaces it. */
const honourGpc = () => {
  const open = purposes.filter((purpose) => asked(purpose) && kept.y(purpose))
  if (open.length) decide(Object.fromEntries(open.map(([key]) => [key, false])), 'gpc')
}

withApi((_, settled) => {
  settled()
  kept.u = apiAnswer('saleOfDataRegion') === true
  // An unknown region is treated as one where consent is needed.
  const isOn = apiAnswer('shouldShowBanner') === false && (kept.u || !!region())
  if (isOn && kept.a.length) sayWhatIsOn()
  if (!kept.c.f) {
    optOut = isOn
    kept.show(!optOut && kept.a.length > 0)
  }
  if (kept.u) kept.fill?.()
  honourGpc()
  kept.go?.()
})
