import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { HURRIED } from '../../shopify/calls.ts'
import { readPolicyOfShop } from '../../shopify/policies.ts'
import { driftBetween } from '../compare/drift.ts'
import type { Words } from '../compare/words.ts'
import { compareShop } from './check-shop.ts'
import { KEYS, type PageDrift, type ShopTexts, type Values } from './model.ts'
import { noteAccepted, noteDrift, publicationInForce, readPages } from './store.ts'

interface Reader {
  admin: AdminApi
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/** A page of the shop that is not what Kept wrote: line by line, where both are there. */
export interface DriftedPage extends PageDrift {
  lines: Words[]
}

export interface ShopLook {
  /** Shopify writes the policy by itself. */
  isAutomatic: boolean
  /** Empty where the shop shows what Kept wrote; null while there is nothing to compare. */
  drifted: DriftedPage[] | null
}

/**
 * Reads what the shop shows now, for staff who look at the page.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function lookAtShop({ admin, inShop }: Reader): Promise<ShopLook> {
  const calling = { admin, patience: HURRIED }
  const { isAutomatic } = await readPolicyOfShop(admin, HURRIED)
  const inForce = await inShop(publicationInForce)
  if (!inForce) return { isAutomatic, drifted: null }
  const written = await inShop((tx) => readPages(tx, inForce.id))
  const { drift, found } = await compareShop(calling, inForce, written)
  await inShop((tx) => noteDrift(tx, inForce.id, { drift, at: clock.now() }))
  const primary = inForce.plan?.primary
  const drifted = drift.map((each) => {
    const was = written.find(({ document, locale }) => document === each.document && locale === each.locale)
    const is = bodyIn(found, each, primary)
    return { ...each, lines: driftBetween(was?.html ?? '', is).lines }
  })
  return { isAutomatic, drifted }
}

function bodyIn(found: ShopTexts, { document, locale }: PageDrift, primary: string | undefined): string {
  const texts = found[document]
  const values: Values | undefined = locale === primary ? texts?.own : texts?.translations[locale]
  return values?.[KEYS[document].body] ?? ''
}

/** Staff keep what somebody wrote over Kept's text: it is still told, and no longer as something to do. */
export async function acceptDrift(tx: ShopTransaction, publicationId: string, by: string): Promise<void> {
  await noteAccepted(tx, publicationId, { by, at: clock.now() })
}
