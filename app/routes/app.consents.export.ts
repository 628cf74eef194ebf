import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { asksForDays, daysOf, EXPORT_FORMATS, exportEvents, filterOf, readQuery } from '../consent/index.ts'
import { clock } from '../platform/clock.ts'
import { dayOf } from '../register/index.ts'
import { readTimeZone } from '../shopify/app-data.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const asked = z.enum(EXPORT_FORMATS)
const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' } as const

/** What the explorer shows, all pages of it, as a file. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  return asStaffWithCustomerData(request, async ({ shop, admin }) => {
    const params = new URL(request.url).searchParams
    const format = asked.safeParse(params.get('format'))
    const read = readQuery(params)
    if (!format.success || !read.ok) throw data(null, { status: 400 })
    const timeZone = asksForDays(read.query) ? await readTimeZone(admin) : 'UTC'
    const filter = filterOf(read.query, daysOf(read.query, clock.now(), timeZone))
    const body = exportEvents(
      shop,
      { filter, format: format.data },
      { drained: () => context.drained(), signal: request.signal },
    )
    const name = `consents-${shop.replace('.myshopify.com', '')}-${dayOf(clock.now())}`
    return new Response(body, {
      headers: {
        'content-type': TYPES[format.data],
        'content-disposition': `attachment; filename="${name}.${format.data}"`,
        // Compressed on its way, it would pile up where nobody sees how fast the reader is.
        'cache-control': 'no-store, no-transform',
      },
    })
  })
}
