/** The Message-ID says which mail of which shop it is, so that a bounce finds it. Pure. */
import { z } from 'zod'
import { type ShopDomain, shopDomain } from '../platform/shop-domain.ts'

/** @param host of the installation */
export const messageIdOf = (shop: ShopDomain, mailId: string, host: string): string => `<${mailId}.${shop}@${host}>`

const NAMED = /^<?([0-9a-f-]{36})\.([a-z0-9.-]+)@[a-z0-9.:-]+>?$/i

/** The mail with this Message-ID; null for a message of somebody else. */
export function mailNamedBy(messageId: string): { shop: ShopDomain; mailId: string } | null {
  const [, id, name] = NAMED.exec(messageId.trim()) ?? []
  const parsed = z.object({ shop: shopDomain, mailId: z.uuid() }).safeParse({ shop: name, mailId: id })
  return parsed.success ? parsed.data : null
}
