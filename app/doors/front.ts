/** Checks every request before a door or a page sees it. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { config } from '../platform/config.ts'
import { log } from '../platform/log.ts'
import { answer, endBody } from './http.ts'
import { Rate } from './rate.ts'

/** A name or an address, and a port. */
const HOST = /^(?:[a-z0-9._-]{1,253}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i
const isHost = (text: string) => HOST.test(text) && URL.canParse(`http://${text}`)
const isProtocol = (text: string) => text === 'http' || text === 'https'
/** The form in which some proxies write the values they add. */
const each = (header: string | string[] | undefined) =>
  header === undefined
    ? []
    : String(header)
        .split(',')
        .map((one) => one.trim())

/** What is wrong with a request that no browser, Shopify or proxy would send; null when nothing is. */
function faultOf({ url, headers }: IncomingMessage): string | null {
  if (!url?.startsWith('/')) return 'The address does not begin with a slash'
  if (headers.host !== undefined && !isHost(headers.host)) return 'Host is not a host'
  if (!each(headers['x-forwarded-host']).every(isHost)) return 'X-Forwarded-Host is not a host'
  if (!each(headers['x-forwarded-proto']).every(isProtocol)) return 'X-Forwarded-Proto is neither http nor https'
  if (!encodedHosts(url).every(isEncodedHost)) return 'The parameter host is not the address of an admin in base64'
  return null
}

/** The `host` parameter of Shopify's admin: Shopify's library fails when it cannot decode it. */
const encodedHosts = (target: string) =>
  target.includes('host=') ? new URLSearchParams(target.slice(target.indexOf('?') + 1)).getAll('host') : []

function isEncodedHost(encoded: string): boolean {
  try {
    return URL.canParse(`https://${atob(encoded)}`)
  } catch {
    return false
  }
}

/** A limit, so that nobody fills the log with such requests. */
const LINES_A_MINUTE = 10
const lines = new Rate({ points: LINES_A_MINUTE, mostKeys: 10 })

/** Answers 400 to a request that neither pages nor doors could parse. Returns false when the request may go on. */
export function refuseAtFront(request: IncomingMessage, response: ServerResponse): boolean {
  const fault = faultOf(request)
  if (!fault) return false
  if (lines.take(fault) === 0) log.warn({ fault }, 'a request was refused')
  response.once('finish', () => endBody(request))
  answer(response, 400, { error: fault })
  return true
}

const app = new URL(config.SHOPIFY_APP_URL)

/** Parameters of Shopify's signatures. Pages do not read them, and redirects must not pass them on. */
const SIGNATURES = ['signature', 'hmac']

/**
 * Sets the app's configured address on the request, whatever its headers say, because pages build links and redirects
 * from it.
 */
export function addressToPages(request: IncomingMessage): void {
  request.headers.host = app.host
  request.headers['x-forwarded-proto'] = app.protocol.slice(0, -1)
  delete request.headers['x-forwarded-host']
  request.url = withoutSignatures(request.url ?? '/')
}

function withoutSignatures(target: string): string {
  const [path = '/', ...rest] = target.split('?')
  const query = new URLSearchParams(rest.join('?'))
  if (!SIGNATURES.some((name) => query.has(name))) return target
  for (const name of SIGNATURES) query.delete(name)
  return query.size > 0 ? `${path}?${query}` : path
}
