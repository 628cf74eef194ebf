import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Unsealable, Vault } from '../../app/platform/crypto.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
const vault = new Vault(key(1))

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

  test('does not open when a single bit was changed', () => {
    const sealed = vault.sealEnvelope('secret', 'here')
    for (let at = 3; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => vault.openEnvelope(changed, 'here')).toThrow()
    }
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

  test('is lost with its key: that is what erasing relies on', () => {
    const dataKey = vault.newDataKey()
    const sealed = vault.seal(dataKey, 'secret', 'here')
    expect(() => vault.open(vault.newDataKey(), sealed, 'here')).toThrow(Unsealable)
    expect(vault.open(dataKey, sealed, 'here').toString()).toBe('secret')
  })
})

describe('a lookup', () => {
  test('finds the same value again, in the same shop only', () => {
    expect(vault.lookup('a@example.com', 'one/email')).toBe(vault.lookup('a@example.com', 'one/email'))
    expect(vault.lookup('a@example.com', 'one/email')).not.toBe(vault.lookup('a@example.com', 'two/email'))
  })

  test('survives a rotation, or nobody could be found any more', () => {
    expect(new Vault(key(2), [key(1)]).lookup('a', 'b')).toBe(new Vault(key(1)).lookup('a', 'b'))
  })
})
