import { ShopifyRefusal, type UserError } from '../calls.ts'
import { ask } from '../person-data/ask.ts'
import type { ShopClient } from '../shop-client.ts'

const ACCESS_DENIED = 'ACCESS_DENIED'

/** What a refusal without a code of Shopify's is called. Its message may name a person, so that nobody keeps it. */
const NO_CODE = 'USER_ERROR'

export const isDenied = (error: unknown): boolean => error instanceof ShopifyRefusal && error.code === ACCESS_DENIED

/**
 * Like `ask`, for calls that are of no use without every field.
 *
 * @throws ShopifyUnavailable; ShopifyRefusal, with the code `ACCESS_DENIED` where Kept may not do or see some of it
 */
export async function askAll<Data>(client: ShopClient, call: Parameters<typeof ask<Data>>[1]): Promise<Data> {
  const { data, denied } = await ask(client, call)
  if (denied.length > 0) throw new ShopifyRefusal('Kept may not do or see this', ACCESS_DENIED)
  return data
}

/** Shopify's code for why it did not write what it was asked to; null where it did. */
export function refusalIn(errors: readonly UserError[] | undefined): string | null {
  const [first] = errors ?? []
  return first ? (first.code ?? NO_CODE) : null
}
