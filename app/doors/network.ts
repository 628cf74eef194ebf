/** The network that a call comes from. Addresses are counted for a while and never stored. */
import type { IncomingMessage } from 'node:http'
import { isIPv4, isIPv6 } from 'node:net'
import { config } from '../platform/config.ts'

/** The network of all calls without a readable address. */
const UNKNOWN_NETWORK = 'unknown'

/** The network of a visitor whose call came through Shopify's app proxy. */
export const networkOfVisitor = (request: IncomingMessage): string =>
  networkOf(addressBehind(request, config.TRUSTED_PROXIES))

/** The network of a direct caller: Shopify, or somebody who found the address. */
export const networkOfCaller = (request: IncomingMessage): string =>
  networkOf(addressBehind(request, Math.max(0, config.TRUSTED_PROXIES - 1)))

/** Enough for the addresses that trusted proxies append. */
const MOST_CHARACTERS = 1_000

/** The address that called the outermost of the trusted proxies. What stands to its left, the caller wrote. */
function addressBehind(request: IncomingMessage, proxies: number): string | undefined {
  if (proxies === 0) return request.socket.remoteAddress
  const { 'x-forwarded-for': value = '' } = request.headers
  return String(value).slice(-MOST_CHARACTERS).split(',').at(-proxies)
}

/** The /24 of an IPv4 address (also in IPv6 form), or the /48 of an IPv6 address, without a port. */
export function networkOf(text: string | undefined): string {
  const address = withoutPort(text?.trim() ?? '')
  if (isIPv4(address)) return address.split('.').slice(0, 3).join('.')
  const groups = isIPv6(address) ? groupsOf(address) : undefined
  if (!groups) return UNKNOWN_NETWORK
  const [start, end] = [groups.slice(0, 6).join(':'), groups.slice(6)]
  return IPV4_INSIDE.has(start) ? fromIPv4(end) : groups.slice(0, 3).join(':')
}

/** IPv4-mapped addresses (RFC 4291), and those of NAT64 (RFC 6052). */
const IPV4_INSIDE = new Set(['0:0:0:0:0:ffff', '64:ff9b:0:0:0:0'])

const fromIPv4 = (groups: readonly string[]) =>
  groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((bits) => [bits >> 8, bits & 0xff])
    .slice(0, 3)
    .join('.')

function withoutPort(text: string): string {
  const [, bracketed] = /^\[([^\]]*)\](?::\d+)?$/.exec(text) ?? []
  if (bracketed !== undefined) return bracketed
  const [address = '', port, more] = text.split(':')
  return port !== undefined && more === undefined ? address : text
}

/** The eight groups of an IPv6 address in one canonical form. */
function groupsOf(address: string): string[] | undefined {
  const written = URL.parse(`http://[${address}]/`)?.hostname.slice(1, -1)
  if (!written) return undefined
  const [left = [], right = []] = written.split('::').map((half) => half.split(':').filter(Boolean))
  return [...left, ...new Array<string>(8 - left.length - right.length).fill('0'), ...right]
}
