import { stringify } from 'csv-stringify/sync'
import { forShop } from '../../platform/db.ts'
import type { StaffLanguage } from '../../platform/i18n.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { canonicalLine, type EventFilter, type EventPage, type LedgerEvent, searchEvents } from '../ledger/index.ts'
import type { ExportFormat } from './words.ts'

/** A portion of about 1 MB, so that transactions stay short and little memory is held. */
const EVENTS_A_PORTION = 2_000

/**
 * The matching events, newest first: as CSV for a spreadsheet, or as JSONL with the exact lines that the ledger hashes.
 * Each portion is read in its own transaction; events that are recorded during the export are not in it.
 */
export async function* exportEvents(
  shop: ShopDomain,
  { filter, format, language }: { filter: EventFilter; format: ExportFormat; language: StaffLanguage },
): AsyncGenerator<string, void, undefined> {
  let before: number | null = null
  let isFirst = true
  do {
    const page: EventPage = await forShop(shop, (tx) => searchEvents(tx, filter, { size: EVENTS_A_PORTION, before }))
    yield WRITERS[format](page.events, { isFirst, language })
    isFirst = false
    before = page.next
  } while (before !== null)
}

interface Portion {
  isFirst: boolean
  language: StaffLanguage
}

const WRITERS: Record<ExportFormat, (events: readonly LedgerEvent[], portion: Portion) => string> = {
  jsonl: (events) => events.map((event) => `${canonicalLine(event)}\n`).join(''),
  // A browser could have sent a spreadsheet formula: such a value gets a leading apostrophe.
  csv: (events, { isFirst, language }) =>
    stringify(events.map(rowOf), {
      header: isFirst,
      bom: isFirst,
      delimiter: SEPARATORS[language],
      columns: COLUMNS,
      escape_formulas: true,
      record_delimiter: '\r\n',
    }),
}

/**
 * What Excel opens in columns on a computer of that language: it takes the list separator of Windows, and knows UTF-8 by
 * the byte order mark. LibreOffice and Numbers find the separator themselves. A line `sep=;` would make Excel ignore the
 * mark, and stands as a row in Numbers.
 */
const SEPARATORS: Record<StaffLanguage, string> = { en: ',', fr: ';' }

const COLUMNS = [
  'position',
  'record',
  'recorded_at',
  'visitor',
  'source',
  'granted',
  'refused',
  'language',
  'region',
  'gpc',
  'register_version',
  'banner',
  'shopify_consent_id',
  'previous',
] as const

function rowOf(event: LedgerEvent): Record<(typeof COLUMNS)[number], string | number> {
  const chosen = (wanted: boolean) =>
    Object.entries(event.choices)
      .flatMap(([purpose, granted]) => (granted === wanted ? [purpose] : []))
      .join(' ')
  return {
    position: event.position,
    record: event.id,
    recorded_at: event.recordedAt,
    visitor: event.subject,
    source: event.source,
    granted: chosen(true),
    refused: chosen(false),
    language: event.banner?.language ?? '',
    region: event.region,
    gpc: event.gpc ? 'yes' : 'no',
    register_version: event.registerVersion ?? '',
    banner: event.banner?.hash ?? '',
    shopify_consent_id: event.shopifyConsentId ?? '',
    previous: event.previous ?? '',
  }
}
