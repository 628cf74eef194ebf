import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { FROZEN_PAGE_POLICY, readBannerVersion, storefrontLanguages } from '../banner/index.ts'
import { BANNER_HASH } from '../consent/index.ts'
import { MAX_LANGUAGE_TAG } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'

const asked = z.object({
  hash: z.string().regex(BANNER_HASH),
  language: z.string().max(MAX_LANGUAGE_TAG),
  at: z.coerce.date(),
})

/** A frozen banner as a file: exactly the bytes that its hash covers. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  const wanted = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const isKnown = wanted.success && (await storefrontLanguages()).includes(wanted.data.language)
  const read = isKnown ? await inShop((tx) => readBannerVersion(tx, wanted.data)) : null
  if (!read) throw data(null, { status: 404 })
  const { html, htmlHash, language } = read.rendering
  return new Response(html, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="banner-${read.hash}.${language}.html"`,
      'content-security-policy': FROZEN_PAGE_POLICY,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      etag: `"${htmlHash}"`,
    },
  })
}
