import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { dayOf, draftFile } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'

const format = z.enum(['xlsx', 'json'])
const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
} as const

/** The draft as a file: the record of processing activities (GDPR Art. 30), or the JSON that can be imported again. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await asStaff(request)
  const asked = format.safeParse(new URL(request.url).searchParams.get('format'))
  const language = staffLanguage(request)
  const body = asked.success ? await draftFile(staff, { format: asked.data, language }) : null
  if (!asked.success || body === null) throw data(null, { status: 404 })
  const name = `${language === 'fr' ? 'registre' : 'register'}-${staff.shop.replace('.myshopify.com', '')}-${dayOf(clock.now())}`
  return new Response(body, {
    headers: {
      'content-type': TYPES[asked.data],
      'content-disposition': `attachment; filename="${name}.${asked.data}"`,
      'cache-control': 'no-store',
    },
  })
}
