import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readJson } from '../platform/body.ts'
import {
  type RequestSettingsSaved,
  readSettingsOverview,
  saveRequestSettings,
  typedSettings,
} from '../requests/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { RequestSettingsPage } from '../ui/requests/settings/settings-page.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return inShop(readSettingsOverview)
}

const MAX_BYTES = 10_000

export async function action({ request }: ActionFunctionArgs): Promise<RequestSettingsSaved> {
  const { inShop, id } = await asStaff(request)
  const typed = typedSettings.safeParse(await readJson(request, MAX_BYTES))
  if (!typed.success) throw data(null, { status: 400 })
  return inShop((tx) => saveRequestSettings(tx, typed.data, id))
}

export default function RequestSettingsRoute() {
  return <RequestSettingsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
