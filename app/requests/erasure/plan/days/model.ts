/** When Shopify erases a customer. Its API tells nothing of it, so that Kept works it out. Pure. */
import { daysAfter, type IsoDate } from '../../../../register/calendar.ts'

/** Until then a bank may charge back, so that Shopify keeps who bought (help centre, "Processing customer data requests"). */
const HELD_AFTER_ORDER_DAYS = 180
/** So long it can be cancelled, before Shopify erases and sends `customers/redact`. */
const GRACE_DAYS = 10

export interface ShopifyDays {
  /** The last day on which Shopify waits for chargebacks; the day of the request where it need not wait. */
  heldUntil: IsoDate
  erasedBy: IsoDate
}

/** @param lastOrderOn null without an order */
export function shopifyDays(requestedOn: IsoDate, lastOrderOn: IsoDate | null): ShopifyDays {
  const held = lastOrderOn === null ? requestedOn : daysAfter(lastOrderOn, HELD_AFTER_ORDER_DAYS)
  const heldUntil = held > requestedOn ? held : requestedOn
  return { heldUntil, erasedBy: daysAfter(heldUntil, GRACE_DAYS) }
}
