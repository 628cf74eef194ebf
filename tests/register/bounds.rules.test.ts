import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../app/register/edit/apply.ts'
import { partOf } from '../../app/register/edit/parts.ts'
import { MOST_VALUES } from '../../app/register/files/source-map.ts'
import { exportRegister, importRegister, LANGUAGES, partHash, type Register } from '../../app/register/index.ts'
import { MAX_IMPORT_BYTES, MAX_REGISTER_BYTES } from '../../app/register/limits.ts'
import { aPurpose, aRegister } from './a-register.ts'

const codesIn = (json: string) => {
  const imported = importRegister(json)
  return imported.ok ? [] : [...new Set(imported.errors.map(({ code }) => code))]
}

const repeated = (piece: string, bytes: number) => piece.repeat(Math.ceil(bytes / piece.length))

describe('a file that no register needs is refused before anything is made of it', () => {
  test.each([
    ['more values than a register has', `[${repeated('1,', 2 * MOST_VALUES + 2)}1]`, 'too_many_values'],
    ['one key again and again', `{${repeated('"a":1,', 6e6)}"a":1}`, 'too_many_values'],
    ['one key twice, and a text of 6 MB', `{"a":"${repeated('x', 6e6)}","a":1}`, 'key_twice'],
    ['brackets', repeated('[', 4e6), 'too_deep'],
    ['a file that is too long', ' '.repeat(MAX_IMPORT_BYTES + 1), 'file_too_long'],
  ])('%s', (_what, json, code) => {
    expect(codesIn(json)).toEqual([code])
  })

  test('at most a hundred errors are told, and no sentence quotes more than a line of the file', () => {
    const name = 'k'.repeat(10_000)
    const json = `{${Array.from({ length: 300 }, (_, n) => `"${name}${n}":1`).join(',')}}`
    const imported = importRegister(json)
    if (imported.ok) throw new Error('It was read')
    expect(imported.errors).toHaveLength(100)
    for (const { path, values } of imported.errors) expect(path.length + String(values.key).length).toBeLessThan(500)
  })
})

/** Texts of 4,000 characters in every language, until it has this many bytes. */
function registerOf(bytes: number): Register {
  const inEach = (fill: string) => Object.fromEntries(LANGUAGES.map((language) => [language, fill.repeat(4_000)]))
  const each = Buffer.byteLength(JSON.stringify(inEach('x')))
  const purposes = Array.from({ length: Math.floor(bytes / each) }, (_, n) =>
    aPurpose({ id: `p-${n}`, description: inEach('x') }),
  )
  return aRegister({ purposes })
}

describe('a register stays one that a process can read', () => {
  test('the largest is exported and imported again', () => {
    expect(importRegister(exportRegister(registerOf(MAX_REGISTER_BYTES - 200_000))).ok).toBe(true)
  })

  test('a larger one is refused', () => {
    expect(codesIn(JSON.stringify(registerOf(MAX_REGISTER_BYTES + 200_000)))).toEqual(['register_too_large'])
  })

  test('staff cannot write it either, but can always make one smaller', () => {
    const tooLarge = registerOf(MAX_REGISTER_BYTES + 200_000)
    const full = { ...tooLarge, purposes: tooLarge.purposes.slice(0, -3) }
    const [first, last] = [tooLarge.purposes[0], tooLarge.purposes.at(-1)]
    const added = { kind: 'purpose', id: last?.id ?? '', base: null, value: last } as const
    const grown = [added, ...tooLarge.purposes.slice(-3, -1).map((value) => ({ ...added, id: value.id, value }))]
    expect(applyEdits(full, grown)).toMatchObject({
      ok: false,
      reason: 'invalid',
      issues: [{ issue: { message: 'register_too_large' } }],
    })
    const ref = { kind: 'purpose', id: first?.id ?? '' } as const
    const smaller = { ...ref, base: partHash(partOf(tooLarge, ref)), value: { ...first, description: {} } }
    expect(applyEdits(tooLarge, [smaller])).toMatchObject({ ok: true })
  })
})
