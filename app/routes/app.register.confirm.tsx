import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { sentenceText } from '../policy/index.ts'
import { confirmParts, MAX_ID, MOST_PARTS, PART_KINDS, partsToConfirm, readDraft } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { ConfirmPage } from '../ui/register/confirm-page.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const language = staffLanguage(request)
  const draft = await inShop(readDraft)
  if (!draft) throw data(null, { status: 404 })
  const fixed = (id: string) => sentenceText(id, language) ?? ''
  return { toConfirm: partsToConfirm(draft.register, language, fixed) }
}

/** A part takes about 100 bytes. */
const MAX_BYTES = 200_000

const confirmed = z.object({
  parts: z.array(z.object({ kind: z.enum(PART_KINDS), id: z.string().max(MAX_ID).nullable() })).max(MOST_PARTS),
})

export async function action({ request }: ActionFunctionArgs) {
  const { inShop, id: staffId } = await asStaff(request)
  const asked = confirmed.safeParse(await readJson(request, MAX_BYTES))
  if (!asked.success) throw data(null, { status: 400 })
  return { confirmed: await inShop((tx) => confirmParts(tx, asked.data.parts, staffId)) }
}

export default function Confirm() {
  const { toConfirm } = useLoaderData<typeof loader>()
  return <ConfirmPage toConfirm={toConfirm} />
}

export const ErrorBoundary = PageError
