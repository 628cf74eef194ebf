/** What was asked, as it is sealed under the person's key. */
import { z } from 'zod'
import { MAX_ID, MOST_CHOICES } from '../register/index.ts'
import { MAX_ORDERS, MAX_REQUEST_TEXT } from './limits.ts'

const details = z.object({
  /** Shopify's ids of the orders that were asked for. */
  orders: z.array(z.string()).max(MAX_ORDERS).default([]),
  /** In the person's words. */
  text: z.string().max(MAX_REQUEST_TEXT).nullable().default(null),
  /** The e-mail address that the request was made with: mails about it go there, and to no other one of the person. */
  contact: z.string().nullable().default(null),
  /** The purposes for which consent is withdrawn, where the person names them; otherwise it is all of them. */
  purposes: z.array(z.string().max(MAX_ID)).max(MOST_CHOICES).optional(),
})

export type RequestDetails = z.infer<typeof details>

export const writtenDetails = (of: RequestDetails): string => JSON.stringify(of)

export const detailsIn = (opened: string): RequestDetails => details.parse(JSON.parse(opened))
