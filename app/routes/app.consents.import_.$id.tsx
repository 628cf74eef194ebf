import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { cancelImport, checkImport, confirmImport, importMapping, readConsentImport } from '../consent/index.ts'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { asStaff, asStaffWithCustomerData } from '../shopify/staff.ts'
import { ConsentImportPage } from '../ui/consents/imports/import-page.tsx'
import { PageError } from '../ui/page-error.tsx'

const importId = z.uuid()

export async function loader({ request, params }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ shop }) => {
    const id = importId.safeParse(params.id)
    const view = id.success ? await readConsentImport(shop, id.data, staffLanguage(request)) : null
    return view ? { view } : data({ view: null }, { status: 404 })
  })
}

const asked = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('check'), mapping: importMapping }),
  z.strictObject({ intent: z.enum(['confirm', 'cancel']) }),
])

/** The longest wording and the names of the columns. */
const MAX_BYTES = 200_000

export async function action({ request, params }: ActionFunctionArgs) {
  const { inShop, id: staffId } = await asStaff(request)
  const id = importId.safeParse(params.id)
  const body = asked.safeParse(await readJson(request, MAX_BYTES))
  if (!id.success || !body.success) throw data(null, { status: 400 })
  const sent = body.data
  const ok = await inShop((tx) => {
    if (sent.intent === 'check') return checkImport(tx, id.data, sent.mapping)
    return sent.intent === 'confirm' ? confirmImport(tx, id.data, staffId) : cancelImport(tx, id.data)
  })
  return { did: sent.intent, ok }
}

export default function Import() {
  return <ConsentImportPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
