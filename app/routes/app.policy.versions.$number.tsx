import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react'
import { z } from 'zod'
import { DOCUMENTS, POLICY_LANGUAGES, readVersion } from '../policy/index.ts'
import { versionNumber } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { PageError } from '../ui/page-error.tsx'
import { MissingVersion, VersionPage } from '../ui/policy/version-page.tsx'

const shown = z.object({
  number: versionNumber,
  document: z.enum(DOCUMENTS).catch('policy'),
  language: z.enum(POLICY_LANGUAGES).nullable().catch(null),
  /** Another version, to compare with. */
  from: versionNumber.nullable().catch(null),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const staff = await asStaff(request)
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const looking = shown.safeParse({ document: null, language: null, from: null, ...query, ...params })
  const read = looking.success ? await readVersion(staff, looking.data) : null
  if (!read) throw data(null, { status: 404 })
  return { read }
}

export default function Version() {
  return <VersionPage read={useLoaderData<typeof loader>().read} />
}

export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <MissingVersion /> : <PageError />
}
