import { followProxyPath } from '../banner/index.ts'
import { type ProxyQuery, readProxyQuery } from './proxy-query.ts'

/**
 * Reads and verifies the query of a call through the app proxy. The call also tells where the merchant has the proxy.
 *
 * @throws Refusal
 */
export async function readProxyCall(query: URLSearchParams, kind: { isPage: boolean }): Promise<ProxyQuery> {
  const call = readProxyQuery(query, kind)
  await followProxyPath(call.shop, { path: call.proxyPath, signedAt: call.signedAt })
  return call
}
