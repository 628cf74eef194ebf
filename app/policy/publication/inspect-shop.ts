import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import type { AdminApi } from '../../shopify/admin.ts'
import { INTERACTIVE } from '../../shopify/calls.ts'
import { readPolicyOfShop } from '../../shopify/policies.ts'
import type { ChangedText } from '../compare/changed-words.ts'
import { policyLanguageOf } from '../languages.ts'
import { runPolicyTask } from '../run-in-thread.ts'
import { compareShop } from './check-shop.ts'
import {
  type DocumentKind,
  isPublishedIn,
  KEYS,
  type PageDrift,
  type Plan,
  type ShopifyTexts,
  textsShown,
} from './model.ts'
import type { WrittenPage } from './render.ts'
import { noteAccepted, noteDrift, publicationInForce, readPages } from './store.ts'

interface Reader {
  admin: AdminApi
  inShop<T>(work: (tx: ShopTransaction) => Promise<T>): Promise<T>
}

/** A page of the shop that differs from what Kept wrote, with its differing lines. */
export interface DriftedPage extends PageDrift {
  lines: ChangedText[]
}

export interface ShopInspection {
  /** Whether Shopify's automatic policy is on. */
  isAutomatic: boolean
  /** Empty when the shop shows what Kept wrote; null when nothing is published yet. */
  drifted: DriftedPage[] | null
  /** Locales that the shop added since the last publication, which have no policy yet. */
  newLocales: string[]
  /** Locales that Kept cannot write in. */
  notCovered: string[]
}

/**
 * Compares what the shop shows now with what Kept wrote, for the policy page of staff.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function inspectShop({ admin, inShop }: Reader): Promise<ShopInspection> {
  const client = { admin, retryPolicy: INTERACTIVE }
  const { isAutomatic, locales } = await readPolicyOfShop(admin, INTERACTIVE)
  const languages = (plan: Plan | null) => ({
    newLocales: plan ? locales.flatMap(({ locale }) => (isPublishedIn(plan, locale) ? [] : locale)) : [],
    notCovered: locales.flatMap(({ locale }) => (policyLanguageOf(locale) ? [] : locale)),
  })
  const inForce = await inShop(publicationInForce)
  if (!inForce) return { isAutomatic, drifted: null, ...languages(null) }
  const written = await inShop((tx) => readPages(tx, inForce.id))
  const { drift, found } = await compareShop(client, inForce, written)
  await inShop((tx) => noteDrift(tx, inForce.id, { drift, at: clock.now() }))
  const primary = inForce.plan?.primary
  const pairs = drift.map((each) => ({
    was: written.find(({ document, locale }) => document === each.document && locale === each.locale),
    is: textsShown(found, each, primary),
    keys: KEYS[each.document],
  }))
  const bodies = await runPolicyTask(
    'findDriftedLines',
    pairs.map(({ was, is, keys }) => ({ published: was?.html ?? '', found: is[keys.body] ?? '' })),
  )
  const drifted = drift.map((each, index) => ({
    ...each,
    lines: [...(pairs[index] ? titlesOf(pairs[index]) : []), ...(bodies[index] ?? [])].slice(0, MOST_LINES),
  }))
  return { isAutomatic, drifted, ...languages(inForce.plan) }
}

/** When the whole policy was replaced, staff do not need to see all of it. */
const MOST_LINES = 200

interface Pair {
  was: WrittenPage | undefined
  is: ShopifyTexts
  keys: (typeof KEYS)[DocumentKind]
}

/** The title before and now; empty when it is the same. */
function titlesOf({ was, is, keys: { title } }: Pair): ChangedText[] {
  if (title === null) return []
  const [before, now] = [was?.title.trim() ?? '', is[title]?.trim() ?? '']
  if (before === now) return []
  return [
    { text: before, change: 'removed' },
    { text: now, change: 'added' },
  ]
}

/** Staff accept a change that somebody made in the shop: it is still shown, but no longer as something to do. */
export async function acceptDrift(tx: ShopTransaction, publicationId: string, by: string): Promise<void> {
  await noteAccepted(tx, publicationId, { by, at: clock.now() })
}
