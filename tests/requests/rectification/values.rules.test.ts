import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressText, checkedValue, decisionsOn, judgeValue } from '../../../app/requests/rectification/model.ts'
import { CORRECTION_TEXTS, correctionsInWords } from '../../../app/requests/rectification/told/in-words.ts'
import { recipientChanges } from '../../../app/requests/rectification/told/recipient-changes.ts'
import {
  CORRECTABLE,
  CORRECTION_PLACES,
  CORRECTION_STATES,
  type CorrectedField,
  type CorrectionPlace,
} from '../../../app/requests/rectification/words.ts'

const LONG = 'x'.repeat(256)
const at = (kind: CorrectionPlace, type: string | null = null) => ({ kind, type })

describe('a value that somebody typed is taken as Shopify takes it, or what is wrong with it is said', () => {
  test.each<[CorrectedField, string, string | null]>([
    ['first_name', '  Léa ', 'Léa'],
    ['last_name', 'O’Neill-Søren', 'O’Neill-Søren'],
    ['last_name', '', null],
    ['email', 'lea@exämple.fr', 'lea@exämple.fr'],
    ['phone', '+33 6 12.34-56 (78)', '+33612345678'],
    ['phone', '0033 612345678', '+33612345678'],
    ['locale', 'FR_ca', 'fr-CA'],
    ['country', 'fr', 'FR'],
    ['province', 'ca-qc', 'QC'],
    ['address2', '', null],
  ])('%s %j becomes %j', (field, typed, value) => {
    expect(checkedValue(at('customer'), field, typed)).toEqual({ ok: true, value })
  })

  test.each<[CorrectedField, string, string]>([
    ['first_name', LONG, 'too_long'],
    ['first_name', 'Léa\nMartin', 'not_a_line'],
    ['first_name', 'Léa\u0000', 'not_a_line'],
    ['email', 'lea', 'email'],
    ['email', `${'a'.repeat(250)}@a.fr`, 'email'],
    ['phone', '0612345678', 'phone'],
    ['phone', '+33 call me', 'phone'],
    ['phone', `+${'1'.repeat(16)}`, 'phone'],
    ['locale', 'french', 'locale'],
    ['locale', '', 'required'],
    ['country', 'France', 'country'],
    ['country', 'XQ', 'country'],
    ['country', '', 'required'],
    ['province', 'Québec', 'province'],
    ['city', '  ', 'required'],
  ])('%s %j is refused as %s', (field, typed, problem) => {
    expect(checkedValue(at('address'), field, typed)).toEqual({ ok: false, problem })
  })

  test.each([
    ['date', '1990-02-29', 'date'],
    ['date', '29/02/1992', 'date'],
    ['date_time', 'noon', 'date_time'],
    ['number_integer', '1.5', 'number'],
    ['number_decimal', '1,5', 'number'],
    ['boolean', 'yes', 'boolean'],
  ])('a metafield of the type %s does not take %j', (type, typed, problem) => {
    expect(checkedValue(at('metafield', type), 'value', typed)).toEqual({ ok: false, problem })
  })

  test.each([
    ['date', '1992-02-29'],
    ['date_time', '1992-02-29T12:00:00Z'],
    ['number_integer', '-7'],
    ['number_decimal', '1.5'],
    ['boolean', 'false'],
    ['multi_line_text_field', `a\n${LONG}`],
    ['single_line_text_field', 'she'],
  ])('a metafield of the type %s takes %j', (type, value) => {
    expect(checkedValue(at('metafield', type), 'value', value)).toEqual({ ok: true, value })
  })

  test('whatever is taken is taken again unchanged', () => {
    const field = fc.constantFrom<CorrectedField>('first_name', 'phone', 'country', 'province', 'locale', 'zip')
    fc.assert(
      fc.property(field, fc.string({ maxLength: 40 }), (name, typed) => {
        const first = checkedValue(at('address'), name, typed)
        if (first.ok && first.value !== null) expect(checkedValue(at('address'), name, first.value)).toEqual(first)
      }),
      { numRuns: 500 },
    )
  })
})

describe('nobody’s later change is written over', () => {
  test.each([
    ['the old value is still there', 'Lea', 'Léa', 'Lea', 'write'],
    ['nothing was there, and nothing is', null, 'Léa', '', 'write'],
    ['the new value is there already: killed behind the write', 'Lea', 'Léa', 'Léa', 'already'],
    ['a removed value is gone already', 'Lea', null, null, 'already'],
    ['somebody wrote a third one', 'Lea', 'Léa', 'Leah', 'conflict'],
    ['somebody removed it', 'Lea', 'Léa', null, 'conflict'],
    ['somebody filled in what was empty', null, 'Léa', 'Leah', 'conflict'],
    ['only the case differs: it is another value', 'lea', 'Lea', 'LEA', 'conflict'],
  ] as const)('%s', (_why, old, wanted, now, verdict) => {
    expect(judgeValue({ old, new: wanted, now })).toBe(verdict)
  })
})

describe('what staff can decide', () => {
  test.each([
    ['proposed', null, ['accept', 'refuse']],
    ['accepted', null, ['refuse', 'by_hand']],
    ['refused', null, ['accept']],
    ['conflict', null, ['accept', 'refuse', 'by_hand']],
    ['rejected', 'taken', ['accept', 'refuse', 'by_hand']],
    ['rejected', 'gone', ['refuse', 'by_hand']],
    ['applied', null, []],
    ['done_by_hand', null, []],
  ] as const)('%s (%s): %j', (state, code, decisions) => {
    expect(decisionsOn(state, code)).toEqual(decisions)
  })

  test('every state is named above', () => {
    expect(CORRECTION_STATES).toHaveLength(7)
  })
})

test('every place that can be corrected has its mutation and its scope; a statement needs neither', () => {
  for (const place of CORRECTION_PLACES) {
    const { mutation, scope, fields } = CORRECTABLE[place]
    expect([mutation !== null, scope !== null]).toEqual(Array(2).fill(place !== 'statement'))
    expect(fields.length).toBeGreaterThan(0)
  }
})

const refused = {
  place: 'order',
  field: 'city',
  name: '#1001',
  state: 'refused',
  note: 'It was sent on Monday',
} as const

describe('what the person is told', () => {
  test.each(Object.keys(CORRECTION_TEXTS) as (keyof typeof CORRECTION_TEXTS)[])(
    'in %s, field by field, with the reason of a refusal and no value',
    (language) => {
      const { fields } = CORRECTION_TEXTS[language]
      const email = { place: 'customer', field: 'email', name: null, state: 'applied', note: null } as const
      const stated = { place: 'statement', field: 'text', name: null, state: 'applied', note: null } as const
      const lines = correctionsInWords([email, refused, stated], language)
      expect(lines).toHaveLength(3)
      expect(lines[0]).toContain(fields.email)
      expect(lines[2]).toContain('#1001')
      expect(lines[2]).toContain('It was sent on Monday')
      expect(lines.join('')).not.toMatch(/\{\w+\}/)
    },
  )
})

describe('what recipients are told', () => {
  const correction = (place: CorrectionPlace, field: CorrectedField, value: string | null) => ({
    place,
    field,
    content: { place: { name: '#1001' }, new: value },
  })

  test('a profile’s fields have the names that tools know, others those that people know', () => {
    const done = [
      correction('customer', 'first_name', 'Léa'),
      correction('order', 'city', 'Lyon'),
      correction('customer', 'phone', null),
    ]
    expect(recipientChanges(done, 'en')).toEqual({
      changes: ['first name', 'order #1001, city', 'phone number'],
      corrected: [
        { field: 'first_name', value: 'Léa' },
        { field: 'order #1001, city', value: 'Lyon' },
      ],
    })
  })

  test('a long statement reaches them whole', () => {
    const text = '😀'.repeat(900)
    const { corrected } = recipientChanges([correction('statement', 'text', text)], 'en')
    expect(corrected.map(({ value }) => [...value].length)).toEqual([400, 400, 100])
    expect(corrected.map(({ value }) => value).join('')).toBe(text)
  })
})

test('two addresses are the same when every part of them is', () => {
  const address = { first_name: 'Léa', address1: '1 rue A', city: 'Lyon', country: 'FR' }
  expect(addressText(address)).toBe(addressText({ ...address, company: '', zip: null }))
  expect(addressText(address)).not.toBe(addressText({ ...address, zip: '69001' }))
})
