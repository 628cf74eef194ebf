import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { signatureOf, signedProxyUrl, signedWebhook } from './signed.ts'

test('an app proxy signature is the one of Shopify’s documentation', () => {
  const query = new URLSearchParams(
    'extra=1&extra=2&shop=shop-name.myshopify.com&path_prefix=/apps/awesome_reviews&timestamp=1317327555&logged_in_customer_id=1',
  )
  expect(signatureOf(query, 'hush')).toBe('4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb')
})

test('what a visitor adds does not replace what Shopify adds', () => {
  const query = new URLSearchParams('shop=other.myshopify.com&logged_in_customer_id=9&signature=x&page=2')
  const url = new URL(signedProxyUrl('/proxy/x', { secret: 's', shop: 'a.myshopify.com', query }), 'http://app')
  expect(url.searchParams.getAll('shop')).toEqual(['a.myshopify.com'])
  expect(url.searchParams.get('logged_in_customer_id')).toBe('')
  expect(url.searchParams.get('page')).toBe('2')
  expect(url.searchParams.get('signature')).toBe(signatureOf(url.searchParams, 's'))
})

test('a webhook goes to the path of its topic; a tampered body keeps the old signature', () => {
  const options = { secret: 's', shop: 'a.myshopify.com' }
  const signed = signedWebhook('customers/redact', { a: 1 }, { ...options, drop: ['x-shopify-topic'] })
  expect(signed.path).toBe('/webhooks/compliance')
  expect(signed.headers).not.toHaveProperty('x-shopify-topic')
  expect(signedWebhook('app/uninstalled', {}, options).path).toBe('/webhooks/app')
  const tampered = signedWebhook('customers/redact', { a: 1 }, { ...options, rawBody: '{"a":1}\n' })
  const expected = createHmac('sha256', 's').update('{"a":1}').digest('base64')
  expect(tampered.headers['x-shopify-hmac-sha256']).toBe(expected)
  expect(tampered.body.toString()).toBe('{"a":1}\n')
})
