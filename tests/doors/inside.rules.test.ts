import { describe, expect, test } from 'vitest'
import { isFromInside } from '../../app/doors/inside.ts'

describe('what the process can reach is told to nobody outside', () => {
  test.each([
    ['127.0.0.1', true],
    ['127.8.9.10', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.16.0.1', true],
    ['172.31.255.255', true],
    ['192.168.1.1', true],
    ['169.254.10.1', true],
    ['::ffff:10.0.0.7', true],
    ['fd12:3456:789a::1', true],
    ['fe80::1%eth0', true],
    ['172.32.0.1', false],
    ['172.15.255.255', false],
    ['192.169.0.1', false],
    ['11.0.0.1', false],
    ['128.0.0.1', false],
    ['::ffff:203.0.113.7', false],
    ['2001:db8::1', false],
    ['::', false],
    ['0.0.0.0', false],
    ['unknown', false],
    ['', false],
    [undefined, false],
  ])('a direct call from %s is from inside: %s', (address, isInside) => {
    expect(isFromInside({ address, headers: { host: 'kept.example.com', 'user-agent': 'kube-probe' } })).toBe(isInside)
  })

  test.each([
    'x-forwarded-for',
    'x-forwarded-proto',
    'x-forwarded-host',
    'x-forwarded-anything',
    'x-forwarded',
    'x-real-ip',
    'forwarded',
    'via',
  ])('a call that a proxy passed on (%s) is not, wherever the proxy stands', (name) => {
    for (const value of ['', '127.0.0.1']) {
      expect(isFromInside({ address: '127.0.0.1', headers: { [name]: value } })).toBe(false)
    }
  })
})
