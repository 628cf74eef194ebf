import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { listBannerVersions } from '../banner/index.ts'
import { BANNER_HASH, countDecisionsOn } from '../consent/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { BannerHistoryPage } from '../ui/banner/history-page.tsx'
import { PageError } from '../ui/page-error.tsx'

const cursor = z.string().regex(BANNER_HASH).nullable().catch(null)

export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const after = cursor.parse(new URL(request.url).searchParams.get('after'))
  return inShop(async (tx) => {
    const { versions, next } = await listBannerVersions(tx, { after })
    const hashes = versions.map(({ hash }) => hash)
    const decisions = await countDecisionsOn(tx, hashes)
    return { versions: versions.map((version) => ({ ...version, decisions: decisions.get(version.hash) ?? 0 })), next }
  })
}

export default function BannerHistory() {
  return <BannerHistoryPage {...useLoaderData<typeof loader>()} />
}

export const ErrorBoundary = PageError
