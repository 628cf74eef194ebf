import type { LedgerEvent } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { inLanguage, languageOfLocale, namedByKey } from '../register/index.ts'
import { proxyPathOf } from '../shopify/app-proxy/store.ts'
import { receiptPageUrl } from '../shopify/links.ts'
import type { CentreReceipt } from './model.ts'
import type { Published } from './published.ts'
import { readCentreStanding } from './read.ts'
import type { CentrePerson } from './who.ts'

const MOST_RECEIPTS = 50

/** The newest receipts of a person's choices. @throws NotInstalled */
export async function readReceipts(
  tx: ShopTransaction,
  person: CentrePerson,
  locale: string,
): Promise<CentreReceipt[]> {
  const { events, published } = await readCentreStanding(tx, person)
  const path = await proxyPathOf(tx)
  return receiptsIn(events, published, locale).map(({ id, ...receipt }) => ({
    id,
    ...receipt,
    address: receiptPageUrl(tx.shop, path, id),
  }))
}

/** By the register's names; a purpose that it no longer has keeps its key. */
export function receiptsIn(
  events: readonly LedgerEvent[],
  published: Published | null,
  locale: string,
): Omit<CentreReceipt, 'address'>[] {
  const own = published?.language ?? 'en'
  const nameOf = (key: string): string => {
    const name = published?.names.get(key) ?? published?.names.get(namedByKey(key).purpose)
    return name ? inLanguage(name, languageOfLocale(locale) ?? own, own) : key
  }
  return events.slice(0, MOST_RECEIPTS).map(({ id, recordedAt, choices }) => ({
    id,
    at: recordedAt,
    purposes: Object.keys(choices).map(nameOf),
  }))
}
