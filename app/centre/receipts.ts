import { type LedgerEvent, searchEvents } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { inLanguage, languageOfLocale } from '../register/index.ts'
import { proxyPathOf } from '../shopify/app-proxy/store.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { receiptPageUrl } from '../shopify/links.ts'
import type { SubjectId } from '../subjects/index.ts'
import type { CentreReceipt } from './model.ts'
import { type Published, readPublished } from './published.ts'
import { type CentrePerson, subjectsOf } from './who.ts'

const MOST_RECEIPTS = 50

/** The newest receipts of a person's choices. @throws NotInstalled */
export async function readReceipts(
  tx: ShopTransaction,
  person: CentrePerson,
  locale: string,
): Promise<CentreReceipt[]> {
  await requireInstalled(tx)
  const events = await readReceiptEvents(tx, await subjectsOf(tx, person))
  const path = await proxyPathOf(tx)
  return receiptsIn(events, await readPublished(tx), locale).map(({ id, ...receipt }) => ({
    id,
    ...receipt,
    address: receiptPageUrl(tx.shop, path, id),
  }))
}

export async function readReceiptEvents(tx: ShopTransaction, subjects: readonly SubjectId[]): Promise<LedgerEvent[]> {
  if (subjects.length === 0) return []
  return (await searchEvents(tx, { subjects }, { size: MOST_RECEIPTS, before: null })).events
}

/** By the register's names; a purpose that it no longer has keeps its key. */
export function receiptsIn(
  events: readonly LedgerEvent[],
  published: Published | null,
  locale: string,
): Omit<CentreReceipt, 'address'>[] {
  const own = published?.language ?? 'en'
  const nameOf = (key: string): string => {
    const name = published?.names.get(key) ?? published?.names.get(key.split('_')[0] ?? '')
    return name ? inLanguage(name, languageOfLocale(locale) ?? own, own) : key
  }
  return events.map(({ id, recordedAt, choices }) => ({
    id,
    at: recordedAt,
    purposes: Object.keys(choices).map(nameOf),
  }))
}
