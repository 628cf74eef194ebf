import { z } from 'zod'

/** A shop's domain as in webhooks, tokens and proxy calls: `name.myshopify.com`. */
export const shopDomain = z
  .string()
  .max(255)
  .regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, 'is not a shop domain')
  .brand<'ShopDomain'>()

export type ShopDomain = z.infer<typeof shopDomain>
