import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { isTopic, messageId, receiveWebhook, TOPICS_BY_PATH, type Topic } from '../inbox/index.ts'
import { shopDomain } from '../platform/shop-domain.ts'
import { answer, headerOf, Refusal, readBody } from './http.ts'
import { bodySignature } from './signature.ts'

/**
 * A redaction names every order of a customer: 100,000 orders with ids of 20 digits take 2.3 MB, and more when
 * indented.
 */
const MAX_BODY_BYTES = 8 * 1024 * 1024

/**
 * ISO 8601 with four digits for the year. A Date allows larger years than PostgreSQL, whose refusal would repeat for
 * ever.
 */
const triggeredAt = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/**
 * Takes Shopify's webhooks. 200: stored, now or before. 401: not signed by Shopify (its app review tests for this
 * status). 400: the headers are wrong. 413: too large. 408/503: send it again. Headers are checked before the body is
 * read.
 */
export async function webhookDoor(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
  if (request.method !== 'POST') throw new Refusal(405, 'Webhooks are POSTed', { allow: 'POST' })
  const signature = bodySignature(headerOf(request, 'x-shopify-hmac-sha256'))
  if (!signature) throw new Refusal(401, 'Not signed by Shopify')
  const webhook = readHeaders(request, path)
  const body = await readBody(request, response, { limit: MAX_BODY_BYTES, onPart: signature.update })
  if (!signature.holds()) throw new Refusal(401, 'Not signed by Shopify')
  await receiveWebhook({ ...webhook, body })
  answer(response, 200)
}

function readHeaders(request: IncomingMessage, path: string) {
  const topic = headerOf(request, 'x-shopify-topic')
  const shop = shopDomain.safeParse(headerOf(request, 'x-shopify-shop-domain'))
  const id = messageId.safeParse(headerOf(request, 'x-shopify-webhook-id'))
  const triggered = headerOf(request, 'x-shopify-triggered-at')
  if (!topic) throw new Refusal(400, 'X-Shopify-Topic is missing')
  if (!shop.success) throw new Refusal(400, 'X-Shopify-Shop-Domain does not name a shop')
  if (!id.success) throw new Refusal(400, 'X-Shopify-Webhook-Id is missing or malformed')
  return {
    topic: topicAt(path, topic),
    shop: shop.data,
    id: id.data,
    apiVersion: headerOf(request, 'x-shopify-api-version')?.slice(0, 20) ?? null,
    triggeredAt: (triggered && triggeredAt.safeParse(triggered).data) || null,
  }
}

function topicAt(path: string, topic: string): Topic {
  if (!isTopic(topic) || !TOPICS_BY_PATH.get(path)?.includes(topic))
    throw new Refusal(404, 'Kept is not subscribed to this topic here')
  return topic
}
