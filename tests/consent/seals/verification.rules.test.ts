import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalLine } from '../../../app/consent/ledger/event.ts'
import { headerLine } from '../../../app/consent/seals/format.ts'
import { fingerprintOf } from '../../../app/consent/seals/signature.ts'
import { describe as say } from '../../../app/consent/verification/index.ts'
import { A_SHOP, aLedger, aSealedEvent, isEntry, keysFor, verified } from './a-ledger.ts'

const problemOf = async (lines: readonly string[] | Buffer, pinned: string | null = null) => {
  const verdict = await verified(lines, { pinned })
  return verdict.ok ? null : verdict.problem
}
const idIn = (line: string | undefined): string | null => JSON.parse(line ?? '{}').id ?? null

describe('a ledger that nobody touched', () => {
  test.each([
    ['empty', { seals: [] }, { events: 0, erased: 0, seals: 0, sealedUntil: 0, unsealed: 0 }],
    ['never sealed', { seals: [], unsealed: 3 }, { events: 3, seals: 0, sealedUntil: 0, unsealed: 3 }],
    ['sealed to the end', { seals: [3, 1, 4] }, { events: 8, seals: 3, sealedUntil: 8, unsealed: 0 }],
    ['with a tail', { seals: [3], unsealed: 2 }, { events: 5, seals: 1, sealedUntil: 3, unsealed: 2 }],
    [
      'with people erased',
      { seals: [3, 2], unsealed: 1, erased: new Set([1, 4, 5]) },
      { events: 3, erased: 3, unsealed: 1 },
    ],
    ['with new keys', { seals: [1, 1, 1], keys: [0, 1, 1, 3] }, { events: 3, keys: 4, seals: 3 }],
  ])('%s is found in order', async (_what, shape, expected) => {
    expect(await verified(aLedger(shape))).toMatchObject({ ok: true, shop: A_SHOP, ...expected })
  })

  test('however the file comes in pieces, and on other threads', async () => {
    const lines = aLedger({ seals: [40, 7], unsealed: 3, erased: new Set([5]) })
    const whole = await verified(lines)
    for (const piece of [1, 37, 100_000]) expect(await verified(lines, { piece })).toEqual(whole)
    expect(await verified(lines, { threads: 2, piece: 2_000 })).toEqual(whole)
    expect(await verified(Buffer.from(lines.join('').replaceAll('\n', '\r\n')))).toEqual(whole)
  })
})

const aShape = fc.record({
  seals: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }),
  unsealed: fc.nat(3),
  erased: fc.uniqueArray(fc.nat(20), { maxLength: 4 }).map((positions) => new Set(positions)),
})

/** A ledger, two of its entries' places in it, and the lines they stand at. */
const aPlace = fc.tuple(aShape, fc.nat(), fc.nat()).map(([shape, one, other]) => {
  const lines = aLedger(shape)
  const entries = lines.flatMap((line, index) => (isEntry(line) ? [index] : []))
  const at = (n: number) => ({ position: n % entries.length, index: entries[n % entries.length] ?? 0 })
  const sealedLength = shape.seals.reduce((sum, size) => sum + size, 0)
  return { lines, one: at(one), other: at(other), sealedLength }
})
/** A line that stands for an erased event, and its hash. */
const ERASED = /^\{"erased":\{"leaf":"([0-9a-f]{64})","position":\d+\}\}\n?$/
const without = (lines: readonly string[], index: number) => lines.toSpliced(index, 1)

describe('a ledger that somebody has been at: the first event is named, and what was done to it', () => {
  test('any sign of an event changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        aPlace,
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async ({ lines, one, sealedLength }, where, by) => {
          const bytes = lines.map((line) => Buffer.from(line))
          const line = bytes[one.index] as Buffer
          const at = where % (line.length - 1)
          line[at] = ((line[at] ?? 0) ^ by) === 0x0a ? 0x20 : (line[at] ?? 0) ^ by
          const problem = await problemOf(Buffer.concat(bytes))
          const { position, index } = one
          const here = { position, line: index + 1 }
          // Of an erased event only the hash is left, which still belongs there when nothing but its place was changed.
          const isOnlyPlace = ERASED.exec(line.toString())?.[1] === (ERASED.exec(lines[index] ?? '')?.[1] ?? '')
          if (isOnlyPlace) expect(problem).toMatchObject({ kind: 'misplaced', ...here })
          else expect(problem).toMatchObject({ kind: 'changed', ...here, sealed: position < sealedLength })
        },
      ),
    )
  })

  test('an erased event that only says another place than it has', async () => {
    const lines = aLedger({ seals: [3, 3], erased: new Set([1]) })
    lines[2] = lines[2]?.replace('"position":1}', '"position":0}') ?? ''
    expect(await problemOf(lines)).toMatchObject({ kind: 'misplaced', position: 1, line: 3 })
  })

  test('an event that says something else and keeps its id', async () => {
    const lines = aLedger({ seals: [3, 3] })
    const id = idIn(lines[3])
    lines[3] = lines[3]?.replace('"marketing":false', '"marketing":true') ?? ''
    expect(await problemOf(lines)).toEqual({ kind: 'changed', position: 2, line: 4, id, sealed: true })
  })

  test('an event that only says another place than it has', async () => {
    const lines = aLedger({ seals: [3, 3] })
    const id = idIn(lines[2])
    lines[2] = lines[2]?.replace('"position":1,', '"position":4,') ?? ''
    expect(await problemOf(lines)).toEqual({ kind: 'changed', position: 1, line: 3, id, sealed: true })
  })

  test('events whose places were changed by swapping, removing or adding one', async () => {
    const lines = aLedger({ seals: [3, 3] })
    const at = (line: string | undefined, position: number) =>
      line?.replace(/"position":\d+/, `"position":${position}`) ?? ''
    const swapped = lines.with(2, at(lines[3], 1)).with(3, at(lines[2], 2))
    expect(await problemOf(swapped)).toMatchObject({ kind: 'reordered', position: 1, line: 4, expectedLine: 3 })
    const removed = lines.toSpliced(2, 2, at(lines[3], 1))
    expect(await problemOf(removed)).toMatchObject({ kind: 'removed', position: 1 })
    const added = lines.toSpliced(2, 2, `${canonicalLine(aSealedEvent(1))}\n`, at(lines[2], 2), at(lines[3], 3))
    expect(await problemOf(added)).toMatchObject({ kind: 'added', position: 1, line: 3 })
  })

  test('an event exchanged for another', async () => {
    await fc.assert(
      fc.asyncProperty(aPlace, fc.nat(30), async ({ lines, one }, says) => {
        lines[one.index] = `${canonicalLine(aSealedEvent(says))}\n`
        expect(await problemOf(lines)).toMatchObject({ kind: 'changed', position: one.position, line: one.index + 1 })
      }),
    )
  })

  test('an event removed', async () => {
    await fc.assert(
      fc.asyncProperty(aPlace, async ({ lines, one }) => {
        const problem = await problemOf(without(lines, one.index))
        expect(problem).toMatchObject({ kind: 'removed', position: one.position, line: one.index + 1 })
      }),
    )
  })

  test('an event added, whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(aPlace, fc.nat(30), fc.boolean(), async ({ lines, one }, says, readable) => {
        const added = aSealedEvent(says)
        const line = readable ? `${canonicalLine(added)}\n` : 'not an event\n'
        const problem = await problemOf(lines.toSpliced(one.index, 0, line))
        const id = readable ? added.id : null
        expect(problem).toMatchObject({ kind: 'added', position: one.position, line: one.index + 1, id })
      }),
    )
  })

  test('an event doubled', async () => {
    await fc.assert(
      fc.asyncProperty(aPlace, async ({ lines, one, other }) => {
        fc.pre(other.position > one.position)
        const problem = await problemOf(lines.toSpliced(other.index, 0, lines[one.index] ?? ''))
        expect(problem).toMatchObject({ kind: 'added', line: other.index + 1, repeats: one.position })
      }),
    )
  })

  test('two events exchanged, near or far, also over a seal', async () => {
    await fc.assert(
      fc.asyncProperty(aPlace, async ({ lines, one, other }) => {
        fc.pre(one.position !== other.position)
        const [first, second] = one.position < other.position ? [one, other] : [other, one]
        const swapped = lines.with(first.index, lines[second.index] ?? '').with(second.index, lines[first.index] ?? '')
        const where = { position: first.position, line: second.index + 1, expectedLine: first.index + 1 }
        expect(await problemOf(swapped)).toMatchObject({ kind: 'reordered', ...where, id: idIn(lines[first.index]) })
      }),
    )
  })

  test('an event moved elsewhere, also over a seal', async () => {
    await fc.assert(
      fc.asyncProperty(aPlace, async ({ lines, one, other }) => {
        fc.pre(one.position !== other.position)
        const moved = without(lines, one.index).toSpliced(other.index, 0, lines[one.index] ?? '')
        const problem = await problemOf(moved)
        const first = one.position < other.position ? one : other
        expect(problem).toMatchObject({ kind: 'reordered', position: first.position, expectedLine: first.index + 1 })
      }),
    )
  })

  test('several at once: the first one in the ledger', async () => {
    const lines = aLedger({ seals: [4, 4] })
    const more = (changed: string[]) => changed.with(8, '{"banner":null}\n')
    expect(await problemOf(more(lines).with(2, 'x\n'))).toMatchObject({ kind: 'changed', position: 1 })
    expect(await problemOf(without(more(lines), 2))).toMatchObject({ kind: 'removed', position: 1 })
    // The event after a removed one was changed as well: what stands there says that it is the later one.
    const [gone, kept] = [1, JSON.parse(lines[3] ?? '')]
    const edited = lines.with(3, `${canonicalLine({ ...kept, gpc: true })}\n`)
    expect(await problemOf(without(edited, gone + 1))).toMatchObject({ kind: 'removed', position: 1 })
  })

  test('an event and its seal cut out of the middle', async () => {
    const lines = aLedger({ seals: [2, 3, 2] })
    expect(await problemOf(lines.toSpliced(4, 4))).toMatchObject({ kind: 'removed', position: 2, line: 5 })
  })
})

describe('a file that is not a whole ledger', () => {
  const lines = aLedger({ seals: [2, 2, 2], unsealed: 1, keys: [0, 2] })
  const other = aLedger({ seals: [2, 2, 2], unsealed: 1, shop: 'other.myshopify.com' })
  const SEALS = [3, 6, 9]
  const [, second = 0, third = 0] = SEALS
  const signatureOf = (line: string | undefined): string => JSON.parse(line ?? '{}').signature
  const edited = (index: number, from: string, to: string) => lines.with(index, lines[index]?.replace(from, to) ?? '')

  test.each<[string, readonly string[] | Buffer, object]>([
    ['nothing', [], { kind: 'file', why: 'empty' }],
    ['something else', ['name,email\n', 'a,b\n'], { kind: 'file', why: 'no_ledger', line: 1 }],
    ['bytes at random', randomBytes(5_000), { kind: 'file', why: 'no_ledger' }],
    ['no header', lines.slice(1), { kind: 'file', why: 'no_ledger' }],
    ['a version to come', edited(0, '"version":1', '"version":2'), { kind: 'file', why: 'no_ledger' }],
    ['cut off in a line', Buffer.from(lines.join('')).subarray(0, -300), { kind: 'seal', why: 'unreadable' }],
    ['cut off after a seal', lines.slice(0, third + 1), { kind: 'file', why: 'truncated' }],
    ['cut off after an event', lines.slice(0, third - 1), { kind: 'file', why: 'truncated' }],
    ['cut off before its end', [...lines.slice(0, third + 1), lines.at(-1) ?? ''], { kind: 'removed', position: 6 }],
    ['twice', [...lines, ...lines], { kind: 'file', why: 'after_end', line: lines.length + 1 }],
    ['a line without end', [...lines.slice(0, 5), 'x'.repeat(1_100_000)], { kind: 'file', why: 'too_long' }],
    ['an empty line', lines.toSpliced(2, 0, '\n'), { kind: 'added', position: 1, line: 3 }],
    ['a seal removed', without(lines, second), { kind: 'seal', why: 'missing', number: 1 }],
    ['a seal doubled', lines.toSpliced(second + 1, 0, lines[second] ?? ''), { kind: 'seal', why: 'order', number: 1 }],
    ['a seal of another shop', lines.with(second, other[second] ?? ''), { kind: 'seal', why: 'other_shop', number: 1 }],
    ['another shop’s name on a seal', edited(second, A_SHOP, 'b.myshopify.com'), { kind: 'seal', why: 'other_shop' }],
    ['a seal changed', edited(second, '"to":4', '"to":5'), { kind: 'seal', why: 'signature', number: 1, line: 7 }],
    ['a seal’s hashes exchanged', edited(second, '"leaves":"', '"leaves":"AAAA'), { kind: 'seal', why: 'leaves' }],
    ['a seal that is no JSON', lines.with(second, '{"seal":\n'), { kind: 'seal', why: 'unreadable' }],
    ['signatures swapped', edited(second, signatureOf(lines[second]), signatureOf(lines[third])), { why: 'signature' }],
    ['another shop’s header', [other[0] ?? '', ...lines.slice(1)], { kind: 'seal', why: 'other_shop', number: 0 }],
    [
      'its header’s name changed',
      edited(0, `"shop":"${A_SHOP}"`, '"shop":"b.myshopify.com"'),
      { kind: 'key', why: 'other_shop' },
    ],
    ['a key changed', edited(0, '"firstSeal":2', '"firstSeal":1'), { kind: 'key', number: 1, why: 'signature' }],
  ])('%s', async (_what, file, expected) => {
    const problem = await problemOf(file)
    expect(problem).toMatchObject(expected)
    expect(problem && say(problem)).toMatch(/^[A-Z]+: .+[.)]$/)
  })

  test('events of another shop between the seals of this one', async () => {
    expect(await problemOf(lines.with(4, other[4] ?? ''))).toMatchObject({ kind: 'changed', position: 2 })
  })
})

describe('the keys', () => {
  test('a ledger that somebody made with keys of their own is not the shop’s', async () => {
    const [real, forged] = [aLedger({ seals: [2] }), aLedger({ seals: [2] })]
    const verdict = await verified(real)
    const pinned = verdict.ok ? verdict.fingerprint : ''
    expect(await problemOf(real, pinned)).toBeNull()
    expect(await problemOf(forged, pinned)).toMatchObject({ kind: 'key', why: 'not_pinned' })
  })

  test('a person who pins a later key learns that the first must be pinned', async () => {
    const { pairs, signed } = keysFor([0, 1])
    const later = fingerprintOf(pairs[1]?.publicKey ?? Buffer.alloc(0))
    expect(await problemOf([headerLine(A_SHOP, signed)], later)).toMatchObject({ kind: 'key', why: 'pinned_later' })
  })

  test('an old key signs nothing once it was replaced', async () => {
    const lines = aLedger({ seals: [1, 1], keys: [0] })
    const rotated = aLedger({ seals: [1, 1], keys: [0, 1] })
    expect(await problemOf([rotated[0] ?? '', ...lines.slice(1)])).toMatchObject({ kind: 'seal', why: 'unknown_key' })
  })

  test('a key that the one before did not introduce', async () => {
    const [one, other] = [keysFor([0, 1]), keysFor([0, 1])]
    const [first] = one.signed
    const [, stranger] = other.signed
    const forged = first && stranger ? [first, stranger] : []
    expect(await problemOf([headerLine(A_SHOP, forged)])).toMatchObject({ kind: 'key', number: 1, why: 'order' })
  })
})
