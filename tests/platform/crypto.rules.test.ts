import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DataKey, Unsealable, Vault, VaultNotOpen } from '../../app/platform/crypto.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
const vault = new Vault(key(1))

/** As version 1 sealed: nothing in front of the iv was authenticated. */
function sealedByVersion1(under: Buffer, plaintext: Uint8Array, context: string): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', under, iv)
  cipher.setAAD(Buffer.from(context))
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag(), ciphertext])
}

function wrappedByVersion1(wrapping: string, dataKey: Uint8Array, context: string): Buffer {
  const under = Buffer.from(wrapping, 'base64')
  const id = createHash('sha256').update(under).digest().subarray(0, 8)
  return Buffer.concat([Buffer.of(1), id, sealedByVersion1(under, dataKey, context)])
}

function envelopeByVersion1(wrapping: string, plaintext: string, context: string): Buffer {
  const dataKey = randomBytes(32)
  const wrapped = wrappedByVersion1(wrapping, dataKey, 'envelope')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(wrapped.length)
  return Buffer.concat([length, wrapped, sealedByVersion1(dataKey, Buffer.from(plaintext), context)])
}

/** The same bytes with one bit turned, for each bit. */
function* withEachBitTurned(bytes: Uint8Array): Generator<Buffer> {
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
    yield changed
  }
}

/** The same bytes with the one at `at` replaced by every other value. */
function* withEachValue(bytes: Uint8Array, at: number): Generator<Buffer> {
  for (let value = 0; value < 256; value += 1) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(value, at)
    if (bytes[at] !== value) yield changed
  }
}

describe('what is sealed', () => {
  test('opens to the same bytes, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), (bytes, context) => {
        expect(vault.openEnvelope(vault.sealEnvelope(bytes, context), context)).toEqual(Buffer.from(bytes))
      }),
    )
  })

  test('does not open in another row, so that rows cannot be swapped in the database', () => {
    const sealed = vault.sealEnvelope('secret', 'inbox/a/1')
    expect(() => vault.openEnvelope(sealed, 'inbox/b/1')).toThrow(Unsealable)
  })

  const dataKey = vault.newDataKey()
  const both = new Vault(key(2), [key(1)])
  const kinds: [string, Buffer, (bytes: Buffer) => unknown][] = [
    ['an envelope', vault.sealEnvelope('secret', 'here'), (bytes) => both.openEnvelope(bytes, 'here')],
    ['an empty envelope', vault.sealEnvelope('', 'here'), (bytes) => both.openEnvelope(bytes, 'here')],
    ['a sealed value', vault.seal(dataKey, 'secret', 'here'), (bytes) => both.open(dataKey, bytes, 'here')],
    ['a wrapped key', vault.wrap(dataKey, 'here'), (bytes) => both.unwrap(bytes, 'here')],
    [
      'an envelope of version 1',
      envelopeByVersion1(key(1), 'secret', 'here'),
      (bytes) => both.openEnvelope(bytes, 'here'),
    ],
    ['a wrapped key of version 1', wrappedByVersion1(key(1), dataKey, 'here'), (bytes) => both.unwrap(bytes, 'here')],
  ]

  test.each(kinds)('%s opens, and not when a single bit of it was turned', (_kind, bytes, open) => {
    expect(() => open(bytes)).not.toThrow()
    for (const changed of withEachBitTurned(bytes)) expect(() => open(changed)).toThrow(Unsealable)
  })

  test.each(kinds)('%s does not open when a byte of its header is any other', (_kind, bytes, open) => {
    for (let at = 0; at < 12; at += 1) {
      for (const changed of withEachValue(bytes, at)) expect(() => open(changed)).toThrow(Unsealable)
    }
  })

  test.each(kinds)('%s does not open when it was cut off or added to', (_kind, bytes, open) => {
    for (let end = 0; end < bytes.length; end += 1) expect(() => open(bytes.subarray(0, end))).toThrow(Unsealable)
    expect(() => open(Buffer.concat([bytes, Buffer.of(0)]))).toThrow(Unsealable)
  })

  test('never shows its content in the clear', () => {
    expect(vault.sealEnvelope('jeanne@example.com', 'here').includes('jeanne')).toBe(false)
  })

  test('opens after the installation key was rotated, and is sealed under the new one from then on', () => {
    const old = new Vault(key(1)).sealEnvelope('secret', 'here')
    const rotated = new Vault(key(2), [key(1)])
    expect(rotated.openEnvelope(old, 'here').toString()).toBe('secret')
    const fresh = rotated.sealEnvelope('secret', 'here')
    expect(() => new Vault(key(1)).openEnvelope(fresh, 'here')).toThrow(Unsealable)
  })

  test.each([
    ['version 1', envelopeByVersion1(key(1), 'secret', 'here'), wrappedByVersion1(key(1), dataKey, 'here')],
    ['version 2', vault.sealEnvelope('secret', 'here'), vault.wrap(dataKey, 'here')],
  ])(
    'of %s is wrapped anew under another key, without which the old one is not needed any more',
    (_v, sealed, wrapped) => {
      expect(both.isCurrentEnvelope(sealed)).toBe(false)
      const envelope = both.rewrapEnvelope(sealed)
      expect(both.isCurrentEnvelope(envelope)).toBe(true)
      const onlyNew = new Vault(key(2))
      expect(onlyNew.openEnvelope(envelope, 'here').toString()).toBe('secret')
      expect(onlyNew.unwrap(both.rewrap(wrapped, 'here'), 'here')).toEqual(dataKey)
    },
  )

  test('is lost with its key: that is what erasing relies on', () => {
    const sealed = vault.seal(dataKey, 'secret', 'here')
    expect(() => vault.open(vault.newDataKey(), sealed, 'here')).toThrow(Unsealable)
    expect(vault.open(dataKey, sealed, 'here').toString()).toBe('secret')
  })
})

describe('a lookup', () => {
  const lookupKey = Buffer.alloc(32, 9) as DataKey
  const opened = (...keys: [string, ...string[]]) => {
    const [current, ...retired] = keys
    const one = new Vault(current, retired)
    one.setLookupKey(lookupKey)
    return one
  }

  test('finds the same value again, in the same shop only', () => {
    expect(opened(key(1)).lookup('a@example.com', 'one/email')).toBe(
      opened(key(1)).lookup('a@example.com', 'one/email'),
    )
    expect(opened(key(1)).lookup('a', 'one/email')).not.toBe(opened(key(1)).lookup('a', 'two/email'))
  })

  test('survives a rotation, in whatever order the retired keys stand, or nobody could be found any more', () => {
    const before = opened(key(1)).lookup('a', 'b')
    const configured: [string, ...string[]][] = [[key(3), key(1), key(2)], [key(3), key(2), key(1)], [key(3)]]
    for (const keys of configured) {
      expect(opened(...keys).lookup('a', 'b')).toBe(before)
    }
  })

  test('is refused before its key was read: nobody may seem to be gone', () => {
    expect(() => new Vault(key(1)).lookup('a', 'b')).toThrow(VaultNotOpen)
  })
})
