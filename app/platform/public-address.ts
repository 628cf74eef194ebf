/** Which addresses belong to the public internet (IANA special-purpose registries, RFC 6890). Pure. */
import { BlockList, isIPv4, isIPv6 } from 'node:net'

const NOT_PUBLIC_IPV4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** Inside of 2000::/3: protocol assignments with Teredo, documentation, 6to4, which all may lead elsewhere. */
const NOT_PUBLIC_IPV6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

const listOf = (subnets: readonly [string, number][], type: 'ipv4' | 'ipv6') => {
  const list = new BlockList()
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, type)
  return list
}

const notPublicIPv4 = listOf(NOT_PUBLIC_IPV4, 'ipv4')
const notPublicIPv6 = listOf(NOT_PUBLIC_IPV6, 'ipv6')
/** Global unicast. Everything else is local, mapped, translated or not assigned. */
const globalIPv6 = listOf([['2000::', 3]], 'ipv6')

/** False for a private, local, reserved or unreadable address. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !notPublicIPv4.check(address, 'ipv4')
  // A zone belongs to a link of this machine.
  if (!isIPv6(address) || address.includes('%')) return false
  return globalIPv6.check(address, 'ipv6') && !notPublicIPv6.check(address, 'ipv6')
}
