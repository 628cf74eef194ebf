import { BlockList, isIPv6 } from 'node:net'

/** Networks that are routed nowhere: loopback (RFC 6890), private (RFC 1918, RFC 4193) and link-local (RFC 3927, RFC 4291). */
const inside = new BlockList()
inside.addSubnet('127.0.0.0', 8, 'ipv4')
inside.addSubnet('10.0.0.0', 8, 'ipv4')
inside.addSubnet('172.16.0.0', 12, 'ipv4')
inside.addSubnet('192.168.0.0', 16, 'ipv4')
inside.addSubnet('169.254.0.0', 16, 'ipv4')
inside.addAddress('::1', 'ipv6')
inside.addSubnet('fc00::', 7, 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6')

/** What proxies add to what they pass on: `X-Forwarded-*` and the standard ones (RFC 7239, RFC 9110 § 7.6.3). */
const FORWARDED = /^(x-forwarded(-.*)?|x-real-ip|forwarded|via)$/

export interface Caller {
  /** Of the socket. */
  address: string | undefined
  /** By lower-case name, as Node gives them. */
  headers: Readonly<Record<string, unknown>>
}

/** Whether a call comes straight from this machine or its network: no proxy passed it on for somebody outside. */
export function isFromInside({ address = '', headers }: Caller): boolean {
  if (Object.keys(headers).some((name) => FORWARDED.test(name))) return false
  // A socket that takes both kinds gives IPv4 addresses inside of IPv6 ones; the list knows them too.
  const [plain = ''] = address.split('%')
  return inside.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}
