import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readProxyQuery } from '../../app/doors/proxy-query.ts'
import { SECRET } from '../setup/shopify-calls.ts'

/** Signs this text, however it is cut into parameters, as it stands in an address. */
const signedAs = (text: string, parameters: readonly (readonly [string, string])[], secret = SECRET) => {
  const signature = createHmac('sha256', secret).update(text).digest('hex')
  return new URLSearchParams([...parameters.map(([name, value]) => [name, value]), ['signature', signature]])
}
const joined = (parameters: readonly (readonly [string, string])[]) =>
  parameters.map(([name, value]) => `${name}=${value}`).join('')

const read = (query: URLSearchParams, isPage = false) => {
  try {
    return readProxyQuery(query, { isPage })
  } catch {
    return null
  }
}

const now = () => String(Math.floor(Date.now() / 1_000))
type Parameters = (readonly [string, string])[]

/** As Shopify sends it: in the order in which it signs. */
const honest: fc.Arbitrary<Parameters> = fc
  .record({
    lang: fc.option(fc.constantFrom('fr', 'de', 'pt-BR'), { nil: undefined }),
    customer: fc.oneof(fc.constant(''), fc.bigInt(1n, 10n ** 19n).map(String)),
    prefix: fc.tuple(fc.constantFrom('apps', 'a', 'community', 'tools'), fc.stringMatching(/^[A-Za-z0-9_-]{1,30}$/)),
    // Names that look like other parameters' are what somebody would choose to be read in two ways.
    shop: fc.oneof(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), fc.constantFrom('shop', 'timestamp', 'ashop')),
  })
  .map(({ lang, customer, prefix, shop }) => [
    ...(lang ? ([['lang', lang]] as const) : []),
    ['logged_in_customer_id', customer],
    ['path_prefix', `/${prefix.join('/')}`],
    ['shop', `${shop}.myshopify.com`],
    ['timestamp', now()],
  ])

/** The same text, cut into names and values at other places. */
const cutAnew = (text: string, ends: readonly number[]): Parameters =>
  text.split('=').length < 2
    ? []
    : text
        .split('=')
        .slice(0, -1)
        .map((_, index, all) => {
          const pieces = text.split('=')
          const start = index === 0 ? 0 : (ends[index - 1] ?? 0) % ((pieces[index] ?? '').length + 1)
          const end =
            index === all.length - 1
              ? Number.POSITIVE_INFINITY
              : (ends[index] ?? 0) % ((pieces[index + 1] ?? '').length + 1)
          return [(pieces[index] ?? '').slice(start), (pieces[index + 1] ?? '').slice(0, end)] as const
        })

describe('a query that Shopify signed can be read in one way only', () => {
  test('whatever it signs, cut anew it names nobody else', () => {
    fc.assert(
      fc.property(honest, fc.array(fc.nat(200), { minLength: 5, maxLength: 5 }), (parameters, ends) => {
        const text = joined(parameters)
        const meant = read(signedAs(text, parameters), true)
        expect(meant).not.toBeNull()
        const again = cutAnew(text, ends)
        expect(joined(again)).toBe(text)
        const reading = read(signedAs(text, again), true)
        if (reading) expect(reading).toEqual(meant)
      }),
      { numRuns: 2_000 },
    )
  })

  test('nor does a part of it that is moved into a neighbour, or into a parameter of the attacker’s', () => {
    const shop = 'victim.myshopify.com'
    const time = now()
    const attacks: Parameters[] = [
      // A visitor of the attacker's shop adds a parameter; Shopify signs it with its own.
      [
        ['lang', 'frlogged_in_customer_id=7path_prefix=/apps/privacyshop=victim.myshopify.com'],
        ['timestamp', time],
      ],
      [
        ['logged_in_customer_id', '7path_prefix=/apps/x'],
        ['shop', shop],
        ['timestamp', time],
      ],
      [
        ['logged_in_customer_id', ''],
        ['path_prefix', `/apps/privacyshop=${shop}`],
        ['timestamp', time],
      ],
      [
        ['logged_in_customer_id', ''],
        ['path_prefix', '/apps/a'],
        ['shop', `${shop}shop=${shop}`],
        ['timestamp', time],
      ],
      [
        ['logged_in_customer_id', ''],
        ['path_prefix', '/apps/a'],
        ['shop', shop],
        ['timestamp', `${time}x=1`],
      ],
      [
        ['lang', 'fr'],
        ['lang', 'de'],
        ['logged_in_customer_id', ''],
        ['path_prefix', '/apps/a'],
        ['shop', shop],
        ['timestamp', time],
      ],
      [
        ['logged_in_customer_id', '7'],
        ['logged_in_customer_id', ''],
        ['path_prefix', '/apps/a'],
        ['shop', shop],
        ['timestamp', time],
      ],
      [
        ['logged_in_customer_id', '7,8'],
        ['path_prefix', '/apps/a'],
        ['shop', shop],
        ['timestamp', time],
      ],
      [
        ['logged_in_customer_id', ' 7'],
        ['path_prefix', '/apps/a'],
        ['shop', shop],
        ['timestamp', time],
      ],
      [
        ['path_prefix', '/apps/a'],
        ['shop', shop],
        ['timestamp', time],
      ],
      [
        ['logged_in_customer_id', ''],
        ['shop', shop],
        ['timestamp', time],
      ],
      [
        ['logged_in_customer_id', ''],
        ['path_prefix', '/apps/a'],
        ['shop', shop],
      ],
      [
        ['a', ''],
        ['logged_in_customer_id', ''],
        ['path_prefix', '/apps/a'],
        ['shop', shop],
        ['timestamp', time],
      ],
    ]
    for (const parameters of attacks) {
      expect(read(signedAs(joined(parameters), parameters), true), joined(parameters)).toBeNull()
    }
  })

  test('two signatures, an empty one, and one of another length are none', () => {
    const parameters: Parameters = [
      ['logged_in_customer_id', ''],
      ['path_prefix', '/apps/a'],
      ['shop', 'a.myshopify.com'],
      ['timestamp', now()],
    ]
    const query = signedAs(joined(parameters), parameters)
    expect(read(query)).toMatchObject({ shop: 'a.myshopify.com', customerId: null, prefix: '/apps/a' })
    const signature = query.get('signature') ?? ''
    for (const other of ['', signature.slice(2), signature.toUpperCase(), `${signature}00`]) {
      const wrong = new URLSearchParams(query)
      wrong.set('signature', other)
      expect(read(wrong)).toBeNull()
    }
    query.append('signature', signature)
    expect(read(query)).toBeNull()
  })

  test('a language belongs to pages, not to what writes', () => {
    const parameters: Parameters = [
      ['lang', 'fr'],
      ['logged_in_customer_id', ''],
      ['path_prefix', '/apps/a'],
      ['shop', 'a.myshopify.com'],
      ['timestamp', now()],
    ]
    expect(read(signedAs(joined(parameters), parameters), true)).toMatchObject({ language: 'fr' })
    expect(read(signedAs(joined(parameters), parameters), false)).toBeNull()
  })
})

test.each(['/apps/privacy', '/a/x', '/community/My_Shop-2', '/tools/0', '/fr/apps/privacy', '/pt-BR/tools/consent'])(
  'a shop whose proxy is at %s is served',
  (prefix) => {
    const parameters: Parameters = [
      ['logged_in_customer_id', '7'],
      ['path_prefix', prefix],
      ['shop', 'a.myshopify.com'],
      ['timestamp', now()],
    ]
    expect(read(signedAs(joined(parameters), parameters))).toMatchObject({ prefix, customerId: '7' })
  },
)

test.each([
  '',
  '/',
  '/apps',
  '/apps/',
  '/apps/a/b',
  '/other/x',
  'apps/x',
  '//apps/x',
  '/apps/x?y',
  '/apps/é',
  '/apps/a=b',
])('what is no place of a proxy (%s) is refused', (prefix) => {
  const parameters: Parameters = [
    ['logged_in_customer_id', ''],
    ['path_prefix', prefix],
    ['shop', 'a.myshopify.com'],
    ['timestamp', now()],
  ]
  expect(read(signedAs(joined(parameters), parameters))).toBeNull()
})

test('Shopify’s older secrets are taken while they are listed, others never', () => {
  const parameters: Parameters = [
    ['logged_in_customer_id', ''],
    ['path_prefix', '/apps/a'],
    ['shop', 'a.myshopify.com'],
    ['timestamp', now()],
  ]
  for (const secret of [SECRET, 'retired-secret', 'older-secret']) {
    expect(read(signedAs(joined(parameters), parameters, secret)), secret).not.toBeNull()
  }
  for (const secret of ['', 'retired-secret, older-secret', ' older-secret', 'retired']) {
    expect(read(signedAs(joined(parameters), parameters, secret)), secret).toBeNull()
  }
})
