import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { describe, expect, test } from 'vitest'
import { answerDataSchema } from '../../../app/requests/answer/file/data/model.ts'
import { articleFor } from '../../../app/requests/answer/file/model.ts'
import { RowsChanged } from '../../../app/requests/answer/file/survey.ts'
import { ANSWER_TEXTS } from '../../../app/requests/answer/file/texts.ts'
import { type AnsweredRow, HELD_TABLES, MASK_GROUNDS, UNREAD_REASONS } from '../../../app/requests/held/model.ts'
import { COLUMNS } from '../../../app/requests/held/tables/columns.ts'
import { answerFiles, aRow, archived, rowsFrom, SIX, theFacts } from './an-answer.ts'

const validate = new Ajv({ strict: true, allowUnionTypes: true, validateFormats: false }).compile(
  JSON.parse(answerDataSchema()),
)

const order = (number: number, given: Partial<AnsweredRow> = {}) =>
  aRow('orders', {
    id: `gid://shopify/Order/${number}`,
    values: { name: `#${number}`, total: 12.5, isPaid: true, note: null, email: 'anne@example.com', city: 'Lyon' },
    ...given,
  })

const ROWS = [
  aRow('customer', { values: { firstName: 'Anne', note: 'likes tea', createdAt: '2024-01-02T03:04:05Z' } }),
  order(1001, { masked: { 'shippingAddress.name': 'rights_of_others' } }),
  order(1002),
  aRow('order_lines', { id: 'l1', parent: 'gid://shopify/Order/1001', values: { title: 'Tea', quantity: 2 } }),
  aRow('consents', { id: 'c1', values: { purpose: 'email', choice: false } }),
]

test('the published schema of data.json is the one that Kept writes by', () => {
  expect(readFileSync('docs/data.schema.json', 'utf8')).toBe(answerDataSchema())
})

test('a person gets a page to read, a letter, one file for programs, and a table for each kind of data', async () => {
  const files = await answerFiles(theFacts(), ROWS)
  expect(Object.keys(files)).toEqual([
    'index.html',
    'letter.html',
    'letter.txt',
    'data.schema.json',
    'data.json',
    ...['customer', 'orders', 'order_lines', 'consents'].map((table) => `csv/${table}.csv`),
  ])
  const data = JSON.parse(files['data.json'] ?? '')
  expect(validate(data), JSON.stringify(validate.errors)).toBe(true)
  expect(Object.values(data.tables as Record<string, object[]>).flat()).toEqual(
    ROWS.map(({ table: _table, ...row }) => row),
  )
  expect(files['data.schema.json']).toBe(answerDataSchema())
  expect(files['csv/orders.csv']).toBe(
    [
      '\ufeffID,BELONGS_TO,name,total,isPaid,note,email,city,shippingAddress.name,MASKED',
      'gid://shopify/Order/1001,,#1001,12.5,true,,anne@example.com,Lyon,,shippingAddress.name: rights_of_others',
      'gid://shopify/Order/1002,,#1002,12.5,true,,anne@example.com,Lyon,,',
      '',
    ].join('\r\n'),
  )
})

test('whoever reads no English finds every column and every usual state in their language, and programs find Shopify’s own', async () => {
  const columns = new Set([...Object.values(COLUMNS).flatMap((table) => Object.keys(table)), 'metafields'])
  const parts = new Set([...columns].flatMap((column) => column.split('.')))
  for (const texts of Object.values(ANSWER_TEXTS))
    expect([...parts].filter((part) => !(part in texts.columns))).toEqual([])

  const paid = { displayFinancialStatus: 'PARTIALLY_REFUNDED', displayFulfillmentStatus: 'FULFILLED', note: 'PAID' }
  const rows = [
    aRow('orders', { values: paid }),
    aRow('order_transactions', { values: { kind: 'CAPTURE', status: 'NEW_ONE' } }),
    aRow('staff_access', { values: { page: 'request_data', action: 'viewed', role: 'shop_staff' } }),
  ]
  const files = await answerFiles(theFacts({ language: 'fr' }), rows)
  for (const text of ['remboursé en partie', 'expédié', 'encaissement', 'consultation', 'notre personnel'])
    expect(files['index.html']).toContain(`<td>${text}`)
  for (const raw of ['PAID', 'NEW_ONE']) expect(files['index.html']).toContain(`<td>${raw}</td>`)
  expect(files['index.html']).not.toMatch(/PARTIALLY|FULFILLED|CAPTURE|shop_staff/)
  for (const name of ['data.json', 'csv/orders.csv']) expect(files[name]).toContain('PARTIALLY_REFUNDED')
})

test('the same rows on the same day make the same file, byte for byte', async () => {
  const [one, other] = [await archived(theFacts(), rowsFrom(ROWS)), await archived(theFacts(), rowsFrom(ROWS))]
  expect(one.equals(other)).toBe(true)
})

test('somebody of whom nothing is held gets a file that says so', async () => {
  const files = await answerFiles(theFacts(), [])
  expect(validate(JSON.parse(files['data.json'] ?? ''))).toBe(true)
  expect(files['index.html']).toContain('We hold no data about you.')
  expect(files['letter.txt']).toContain('We hold no data about you.')
})

test('a file never mixes two states: rows that change while it is written end it', async () => {
  let passes = 0
  const open = async function* () {
    passes += 1
    yield aRow('customer', { values: { name: passes < 3 ? 'Anne' : 'Berthe' } })
  }
  await expect(archived(theFacts(), open)).rejects.toThrow(RowsChanged)
})

test('a value that is masked is in no file, even when the row still has it', async () => {
  const files = await answerFiles(theFacts(), [
    aRow('orders', { values: { name: '#1', giftNote: 'For Berthe' }, masked: { giftNote: 'rights_of_others' } }),
  ])
  for (const [name, content] of Object.entries(files)) expect(content, name).not.toContain('Berthe')
  expect(files['index.html']).toContain('Not shown: it is about somebody else (GDPR Art. 15(4))')
  expect(files['letter.txt']).toContain('Gift note: it is about somebody else (GDPR Art. 15(4)) (1 row)')
})

describe('what somebody typed into a shop harms nobody who opens the file', () => {
  test.each(['=1+1', '+33612345678', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
    'a spreadsheet reads %j as text',
    async (value) => {
      const files = await answerFiles(theFacts(), [aRow('customer', { values: { note: value } })])
      const [, line = ''] = (files['csv/customer.csv'] ?? '').split('\r\n1,')
      expect(line.replace(/^,?"?/, '').startsWith("'")).toBe(true)
    },
  )

  test('a number stays a number, also below zero', async () => {
    const files = await answerFiles(theFacts(), [aRow('order_refunds', { values: { amount: -12.5 } })])
    expect(files['csv/order_refunds.csv']).toContain('\r\n1,,-12.5,\r\n')
  })

  test('no text becomes markup, in whichever place it stands', async () => {
    const hostile = `</td></table><script>alert(1)</script><img src=x onerror=alert(1)> " ' & <!--`
    const controller = { ...theFacts().controller, name: hostile, dpoEmail: null, email: null }
    const rows = [
      aRow('customer', { id: hostile, parent: hostile, values: { name: hostile } }),
      ...Array.from({ length: 60 }, (_row, index) => aRow('orders', { id: `${index}`, values: { note: hostile } })),
    ]
    const files = await answerFiles(theFacts({ controller }), rows)
    const pages = Object.entries(files).filter(([name]) => name.endsWith('.html'))
    expect(pages.map(([name]) => name)).toEqual(['index.html', 'letter.html', 'tables/orders-1.html'])
    for (const [name, page] of pages) {
      const found = elementsOf(page)
      expect(
        found.filter(({ tagName }) => /^(script|img|iframe|link|form|input|object)$/.test(tagName)),
        name,
      ).toEqual([])
      const attributes = found.flatMap(({ attrs }) => attrs.map((one) => one.name))
      expect(
        attributes.filter((one) => one.startsWith('on')),
        name,
      ).toEqual([])
    }
  })

  test('whatever a value holds, data.json is valid and gives it back', async () => {
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(value, { maxLength: 5 }), async (values) => {
        const rows = values.map((one, index) => aRow('customer_events', { id: `${index}`, values: { message: one } }))
        const files = await answerFiles(theFacts(), rows)
        const data = JSON.parse(files['data.json'] ?? '')
        expect(validate(data)).toBe(true)
        const got = (data.tables.customer_events ?? []).map((row: AnsweredRow) => row.values.message)
        expect(got).toEqual(values.map((one) => (one === 0 ? 0 : one)))
      }),
      { numRuns: 30 },
    )
  })
})

function elementsOf(page: string): DefaultTreeAdapterTypes.Element[] {
  const inside = (node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Element[] => [
    ...('tagName' in node ? [node] : []),
    ...('childNodes' in node ? node.childNodes.flatMap(inside) : []),
  ]
  return inside(parse(page))
}

describe('the pages are read offline, by everybody', () => {
  const long = Array.from({ length: 1_203 }, (_row, index) => order(index + 1))

  test('a long table has pages of its own, and every row is on one of them', async () => {
    const files = await answerFiles(theFacts(), long)
    const pages = Object.keys(files).filter((name) => name.startsWith('tables/'))
    expect(pages).toEqual(['tables/orders-1.html', 'tables/orders-2.html', 'tables/orders-3.html'])
    for (const page of pages) expect(files['index.html']).toContain(`href="${page}"`)
    const shown = pages.flatMap((page) =>
      [...(files[page] ?? '').matchAll(/#(\d+)<\/td>/g)].map(([, number]) => number),
    )
    expect(shown).toEqual(long.map((_row, index) => String(index + 1)))
  })

  test('nothing leads out of the archive, and every link within it has its page and its place', async () => {
    const files = await answerFiles(theFacts(), [...ROWS.slice(0, 1), ...long])
    for (const [name, page] of Object.entries(files).filter(([file]) => file.endsWith('.html'))) {
      const found = elementsOf(page)
      const ids = new Set(
        found.flatMap(({ attrs }) => attrs.filter((one) => one.name === 'id').map((one) => one.value)),
      )
      const links = found.flatMap(({ attrs }) => attrs.filter((one) => one.name === 'href').map((one) => one.value))
      for (const link of links) {
        if (/^(https?:|mailto:)/.test(link)) continue
        if (link.startsWith('#')) expect(ids, `${name} ${link}`).toContain(link.slice(1))
        else expect(Object.keys(files), name).toContain(new URL(link, `file:///${name}`).pathname.slice(1))
      }
      expect(found.flatMap(({ attrs }) => attrs.filter((one) => one.name === 'src'))).toEqual([])
    }
  })

  test('tables have captions and heads, headings leave out no level, and the page says its language', async () => {
    const files = await answerFiles(theFacts({ language: 'fr' }), ROWS)
    const found = elementsOf(files['index.html'] ?? '')
    const tables = found.filter(({ tagName }) => tagName === 'table')
    expect(tables.length).toBeGreaterThan(3)
    for (const table of tables.filter(
      ({ parentNode }) => parentNode && !('attrs' in parentNode && parentNode.tagName === 'div'),
    )) {
      expect(table.childNodes.some((node) => 'tagName' in node && node.tagName === 'caption')).toBe(true)
    }
    const levels = found.flatMap(({ tagName }) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []))
    expect(levels[0]).toBe(1)
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? level)).toBeLessThanOrEqual(1)
    expect(found.find(({ tagName }) => tagName === 'html')?.attrs).toEqual([{ name: 'lang', value: 'fr' }])
  })
})

describe.each(SIX)('in %s', (language) => {
  test('every word of the file is there, and every number that it names', () => {
    const keysOf = (tree: object, path = ''): string[] =>
      Object.entries(tree).flatMap(([key, value]) =>
        typeof value === 'string'
          ? [
              `${path}${key} ${[...value.matchAll(/\{(\w+)/g)]
                .map(([, name]) => name)
                .toSorted()
                .join()}`,
            ]
          : keysOf(value, `${path}${key}.`),
      )
    expect(keysOf(ANSWER_TEXTS[language])).toEqual(keysOf(ANSWER_TEXTS.en))
    expect(Object.keys(ANSWER_TEXTS[language].tables)).toEqual([...HELD_TABLES])
    expect(Object.keys(ANSWER_TEXTS[language].grounds)).toEqual([...MASK_GROUNDS])
    expect(Object.keys(ANSWER_TEXTS[language].unread)).toEqual([...UNREAD_REASONS])
  })

  test('the letter has what the law and the field ask of one', async () => {
    const facts = theFacts({ language })
    const { 'letter.txt': letter = '' } = await answerFiles(facts, ROWS)
    const days = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'long', timeZone: 'UTC' })
    for (const day of [facts.receivedOn, facts.identifiedOn ?? '', facts.madeOn])
      expect(letter).toContain(days.format(new Date(day)))
    expect(letter).toContain(facts.id)
    expect(letter).toContain(articleFor(language, 'gdpr', 'access'))
    expect(letter).toContain(facts.controller.supervisoryAuthority?.name)
    expect(letter).toContain(facts.controller.dpoEmail ?? facts.controller.email)
    expect(letter).toContain(ANSWER_TEXTS[language].tables.orders)
    expect(letter).not.toMatch(/[{}]|undefined/)
  })
})
