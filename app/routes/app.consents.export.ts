import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import {
  asksForDays,
  daysOf,
  EXPORT_FORMATS,
  exportEvents,
  exportLedger,
  filterOf,
  readQuery,
  whoIsSought,
} from '../consent/index.ts'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { pacedBody } from '../platform/paced.ts'
import { dayOf } from '../register/index.ts'
import { readTimeZone } from '../shopify/app-data.ts'
import { asStaffWithCustomerData, type StaffWithCustomerData } from '../shopify/staff.ts'

/** `ledger`: the whole ledger with its seals, for verification. The other two hold what the explorer shows. */
const asked = z.enum([...EXPORT_FORMATS, 'ledger'])

const FILES = {
  csv: { name: 'consents', ending: 'csv', type: 'text/csv' },
  jsonl: { name: 'consents', ending: 'jsonl', type: 'application/x-ndjson' },
  ledger: { name: 'ledger', ending: 'jsonl', type: 'application/x-ndjson' },
} as const

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  const format = asked.safeParse(query.get('format'))
  return asStaffWithCustomerData({ request, params }, async (staff) => {
    if (!format.success) throw data(null, { status: 400 })
    const portions = format.data === 'ledger' ? exportLedger(staff.shop) : await viewed(staff, request, format.data)
    const { name, ending, type } = FILES[format.data]
    const file = `${name}-${staff.shop.replace('.myshopify.com', '')}-${dayOf(clock.now())}.${ending}`
    return new Response(pacedBody(portions, { drained: context.drained, signal: request.signal }), {
      headers: {
        'content-type': `${type}; charset=utf-8`,
        'content-disposition': `attachment; filename="${file}"`,
        // Not compressed: the compressor would buffer the file, and hide the reader's pace.
        'cache-control': 'no-store, no-transform',
      },
    })
  })
}

async function viewed(
  { shop, admin, inShop, shows }: StaffWithCustomerData,
  request: Request,
  format: (typeof EXPORT_FORMATS)[number],
) {
  const read = readQuery(new URL(request.url).searchParams)
  if (!read.ok) throw data(null, { status: 400 })
  shows(await inShop((tx) => whoIsSought(tx, read.query)))
  const timeZone = asksForDays(read.query) ? await readTimeZone(admin) : 'UTC'
  const filter = filterOf(read.query, daysOf(read.query, clock.now(), timeZone))
  return exportEvents(shop, { filter, format, language: staffLanguage(request) })
}
