import { describe, expect, test } from 'vitest'
import { chartsOf } from '../../app/consent/explore/charts.ts'
import { daysOf, filterOf, type LedgerQuery, paramsOf, readQuery } from '../../app/consent/explore/query.ts'
import { parseSearchTerm } from '../../app/consent/explore/search-term.ts'
import type { QueryField } from '../../app/consent/explore/words.ts'

const ID = '0199c0de-1111-7222-8333-444455556666'

describe('what staff paste is understood as it is', () => {
  test.each([
    ['anna@example.com', { kind: 'email', email: 'anna@example.com' }],
    ['  Anna.Berg@Example.com ', { kind: 'email', email: 'Anna.Berg@Example.com' }],
    ['Anna Berg <anna@example.com>', { kind: 'email', email: 'anna@example.com' }],
    [`reader-${ID}@example.com`, { kind: 'email', email: `reader-${ID}@example.com` }],
    ['7000000005@example.com', { kind: 'email', email: '7000000005@example.com' }],
    ['7000000005', { kind: 'customer', id: '7000000005' }],
    ['gid://shopify/Customer/7000000005', { kind: 'customer', id: '7000000005' }],
    ['https://admin.shopify.com/store/tea/customers/7000000005', { kind: 'customer', id: '7000000005' }],
    ['https://tea.myshopify.com/admin/customers/7000000005?tab=1', { kind: 'customer', id: '7000000005' }],
    [ID.toUpperCase(), { kind: 'uuid', id: ID }],
    [`https://admin.shopify.com/store/tea/apps/kept/app/consents/${ID}`, { kind: 'uuid', id: ID }],
    ['Anna', null],
    ['https://admin.shopify.com/store/tea/orders/7000000005', null],
    ['gid://shopify/Order/12', null],
    ['', null],
    ['@', null],
    ['123456789012345678901', null],
  ])('%s', (pasted, typed) => {
    expect(parseSearchTerm(pasted)).toEqual(typed)
  })
})

describe('a view in a page’s address', () => {
  test.each<[string, LedgerQuery]>([
    ['', {}],
    ['embedded=1&host=x&id_token=y&locale=fr', {}],
    ['customer=7&purpose=ads&choice=refused', { customer: '7', purpose: 'ads', choice: 'refused' }],
    [`visitor=${ID}&visitor=${ID}`, { visitor: [ID, ID] as LedgerQuery['visitor'] }],
    ['from=2026-11-01&to=2026-11-01&after=12', { from: '2026-11-01', to: '2026-11-01', after: 12 }],
    ['period=&source=', {}],
  ])('“%s” is read', (address, query) => {
    expect(readQuery(new URLSearchParams(address))).toEqual({ ok: true, query })
    expect(readQuery(new URLSearchParams(paramsOf(query)))).toEqual({ ok: true, query })
  })

  test.each<[string, QueryField[]]>([
    ['customer=anna@example.com', ['customer']],
    ['record=12', ['record']],
    [`visitor=${ID}&visitor=x`, ['visitor']],
    [paramsOf({ visitor: Array(21).fill(ID) }), ['visitor']],
    ['period=year', ['period']],
    ['from=2026-02-31', ['from']],
    ['from=0000-01-01&to=9999-12-31', ['from', 'to']],
    ['from=2026-12-01&to=2026-11-01', ['to']],
    ["purpose=x' OR true", ['purpose']],
    ['choice=granted', ['choice']],
    ['source=nowhere&after=-1', ['source', 'after']],
  ])('“%s” is told to be wrong, and not left out', (address, wrong) => {
    expect(readQuery(new URLSearchParams(address))).toEqual({ ok: false, wrong })
  })

  // 23:30 of the 1st in UTC is the 2nd in Paris already.
  const now = new Date('2027-01-01T23:30:00Z')
  test.each<[string, LedgerQuery, string, string | undefined, string | undefined]>([
    ['today is the shop’s', { period: 'today' }, 'Europe/Paris', '2027-01-02', '2027-01-02'],
    ['seven days end today', { period: '7d' }, 'UTC', '2026-12-26', '2027-01-01'],
    [
      'dates win over a period',
      { period: '7d', from: '2026-01-01', to: '2026-01-31' },
      'UTC',
      '2026-01-01',
      '2026-01-31',
    ],
    ['since a date: until today', { from: '2026-01-01' }, 'Europe/Paris', '2026-01-01', '2027-01-02'],
    ['until a date: from the beginning', { to: '2026-01-31' }, 'UTC', '2000-01-01', '2026-01-31'],
    ['nothing said: all days', { purpose: 'ads' }, 'UTC', undefined, undefined],
  ])('its days: %s', (_what, query, timeZone, first, last) => {
    const days = daysOf(query, now, timeZone)
    expect([days?.first, days?.last]).toEqual([first, last])
    expect(filterOf(query, days).days).toEqual(days)
  })
})

describe('charts', () => {
  const line = (purpose: string, by: 'all' | 'day' | 'country', value: string, granted: number, refused = 0) => ({
    purpose,
    by,
    value,
    granted,
    refused,
  })
  const counted = [
    line('ads', 'all', '', 1, 1),
    line('ads', 'day', '2026-11-02', 1, 1),
    line('stats', 'all', '', 3),
    line('stats', 'country', 'DE', 1),
    line('stats', 'country', 'FR', 2),
    line('stats', 'day', '2026-11-01', 3),
  ]
  const days = { first: '2026-11-01', last: '2026-11-03', timeZone: 'UTC' }

  test('show the purpose most decided on, and days on which nobody decided as such', () => {
    const charts = chartsOf(counted, days, undefined)
    expect(charts.shown).toBe('stats')
    expect(charts.purposes.map(({ value }) => value)).toEqual(['stats', 'ads'])
    expect(charts.days.map(({ value, granted }) => [value, granted])).toEqual([
      ['2026-11-01', 3],
      ['2026-11-02', 0],
      ['2026-11-03', 0],
    ])
    expect(charts.countries.map(({ value }) => value)).toEqual(['FR', 'DE'])
  })

  test('show the purpose that is asked for, and another where nobody decided on it', () => {
    expect(chartsOf(counted, days, 'ads').shown).toBe('ads')
    expect(chartsOf(counted, days, 'gone').shown).toBe('stats')
    expect(chartsOf([], days, 'ads')).toMatchObject({ shown: null, purposes: [] })
  })
})
