import { searchEvents } from '../consent/index.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { inLanguage, knownPurposes, languageOfLocale } from '../register/index.ts'
import { proxyPathOf } from '../shopify/app-proxy/store.ts'
import { requireInstalled } from '../shopify/installation.ts'
import { receiptPageUrl } from '../shopify/links.ts'
import type { CentreReceipt } from './model.ts'
import { readPublished } from './published.ts'
import { type CentrePerson, subjectsOf } from './who.ts'

const MOST_RECEIPTS = 50

/** The newest receipts of a person's choices. @throws NotInstalled */
export async function readReceipts(
  tx: ShopTransaction,
  person: CentrePerson,
  locale: string,
): Promise<CentreReceipt[]> {
  await requireInstalled(tx)
  const subjects = await subjectsOf(tx, person)
  if (subjects.length === 0) return []
  const { events } = await searchEvents(tx, { subjects }, { size: MOST_RECEIPTS, before: null })
  if (events.length === 0) return []
  const names = await namesOf(tx, locale)
  const path = await proxyPathOf(tx)
  return events.map(({ id, recordedAt, choices }) => ({
    id,
    at: recordedAt,
    purposes: Object.keys(choices).map((key) => names.get(key) ?? names.get(key.split('_')[0] ?? '') ?? key),
    address: receiptPageUrl(tx.shop, path, id),
  }))
}

/** What each switch is called, also one that the register no longer has. */
async function namesOf(tx: ShopTransaction, locale: string): Promise<Map<string, string>> {
  const published = await readPublished(tx)
  const own = published?.language ?? 'en'
  const wanted = languageOfLocale(locale) ?? own
  return new Map([
    ...(await knownPurposes(tx, wanted)).map(({ id, name }): [string, string] => [id, name]),
    ...(published?.asked ?? []).flatMap(({ key, partner }): [string, string][] =>
      partner ? [[key, inLanguage(partner, wanted, own)]] : [],
    ),
  ])
}
