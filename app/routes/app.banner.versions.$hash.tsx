import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, useLoaderData, useRouteError } from '@remix-run/react'
import { z } from 'zod'
import { readBannerVersion, storefrontLanguages } from '../banner/index.ts'
import { BANNER_HASH, countDecisionsOn } from '../consent/index.ts'
import { MAX_LANGUAGE_TAG } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'
import { BannerVersionPage, MissingBannerVersion } from '../ui/banner/version-page.tsx'
import { PageError } from '../ui/page-error.tsx'

const shown = z.object({
  hash: z.string().regex(BANNER_HASH),
  language: z.string().max(MAX_LANGUAGE_TAG).nullable().catch(null),
  /** A moment when it was seen, such as that of a decision. */
  at: z.coerce.date().nullable().catch(null),
})

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const all = await storefrontLanguages()
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const wanted = shown.safeParse({ language: null, at: null, ...query, ...params })
  if (!wanted.success) throw data(null, { status: 404 })
  const { hash, at } = wanted.data
  const language = all.find((each) => each === wanted.data.language) ?? null
  const found = await inShop(async (tx) => ({
    read: await readBannerVersion(tx, { hash, language, at }),
    decisions: (await countDecisionsOn(tx, [hash])).get(hash) ?? 0,
  }))
  if (!found.read) throw data(null, { status: 404 })
  return { read: { ...found.read, decisions: found.decisions }, all }
}

export default function BannerVersion() {
  return <BannerVersionPage {...useLoaderData<typeof loader>()} />
}

export function ErrorBoundary() {
  const error = useRouteError()
  return isRouteErrorResponse(error) && error.status === 404 ? <MissingBannerVersion /> : <PageError />
}
