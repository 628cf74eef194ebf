import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { HURRIED } from '../../shopify/calls.ts'
import { readPolicyOfShop } from '../../shopify/policies.ts'
import { driftBetween } from '../compare/drift.ts'
import type { Words } from '../compare/words.ts'
import { policyLanguageOf } from '../languages.ts'
import { compareShop } from './check-shop.ts'
import { type DocumentKind, KEYS, type PageDrift, type Plan, type ShopTexts, type Values } from './model.ts'
import type { WrittenPage } from './render.ts'
import { noteAccepted, noteDrift, publicationInForce, readPages } from './store.ts'

interface Reader {
  admin: AdminApi
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/** A page of the shop that is not what Kept wrote: the lines that differ. */
export interface DriftedPage extends PageDrift {
  lines: Words[]
}

export interface ShopLook {
  /** Shopify writes the policy by itself. */
  isAutomatic: boolean
  /** Empty where the shop shows what Kept wrote; null while there is nothing to compare. */
  drifted: DriftedPage[] | null
  /** Locales that the shop shows since it was last written to, without the policy. */
  newLocales: string[]
  /** Locales that Kept does not write in. */
  notCovered: string[]
}

const isWritten = ({ languages }: Plan, locale: string) => locale in languages || !policyLanguageOf(locale)

/**
 * Reads what the shop shows now, for staff who look at the page.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function lookAtShop({ admin, inShop }: Reader): Promise<ShopLook> {
  const calling = { admin, patience: HURRIED }
  const { isAutomatic, locales } = await readPolicyOfShop(admin, HURRIED)
  const languages = (plan: Plan | null) => ({
    newLocales: plan ? locales.flatMap(({ locale }) => (isWritten(plan, locale) ? [] : locale)) : [],
    notCovered: locales.flatMap(({ locale }) => (policyLanguageOf(locale) ? [] : locale)),
  })
  const inForce = await inShop(publicationInForce)
  if (!inForce) return { isAutomatic, drifted: null, ...languages(null) }
  const written = await inShop((tx) => readPages(tx, inForce.id))
  const { drift, found } = await compareShop(calling, inForce, written)
  await inShop((tx) => noteDrift(tx, inForce.id, { drift, at: clock.now() }))
  const primary = inForce.plan?.primary
  const drifted = drift.map((each) => {
    const was = written.find(({ document, locale }) => document === each.document && locale === each.locale)
    return { ...each, lines: linesOfDrift(was, textsIn(found, each, primary), KEYS[each.document]) }
  })
  return { isAutomatic, drifted, ...languages(inForce.plan) }
}

function textsIn(found: ShopTexts, { document, locale }: PageDrift, primary: string | undefined): Values {
  const texts = found[document]
  return (locale === primary ? texts?.own : texts?.translations[locale]) ?? {}
}

/** Whoever replaced all of a policy does not need all of it shown. */
const MOST_LINES = 200

/** What differs, line by line: a title first. A policy has hundreds of lines that do not. */
function linesOfDrift(was: WrittenPage | undefined, is: Values, { title, body }: (typeof KEYS)[DocumentKind]): Words[] {
  const titles: Words[] = [
    { text: was?.title.trim() ?? '', change: 'removed' },
    { text: (title && is[title]?.trim()) ?? '', change: 'added' },
  ]
  const isRenamed = title !== null && titles[0]?.text !== titles[1]?.text
  const { lines } = driftBetween(was?.html ?? '', is[body] ?? '')
  return [...(isRenamed ? titles : []), ...lines.filter(({ change }) => change !== 'same')].slice(0, MOST_LINES)
}

/** Staff keep what somebody wrote over Kept's text: it is still told, and no longer as something to do. */
export async function acceptDrift(tx: ShopTransaction, publicationId: string, by: string): Promise<void> {
  await noteAccepted(tx, publicationId, { by, at: clock.now() })
}
