import { BlockList, isIPv6 } from 'node:net'

/**
 * Networks that are not routed on the internet: loopback (RFC 6890), private (RFC 1918, RFC 4193) and link-local (RFC
 * 3927, RFC 4291).
 */
const inside = new BlockList()
inside.addSubnet('127.0.0.0', 8, 'ipv4')
inside.addSubnet('10.0.0.0', 8, 'ipv4')
inside.addSubnet('172.16.0.0', 12, 'ipv4')
inside.addSubnet('192.168.0.0', 16, 'ipv4')
inside.addSubnet('169.254.0.0', 16, 'ipv4')
inside.addAddress('::1', 'ipv6')
inside.addSubnet('fc00::', 7, 'ipv6')
inside.addSubnet('fe80::', 10, 'ipv6')

/** Headers that proxies add: `X-Forwarded-*` and the standard ones (RFC 7239, RFC 9110 § 7.6.3). */
const FORWARDED = /^(x-forwarded(-.*)?|x-real-ip|forwarded|via)$/

export interface Caller {
  /** The address of the socket. */
  address: string | undefined
  /** By lower-case name, as Node gives them. */
  headers: Readonly<Record<string, unknown>>
}

/** Whether a call comes directly from this machine or its network, and not through a proxy. */
export function isFromInside({ address = '', headers }: Caller): boolean {
  if (Object.keys(headers).some((name) => FORWARDED.test(name))) return false
  // A dual-stack socket gives IPv4 addresses in IPv6 form. The block list knows both forms.
  const [plain = ''] = address.split('%')
  return inside.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')
}
