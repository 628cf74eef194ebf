import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseJson } from '../platform/json.ts'
import { type BodyOptions, Refusal, readBody } from './http.ts'
import { type ProxyQuery, readProxyQuery } from './proxy-query.ts'

/** A call of the storefront that Shopify's app proxy passed on. */
export interface ProxiedCall extends ProxyQuery {
  /** Whatever a browser sent: unsigned, and undefined when it is not JSON. */
  content: unknown
}

/**
 * Reads the body only of what Shopify signed.
 *
 * @throws Refusal when it is no POST, not signed, or its body cannot be taken
 */
export async function readProxiedCall(
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  options: BodyOptions,
): Promise<ProxiedCall> {
  if (request.method !== 'POST') throw new Refusal(405, 'This is POSTed', { allow: 'POST' })
  const signed = readProxyQuery(query, { isPage: false })
  const body = await readBody(request, response, options)
  return { ...signed, content: contentOf(body) }
}

function contentOf(body: Buffer): unknown {
  try {
    return parseJson(body.toString('utf8'))
  } catch {
    return undefined
  }
}
