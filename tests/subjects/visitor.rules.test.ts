import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isVisitor, visitorSubjectFrom } from '../../app/subjects/model.ts'

const hashes = fc.string().map((text) => createHash('sha256').update(text).digest('hex'))

test('a visitor’s subject is a UUIDv8, so that it is told apart from a customer’s, which are random', () => {
  fc.assert(
    fc.property(hashes, (hash) => {
      const subject = visitorSubjectFrom(hash)
      expect(subject).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(isVisitor(subject)).toBe(true)
    }),
  )
})

test.each(['540629ea-7b9d-4586-ad3d-b0f02a61eeb4', '019b0000-0000-7000-8000-000000000000'])(
  '%s, of versions 4 and 7, is no visitor’s',
  (id) => {
    expect(isVisitor(id)).toBe(false)
  },
)

test('every part of the hash that a UUID holds counts: two visitors do not become one', () => {
  const hash = createHash('sha256').update('a visitor').digest('hex')
  const withDigit = (at: number) => hash.slice(0, at) + (hash[at] === '0' ? '4' : '0') + hash.slice(at + 1)
  // The version's digit, and half of the variant's, are fixed by RFC 9562.
  for (const at of Array.from({ length: 32 }, (_, n) => n).filter((n) => n !== 12 && n !== 16)) {
    expect(visitorSubjectFrom(withDigit(at))).not.toBe(visitorSubjectFrom(hash))
  }
})
