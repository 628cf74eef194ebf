import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentHash, describeImportError, exportRegister, importRegister, register } from '../../app/register/index.ts'
import { theTemplate } from './a-register.ts'

const exported = exportRegister(theTemplate())

/** The line on which a text first stands, from 1. */
const lineOf = (json: string, needle: string) => json.slice(0, json.indexOf(needle)).split('\n').length

const errorsIn = (json: string) => {
  const imported = importRegister(json)
  return imported.ok ? [] : imported.errors
}

describe('import of a register', () => {
  test('what was exported comes back as the same register', () => {
    const imported = importRegister(exported)
    expect(imported.ok && contentHash(imported.register)).toBe(contentHash(theTemplate()))
  })

  test('a file from a Windows editor is read too', () => {
    expect(importRegister(`\uFEFF${exported.replaceAll('\n', '\r\n')}`).ok).toBe(true)
  })

  /** The error stands on the line of what was changed, or as many below it as the last column says. */
  const wrong: [name: string, from: string, to: string, code: string, below?: number][] = [
    ['a legal basis that is none', '"legalBasis": "contract"', '"legalBasis": "contrat"', 'not_allowed'],
    ['a misspelt key', '"askedAt": [', '"askedt": [', 'unknown_key'],
    ['a script for an address', 'https://www.aboutcookies.org/', 'javascript:alert(1)', 'not_an_address'],
    ['a date that is none', '"nextReviewOn": "2026-12-23"', '"nextReviewOn": "2026-02-30"', 'not_a_date'],
    ['a country that is none', '"country": "IE"', '"country": "QQ"', 'not_a_country'],
    ['a period that is no number', '"months": 36', '"months": "36"', 'wrong_type'],
    ['a period without end', '"months": 36', '"months": 3600', 'too_big'],
    ['an audience that is empty', '"audience": [\n        "consumer"\n      ]', '"audience": []', 'too_few'],
    ['an id with a space', '"id": "authorities"', '"id": "the authorities"', 'not_an_id'],
    ['the id of another entry', '"id": "b2b-email"', '"id": "orders"', 'id_taken'],
    ['a name that is too long', '"Customer service"', `"${'x'.repeat(121)}"`, 'too_long'],
    ['a character that no page prints', '"Customer service"', '"Customer\\u0000service"', 'unprintable'],
    ['half a character', '"Customer service"', '"Customer\\ud800service"', 'unprintable'],
    ['a language that is none', '"fr": "Service client"', '"klingon": "x"', 'unknown_key'],
    ['a reference to nothing', '"social-networks"\n', '"nobody"\n', 'reference_missing'],
    ['a comma too many', '"schemaVersion": 1,', '"schemaVersion": 1,,', 'syntax'],
    ['a comment', '"schemaVersion": 1,', '"schemaVersion": 1, // first', 'syntax'],
    ['a key that is there twice', '"schemaVersion": 1,', '"schemaVersion": 1,\n  "schemaVersion": 1,', 'key_twice', 1],
    ['a key of JavaScript’s own', '"schemaVersion": 1,', '"__proto__": {}, "schemaVersion": 1,', 'unknown_key'],
    ['a version of the future', '"schemaVersion": 1', '"schemaVersion": 2', 'not_allowed'],
  ]
  test.each(wrong)('%s is refused at its line', (_name, from, to, code, below = 0) => {
    expect(exported).toContain(from)
    const errors = errorsIn(exported.replace(from, () => to))
    expect(errors.find((error) => error.code === code)?.line).toBe(lineOf(exported, from) + below)
    for (const error of errors)
      for (const language of ['en', 'fr'] as const)
        expect(describeImportError(error, language)).toContain(String(error.line))
  })

  test('every error is told at once, from the top', () => {
    const json = exported
      .replace('"legalBasis": "contract"', '"legalBasis": "contrat"')
      .replace('https://www.aboutcookies.org/', 'ftp://x')
      .replace('"country": "IE"', '"country": "ie"')
    const errors = errorsIn(json)
    expect(errors.map(({ code }) => code)).toEqual(['not_an_address', 'not_allowed', 'not_a_country'])
    expect(errors.map(({ line }) => line)).toEqual(errors.map(({ line }) => line).toSorted((a, b) => a - b))
  })

  const odd: [string, string][] = [
    ['nothing', ''],
    ['only white space', ' \n '],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"register"'],
    ['a prototype', '{"__proto__": {"schemaVersion": 1}}'],
    ['brackets without end', '['.repeat(200_000)],
    ['objects without end', '{"a":'.repeat(200_000)],
    ['a file of another kind', `{${Array.from({ length: 5_000 }, (_, n) => `"k${n}": ${n}`).join(',')}}`],
    ['a file that is too long', `"${'x'.repeat(8_000_000)}"`],
    ['a raw control character', '{"a": "\u0001"}'],
  ]
  test.each(odd)('%s is refused, and nothing is thrown', (_name, json) => {
    const errors = errorsIn(json)
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.length).toBeLessThanOrEqual(100)
  })
})

/** A register's JSON with a stretch of it replaced, moved or cut. */
const mangled = fc
  .record({
    at: fc.nat(exported.length),
    length: fc.nat(200),
    put: fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('"', '{', '}', '[', ',', 'null', '\\u0000', '1e999', '"__proto__":1,'),
    ),
  })
  .map(({ at, length, put }) => exported.slice(0, at) + put + exported.slice(at + length))

/** The register's own value with one leaf exchanged for anything. */
const exchanged = fc.record({ pick: fc.nat(), value: fc.jsonValue({ maxDepth: 3 }) }).map(({ pick, value }) => {
  const places: (() => void)[] = []
  const copy: unknown = JSON.parse(exported)
  const walk = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    const members = node as Record<string, unknown>
    for (const key of Object.keys(members)) {
      places.push(() => {
        members[key] = value
      })
      walk(members[key])
    }
  }
  walk(copy)
  places[pick % places.length]?.()
  return JSON.stringify(copy, null, 2)
})

describe('whatever the file holds', () => {
  test('it is read whole or refused with lines, never thrown and never half', () => {
    fc.assert(
      fc.property(fc.oneof(mangled, exchanged, fc.json(), fc.string()), (json) => {
        const imported = importRegister(json)
        if (imported.ok) {
          expect(register.parse(imported.register)).toEqual(imported.register)
          expect(Object.keys(JSON.parse(json.replace(/^\uFEFF/, '')))).toContain('controller')
          return
        }
        const lines = json.split('\n').length
        expect(imported.errors.length).toBeGreaterThan(0)
        for (const { line, column } of imported.errors) {
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(lines)
          expect(column).toBeGreaterThanOrEqual(1)
        }
      }),
      { numRuns: 300 },
    )
  })
})
