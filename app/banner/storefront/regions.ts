/**
 * Where the visitor is, as Shopify says, and what follows from it: no banner where no consent is needed, the sale of data
 * where the law knows it, the browser's signal as a refusal. A part of its own: most visitors are asked without it.
 */
import { asked } from './asked.ts'
import { type CustomerPrivacy, kept, type Purpose, type Signal } from './page.ts'

const ALLOWED = {
  preferences: 'preferencesProcessingAllowed',
  analytics: 'analyticsProcessingAllowed',
  marketing: 'marketingAllowed',
  sale_of_data: 'saleOfDataAllowed',
} as const satisfies Record<Signal, keyof CustomerPrivacy>

const { p: purposes } = kept.c
const [apiAnswer, withApi, region, , decide] = kept.api
/** Shopify has said that no consent is needed in the visitor's region. */
let optOut = false

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
  if (!kept.c.f) {
    // An unknown region is treated as one where consent is needed.
    optOut = apiAnswer('shouldShowBanner') === false && (kept.u || !!region())
    kept.show(!optOut && kept.a.length > 0)
  }
  if (kept.u) kept.fill?.()
  honourGpc()
  kept.go?.()
})
