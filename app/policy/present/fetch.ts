/** Fetches the text that the shop shows now as its privacy policy. */

import type { AdminApi } from '../../shopify/admin.ts'
import { INTERACTIVE } from '../../shopify/calls.ts'
import { findPage } from '../../shopify/pages.ts'
import { readPolicyOfShop } from '../../shopify/policies.ts'

/** A handle as Shopify writes it. Others would be part of the search's syntax. */
const HANDLE = /^[\p{L}\p{N}][\p{L}\p{N}_-]{0,254}$/u

/** The handle in the address of a page (`https://shop.example/fr/pages/privacy?x`), or what was given itself. */
function handleIn(page: string): string | null {
  const path = page.trim().split(/[?#]/)[0] ?? ''
  const last = path.replace(/\/+$/, '').split('/').at(-1) ?? ''
  return HANDLE.test(last) ? last : null
}

/**
 * The shop's privacy policy, or one of its pages, in the shop's own language. Null when there is none.
 *
 * @throws ShopifyUnavailable, ShopifyRefusal
 */
export async function fetchPresent(admin: AdminApi, page: string | null): Promise<string | null> {
  if (page === null) return (await readPolicyOfShop(admin, INTERACTIVE)).policy?.body ?? null
  const handle = handleIn(page)
  const found = handle && (await findPage(admin, handle, INTERACTIVE))
  return found && found.body.trim() !== '' ? found.body : null
}
