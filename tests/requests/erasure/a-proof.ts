import type { ErasureRecord } from '../../../app/requests/erasure/proof/model.ts'

const at = (time: string) => new Date(`2026-11-${time}Z`)

/** An erasure of which Kept's own part is done, and Shopify's waits. */
export function anErasure(rest: Partial<ErasureRecord> = {}): ErasureRecord {
  return {
    erasureId: '0190aaaa-bbbb-7ccc-8ddd-eeeeffff0001',
    requestId: '0190aaaa-bbbb-7ccc-8ddd-eeeeffff0002',
    lookups: ['lookup-of-the-address', 'lookup-of-the-customer'],
    origin: 'request',
    plannedAt: at('20T08:00:00'),
    confirmedAt: at('20T09:00:00'),
    confirmedBy: '7',
    answeredAt: at('20T09:05:00'),
    keptErasedAt: at('20T09:06:00'),
    plan: [
      { group: 'marketing_consent', fate: { fate: 'erased_now' } },
      { group: 'customer_profile', fate: { fate: 'pending_at_shopify', until: '2027-05-28' } },
      {
        group: 'orders',
        fate: {
          fate: 'archived',
          until: '2036-12-31',
          holds: [{ keeps: 'Invoices', law: 'Code de commerce, L123-22', until: '2036-12-31' }],
        },
      },
      { group: 'gift_cards', fate: { fate: 'by_hand', task: 'no_api' } },
      { group: 'suppression_hash', fate: { fate: 'kept_as_hash' } },
    ],
    steps: [
      { group: 'customer_profile', state: 'done', count: 1, code: 'customers/redact', at: at('20T09:00:30') },
      { group: 'marketing_consent', state: 'done', count: 1, code: null, at: at('20T09:01:00') },
      { group: 'order_notes', state: 'denied', count: 3, code: 'OLDER_ORDERS', at: at('20T09:02:00') },
      { group: 'gift_cards', state: 'by_hand', count: 2, code: 'MONEY', at: at('20T09:03:00') },
    ],
    shopify: {
      state: 'held',
      requestedAt: at('20T09:04:00'),
      heldUntil: '2027-05-18',
      erasedBy: '2027-05-28',
      redactSeenAt: null,
      settledAt: null,
      settledBy: null,
      code: null,
    },
    recipients: [
      { id: 'klaviyo', name: 'Klaviyo', state: 'confirmed', at: at('20T10:00:00') },
      { id: 'colissimo', name: 'Colissimo', state: 'sent', at: at('20T10:01:00') },
    ],
    isSettled: false,
    ...rest,
  }
}

/** The same, once Shopify was seen to have erased. */
export const anEnded = (rest: Partial<ErasureRecord> = {}): ErasureRecord => {
  const { shopify } = anErasure()
  const settledAt = new Date('2027-05-29T03:00:00Z')
  return anErasure({
    shopify: { ...shopify, state: 'verified', redactSeenAt: settledAt, settledAt },
    isSettled: true,
    ...rest,
  })
}
