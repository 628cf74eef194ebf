import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { baseOfEdit, discardChange, draftChanges, MAX_ID, PART_KINDS } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { ChangesPage } from '../ui/register/changes-page.tsx'
import { MissingEntry } from '../ui/register/edit/edit-page.tsx'

/** Parts whose changes are shown at once. */
const SHOWN = 100

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await asStaff(request)
  const found = await draftChanges(staff, { language: staffLanguage(request), size: SHOWN })
  if (!found) throw data(null, { status: 404 })
  return found
}

const discard = z.object({
  kind: z.enum(PART_KINDS),
  id: z.string().max(MAX_ID).nullable(),
  base: baseOfEdit,
})

export async function action({ request }: ActionFunctionArgs) {
  const { inShop, id: staffId } = await asStaff(request)
  const asked = discard.safeParse(await readJson(request, 1_000))
  if (!asked.success) throw data(null, { status: 400 })
  const discarded = await inShop((tx) => discardChange(tx, asked.data, staffId))
  return discarded.ok ? { discarded: true, undo: discarded.undo } : { discarded: false, undo: [] }
}

export default function Changes() {
  return <ChangesPage {...useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <MissingEntry /> : <PageError />
}
