import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { article30, dayOf, exportRegister, readDraft, writeXlsx } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'

const format = z.enum(['xlsx', 'json'])
const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
} as const

/** The draft as a file: the record of processing activities (GDPR Art. 30), or the JSON that can be imported again. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, inShop } = await asStaff(request)
  const asked = format.safeParse(new URL(request.url).searchParams.get('format'))
  const draft = await inShop(readDraft)
  if (!asked.success || !draft) throw data(null, { status: 404 })
  const language = staffLanguage(request)
  const body =
    asked.data === 'xlsx'
      ? new Uint8Array(await writeXlsx(article30(draft.register, language)))
      : exportRegister(draft.register)
  const name = `${language === 'fr' ? 'registre' : 'register'}-${shop.replace('.myshopify.com', '')}-${dayOf(clock.now())}`
  return new Response(body, {
    headers: {
      'content-type': TYPES[asked.data],
      'content-disposition': `attachment; filename="${name}.${asked.data}"`,
      'cache-control': 'no-store',
    },
  })
}
