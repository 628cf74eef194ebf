/**
 * Calls to addresses that a shop's staff typed. They must not reach the installation's own network: the address is judged
 * when it is looked up for the connection itself, so that a name which changes between two look-ups gains nothing, and no
 * redirect is followed.
 */
import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'

interface OutboundCall {
  method: 'GET' | 'POST' | 'PATCH'
  url: string
  headers: Record<string, string>
  body?: string
}

export interface OutboundAnswer {
  status: number
  /** The value of `Retry-After`, if there is one. */
  retryAfter: string | null
  /** What fits into the limit. */
  body: string
}

export type SendOut = (call: OutboundCall) => Promise<OutboundAnswer>

/** The address is none that may be called. */
export class OutboundRefused extends Error {
  override name = 'OutboundRefused'
}

export interface AddressGuard {
  isUrlAllowed(url: URL): boolean
  isAddressAllowed(address: string, url: URL): boolean
}

/** Only https to the public internet, and the hosts (`name:port`) that the installation trusts. */
export function publicOnly(trusted: readonly string[]): AddressGuard {
  const isTrusted = ({ host }: URL) => trusted.includes(host)
  return {
    isUrlAllowed: (url) =>
      url.username === '' && url.password === '' && (isTrusted(url) || (url.protocol === 'https:' && url.port === '')),
    isAddressAllowed: (address, url) => isTrusted(url) || isPublicAddress(address),
  }
}

/** A whole call, from the look-up to the last byte. */
const TIMEOUT_MS = 10_000
const MAX_ANSWER_BYTES = 64 * 1024

const literalOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '')

type Found = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/** Looks a name up for a connection, and refuses it when any of its addresses is not allowed. */
function guardedLookup(guard: AddressGuard, url: URL) {
  return (name: string, options: LookupOptions, found: Found): void =>
    dnsLookup(name, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) return found(error ?? new Error('The name has no address'), '')
      if (!addresses.every(({ address }) => guard.isAddressAllowed(address, url)))
        return found(new OutboundRefused('The name leads to an address that must not be called'), '')
      if (options.all) found(null, addresses)
      else found(null, first.address, first.family)
    })
}

/**
 * @throws by the function that it returns: OutboundRefused; Error when there was no whole answer in time
 */
export function outboundOf(guard: AddressGuard): SendOut {
  return ({ method, url: written, headers, body }) =>
    new Promise((resolve, reject) => {
      const url = URL.parse(written)
      if (!url || !guard.isUrlAllowed(url)) return reject(new OutboundRefused('This address must not be called'))
      // A number is never looked up.
      const literal = literalOf(url)
      if (isIP(literal) !== 0 && !guard.isAddressAllowed(literal, url))
        return reject(new OutboundRefused('This address must not be called'))
      const send = url.protocol === 'https:' ? requestHttps : requestHttp
      const request = send(url, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
        // A connection of its own: one that is kept was judged for another call.
        agent: false,
        lookup: guardedLookup(guard, url),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      request.once('error', reject)
      request.once('response', (response) => {
        const parts: Buffer[] = []
        let size = 0
        const end = () => {
          const { 'retry-after': retryAfter = null } = response.headers
          resolve({ status: response.statusCode ?? 0, retryAfter, body: Buffer.concat(parts).toString('utf8') })
        }
        response.on('data', (part: Buffer) => {
          size += part.length
          if (size <= MAX_ANSWER_BYTES) return parts.push(part)
          // The status is known, and the rest is of no use.
          end()
          response.destroy()
        })
        response.once('end', end)
        response.once('error', reject)
      })
      request.end(body)
    })
}
