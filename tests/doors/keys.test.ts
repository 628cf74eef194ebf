import { describe, expect, test } from 'vitest'
import { decision } from '../../app/consent/index.ts'
import { readJson } from '../../app/platform/body.ts'
import { parseJson } from '../../app/platform/json.ts'
import { importRegister, newEntryId } from '../../app/register/index.ts'
import { aRegister } from '../register/a-register.ts'
import { aDecision } from '../setup/shopify-calls.ts'

const NAMES = ['__proto__', 'constructor', 'prototype']

describe('a key that is one of JavaScript’s own is refused, never dropped in silence', () => {
  test.each(NAMES)('%s, wherever it is and however it is written', async (name) => {
    const escaped = [...name].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('')
    for (const key of [name, escaped]) {
      for (const text of [`{"${key}":1}`, `{"a":{"b":[{"${key}":{}}]}}`]) {
        expect(() => parseJson(text), text).toThrow(SyntaxError)
        const request = new Request('https://kept.example.com', { method: 'POST', body: text })
        await expect(readJson(request, 1_000)).rejects.toMatchObject({ status: 400 })
      }
    }
  })

  test.each(NAMES)('as a choice: %s', (name) => {
    const choices = JSON.parse(`{"analytics":true,"${name}":true}`)
    const parsed = decision.safeParse({ ...aDecision(), choices })
    // Schemas leave `__proto__` out of objects: what reads the body refuses it before.
    expect(name === '__proto__' ? Object.keys(parsed.data?.choices ?? {}) : parsed.success).toEqual(
      name === '__proto__' ? ['analytics'] : false,
    )
  })

  test.each(NAMES)('in a register that is imported: %s', (name) => {
    const json = JSON.stringify(aRegister()).replace(/^\{/, `{"${name}":{},`)
    expect(importRegister(json).ok).toBe(false)
  })

  test('as the id of what staff name so', () => {
    expect(newEntryId(aRegister(), 'purpose', 'Constructor')).toBe('constructor-2')
    expect(newEntryId(aRegister(), 'purpose', 'Prototype')).toBe('prototype-2')
  })
})

test('values may be called anything', () => {
  const text = '{"name":"__proto__ and \\u0063onstructor","list":["prototype"]}'
  expect(parseJson(text)).toEqual(JSON.parse(text))
})
