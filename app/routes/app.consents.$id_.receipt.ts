import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { guideAddress, receiptOf, renderReceipt } from '../consent/index.ts'
import { policyLanguageOf } from '../policy/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const asked = z.enum(['html', 'json']).nullable()
const TYPES = { html: 'text/html', json: 'application/json' } as const

/** The receipt of a decision, in the language in which the person was asked: to look at, or as a file for them. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ shop, inShop, shows }) => {
    const file = asked.safeParse(new URL(request.url).searchParams.get('file'))
    const receipt = file.success ? await inShop((tx) => receiptOf(tx, params.id ?? '')) : null
    if (!file.success || !receipt) throw data(null, { status: 404 })
    shows([receipt.pii_principal_id])
    const language = policyLanguageOf(receipt.notice.language) ?? 'en'
    const page = renderReceipt(receipt, language, { guide: guideAddress(shop, language) })
    if (file.data === null) return { page }
    return new Response(file.data === 'html' ? page : `${JSON.stringify(receipt, null, 2)}\n`, {
      headers: {
        'content-type': `${TYPES[file.data]}; charset=utf-8`,
        'content-disposition': `attachment; filename="receipt-${receipt.record_id}.${file.data}"`,
        'cache-control': 'no-store',
      },
    })
  })
}
