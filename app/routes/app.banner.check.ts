import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { beginCheck, checkResults } from '../banner/index.ts'
import { staffLanguage } from '../platform/i18n.ts'
import { checkStorefrontUrl } from '../shopify/links.ts'
import { asStaff } from '../shopify/staff.ts'

/** The results of the storefront's checks. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { inShop } = await asStaff(request)
  return { checks: await inShop(checkResults) }
}

/** Begins a check and returns the address at which to open the storefront. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, id, inShop } = await asStaff(request)
  const fragment = await inShop((tx) => beginCheck(tx, id, staffLanguage(request)))
  return { url: checkStorefrontUrl(shop, fragment) }
}
