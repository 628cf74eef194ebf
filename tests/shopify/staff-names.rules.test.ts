import { describe, expect, test } from 'vitest'
import { distinctNames, nameOfUser } from '../../app/shopify/staff-names/model.ts'

describe('what a member of staff is called', () => {
  test.each<[string, Parameters<typeof nameOfUser>[0], string | null]>([
    ['both names', { first_name: 'Théa', last_name: 'Martin' }, 'Théa Martin'],
    ['only the first', { first_name: 'Théa', last_name: '' }, 'Théa'],
    ['only the last', { first_name: null, last_name: 'Martin' }, 'Martin'],
    ['none', { first_name: '', last_name: null }, null],
    ['nothing but space', { first_name: ' ', last_name: '\t' }, null],
    ['a name over two lines', { first_name: 'Théa\nadmin', last_name: ' Martin ' }, 'Théa admin Martin'],
    ['signs that turn the text around', { first_name: '\u202eaéhT', last_name: 'Martin\u2069' }, 'aéhT Martin'],
    ['a name in Persian, with its joiner', { first_name: 'می\u200cخواهم', last_name: '' }, 'می\u200cخواهم'],
  ])('%s', (_what, user, name) => {
    expect(nameOfUser(user)).toBe(name)
  })

  test('a name without end is cut', () => {
    expect(nameOfUser({ first_name: 'a'.repeat(10_000), last_name: 'b' })?.length).toBe(200)
  })
})

test('nobody is mistaken for a namesake, however the name is written', () => {
  const staff = [
    { id: '42', name: 'Théa Martin' },
    { id: '43', name: 'Noé Bernard' },
    { id: '44', name: 'THE\u0301A MARTIN' },
  ]
  expect(distinctNames(staff)).toEqual({
    '42': 'Théa Martin (42)',
    '43': 'Noé Bernard',
    '44': 'THE\u0301A MARTIN (44)',
  })
})
