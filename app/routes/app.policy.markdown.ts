import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { DOCUMENTS, POLICY_LANGUAGES, versionMarkdown } from '../policy/index.ts'
import { versionNumber } from '../register/index.ts'
import { asStaff } from '../shopify/staff.ts'

const asked = z.object({
  number: versionNumber,
  document: z.enum(DOCUMENTS),
  language: z.enum(POLICY_LANGUAGES),
})

/** A version of the policy or the cookie page as a Markdown file. */
export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await asStaff(request)
  const wanted = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const text = wanted.success ? await versionMarkdown(staff, wanted.data) : null
  if (!wanted.success || text === null) throw data(null, { status: 404 })
  const { number, document, language } = wanted.data
  return new Response(text, {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': `attachment; filename="${document}-${staff.shop.replace('.myshopify.com', '')}-${number}.${language}.md"`,
      'cache-control': 'no-store',
    },
  })
}
