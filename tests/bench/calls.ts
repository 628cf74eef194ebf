/** What the doors are called with: as Shopify and the storefront do it, each call a new one. */
import { createHmac, randomUUID } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import type { Call } from './load.ts'
import { API_SECRET, SHOP } from './servers.ts'

const sign = (text: string) => createHmac('sha256', API_SECRET).update(text)

export function webhook(): Call {
  const body = JSON.stringify({
    shop_id: 1,
    shop_domain: SHOP,
    customer: { id: 191167, email: 'john@example.com', phone: '555-625-1199' },
    orders_to_redact: [299938, 280263, 220458],
  })
  return {
    path: '/webhooks/compliance',
    body,
    headers: {
      'content-type': 'application/json',
      'x-shopify-topic': 'customers/redact',
      'x-shopify-shop-domain': SHOP,
      'x-shopify-api-version': '2026-07',
      'x-shopify-webhook-id': randomUUID(),
      'x-shopify-hmac-sha256': sign(body).digest('base64'),
    },
  }
}

/** Visitors who are not signed in: Shopify's signature then covers the shop and the second, and nothing of the visitor. */
export function decision(): Call {
  const query = new URLSearchParams({
    logged_in_customer_id: '',
    path_prefix: '/apps/privacy',
    shop: SHOP,
    timestamp: String(Math.floor(Date.now() / 1000)),
  })
  const signed = [...query].map(([key, value]) => `${key}=${value}`).join('')
  query.set('signature', sign(signed).digest('hex'))
  return {
    path: `/proxy/consent?${query}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      id: uuidv7(),
      visitor: uuidv7(),
      choices: { preferences: true, analytics: true, marketing: false },
      surface: 'banner',
      language: 'fr',
      region: 'FRIDF',
      gpc: false,
      banner: '0123456789abcdef',
    }),
  }
}

/** The same decision as c15t's own client posts it. */
export const decisionForC15t = (): Call => ({
  path: '/subjects',
  headers: { 'content-type': 'application/json', origin: 'https://kept.example.com' },
  body: JSON.stringify({
    type: 'cookie_banner',
    // Base58: without 0.
    subjectId: `sub_${randomUUID().replaceAll('-', '').replaceAll('0', 'z')}`,
    domain: SHOP,
    preferences: { necessary: true, functionality: true, measurement: true, marketing: false },
    givenAt: Date.now(),
    metadata: {},
  }),
})
