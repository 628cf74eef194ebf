import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { beginImport, type ImportBegun, listImports, newImport } from '../consent/index.ts'
import { readJson } from '../platform/body.ts'
import { asStaff } from '../shopify/staff.ts'
import { ImportsPage } from '../ui/consents/imports/imports-page.tsx'
import { PageError } from '../ui/page-error.tsx'

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const imports = await inShop(listImports)
  return {
    imports: imports.map(({ id, tool, state, createdAt, createdBy }) => ({ id, tool, state, createdAt, createdBy })),
  }
}

const MAX_BYTES = 1_000

export async function action({ request }: ActionFunctionArgs): Promise<ImportBegun> {
  const { inShop, id } = await asStaff(request)
  const file = newImport.safeParse(await readJson(request, MAX_BYTES))
  if (!file.success) throw data(null, { status: 400 })
  return inShop((tx) => beginImport(tx, file.data, id))
}

export default function Imports() {
  return <ImportsPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
