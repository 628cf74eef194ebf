import { describe, expect, test } from 'vitest'
import { Budget, type ChangedText, linesBetween, wordsBetween } from '../../app/policy/compare/changed-words.ts'
import { driftBetween } from '../../app/policy/compare/drift.ts'
import { linesOf } from '../../app/policy/render/normalise.ts'

const textOf = (side: 'removed' | 'added', words: readonly ChangedText[]) =>
  words
    .filter(({ change }) => change === 'same' || change === side)
    .map(({ text }) => text)
    .join('')

const words = (count: number, prefix: string) => Array.from({ length: count }, (_, n) => `${prefix}${n}`).join(' ')

describe('a comparison costs what it is worth to who reads it', () => {
  const pairs: [what: string, before: string, after: string, runs: number][] = [
    ['a word', 'We keep it for 36 months.', 'We keep it for 24 months.', 4],
    ['every word of many', words(2_000, 'a'), words(2_000, 'b'), 2],
    ['a text without end', `${'x '.repeat(30_000)}end`, `${'y '.repeat(30_000)}end`, 2],
    ['paragraphs between others', `one\n${words(2_000, 'a')}\nlast`, `one\n${words(2_000, 'b')}\nlast`, 4],
    ['nothing before', '', words(3_000, 'b'), 2],
  ]
  test.each(pairs)('%s: both texts can be read in it, whole', (_what, before, after, runs) => {
    const compared = wordsBetween(before, after)
    expect(textOf('removed', compared)).toBe(before)
    expect(textOf('added', compared)).toBe(after)
    expect(compared.length).toBeLessThanOrEqual(runs)
  })

  test('with nothing left of its time, what differs is replaced, and what is the same stays', () => {
    const none = new Budget(0)
    expect(linesBetween(['a', 'b', 'c', 'd'], ['a', 'x', 'd'], none)).toEqual([
      { text: 'a', change: 'same' },
      { text: 'b', change: 'removed' },
      { text: 'c', change: 'removed' },
      { text: 'x', change: 'added' },
      { text: 'd', change: 'same' },
    ])
    expect(linesBetween(['a', 'b'], ['a', 'b'], none).every(({ change }) => change === 'same')).toBe(true)
    expect(wordsBetween('same', 'same', none)).toEqual([{ text: 'same', change: 'same' }])
  })

  test('lines that all differ are replaced, not searched', () => {
    const lines = (prefix: string) => Array.from({ length: 15_000 }, (_, n) => `${prefix}${n}`)
    expect(linesBetween(lines('a'), lines('b'))).toHaveLength(30_000)
  })
})

describe('a page of the shop can be anything that 512 KB hold', () => {
  const MOST = 512 * 1024
  const fill = (piece: (n: number) => string) => {
    const pieces: string[] = []
    for (let n = 0, length = 0; length < MOST; n += 1) {
      const next = piece(n)
      pieces.push(next)
      length += next.length
    }
    return pieces.join('')
  }
  test.each([
    ['elements in elements in elements', fill(() => '<b>')],
    ['blocks in blocks', fill(() => '<div>')],
    ['formats that every paragraph opens again', fill((n) => (n < 5_000 ? `<b id=${n}>` : '<p>x'))],
    ['tables in tables', fill(() => '<table><td>')],
    ['brackets', fill(() => '<')],
    ['entities', fill(() => '&amp')],
    ['one line', fill(() => 'x ')],
    ['lines', fill(() => '<p>a')],
    ['comments that never end', fill(() => '<!--')],
  ])('%s: it is read, and compared with what was published', (_what, page) => {
    expect(Array.isArray(linesOf(page))).toBe(true)
    expect(driftBetween('<h2>Policy</h2><p>We keep it.</p>', page).drifted).toBe(true)
    expect(driftBetween(page, page).drifted).toBe(false)
  })
})
