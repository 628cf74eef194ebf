import { describe, expect, test } from 'vitest'
import { nameStatusIn } from '../../app/banner/check/known.ts'
import { checkFindings, type NameKind, type Phase, verdictOn } from '../../app/banner/check/model.ts'
import { theTemplate } from '../register/a-register.ts'

describe('what staff read about a name that was seen in their storefront', () => {
  test.each([
    ['exempt', true, ['before', 'refused', 'accepted'], 'fine'],
    ['exempt', false, ['before'], 'undeclared'],
    ['optional', true, ['before', 'accepted'], 'early'],
    ['optional', false, ['before', 'refused', 'accepted'], 'early'],
    ['optional', true, ['refused', 'accepted'], 'stays'],
    ['optional', true, ['accepted'], 'fine'],
    ['optional', false, ['accepted'], 'undeclared'],
    ['unknown', false, ['before'], 'unexplained'],
    ['unknown', false, ['refused'], 'unexplained'],
    ['unknown', false, ['accepted'], 'undeclared'],
  ] as const)('%s, declared: %s, seen %j: %s', (status, isDeclared, seenIn, verdict) => {
    expect(verdictOn({ status, isDeclared, owner: null }, seenIn)).toBe(verdict)
  })

  const register = theTemplate()
  const optional = register.trackers.find(({ exemption }) => exemption === 'none')
  const exempt = register.trackers.find(({ exemption }) => exemption !== 'none')
  test.each<[string, string, NameKind, object]>([
    ['a declared tracker by the register', optional?.pattern ?? '', 'cookie', { status: 'optional', isDeclared: true }],
    ['a declared one that needs no consent', exempt?.pattern ?? '', 'cookie', { status: 'exempt', isDeclared: true }],
    [
      'a known one by the cookie database',
      '_hjid',
      'cookie',
      { status: 'optional', isDeclared: false, owner: 'Hotjar' },
    ],
    ['what a cart of Shopify needs', 'cart', 'cookie', { status: 'exempt', owner: 'Shopify' }],
    ['what keeps the choice at Shopify', '_tracking_consent', 'cookie', { status: 'exempt', owner: 'Shopify' }],
    ['what measures visits at Shopify', '_shopify_y', 'cookie', { status: 'optional', owner: 'Shopify' }],
    ['one that nobody knows', 'my_own_name', 'storage', { status: 'unknown', isDeclared: false, owner: null }],
    ['a host of Shopify', 'cdn.shopify.com', 'host', { status: 'exempt', isDeclared: true, owner: 'Shopify' }],
    ['a host that advertises', 'www.facebook.com', 'host', { status: 'optional', owner: 'Meta' }],
    ['a host that only looks like it', 'notfacebook.com', 'host', { status: 'unknown', owner: null }],
  ])('%s is judged by what is known of it', (_, name, kind, expected) => {
    expect(nameStatusIn(register)(name, kind)).toMatchObject(expected)
  })

  test('the worst comes first, each name once, with every phase that it was seen in', () => {
    const seen = (cookies: string[]) => ({ cookies, storage: [], hosts: ['cdn.shopify.com'] })
    const found = checkFindings(
      { before: seen(['_hjid']), refused: seen(['_hjid', 'zz']), accepted: seen(['_fbp', '_hjid']) },
      nameStatusIn({ trackers: [] }),
    )
    expect(found.map(({ name, verdict, seenIn }): [string, string, Phase[]] => [name, verdict, seenIn])).toEqual([
      ['_hjid', 'early', ['before', 'refused', 'accepted']],
      ['zz', 'unexplained', ['refused']],
      ['_fbp', 'undeclared', ['accepted']],
      ['cdn.shopify.com', 'fine', ['before', 'refused', 'accepted']],
    ])
  })
})
