import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type KnownCheckpoint, knownCheckpoint, verifyAgainstAll } from '../../../app/consent/verification/index.ts'
import { GrowingLedger } from '../seals/a-growing-ledger.ts'
import { bytesOf } from '../seals/a-ledger.ts'

const OPTIONS = { pinned: null, threads: 0 }
const openerOf = (ledger: GrowingLedger) => {
  const bytes = bytesOf(ledger.exported())
  return async function* () {
    for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700)
  }
}

const known = (ledger: GrowingLedger): KnownCheckpoint => {
  const read = knownCheckpoint(ledger.checkpoint())
  if (!read) throw new Error('There is no checkpoint')
  return read
}

/** A ledger that was sealed so often, with a checkpoint after each seal, and an empty one before the first. */
function aLife(sizes: readonly number[]) {
  const ledger = new GrowingLedger()
  const checkpoints = [known(ledger)]
  for (const size of sizes) checkpoints.push(known(ledger.decide(size).seal()))
  return { ledger, checkpoints }
}

const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 })

describe('a ledger is compared with all its checkpoints at once', () => {
  test('and holds all that each of them knows, in whatever order they are given', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(3), async (seals, unsealed) => {
        const { ledger, checkpoints } = aLife(seals)
        const verdict = await verifyAgainstAll(openerOf(ledger.decide(unsealed)), checkpoints.toReversed(), OPTIONS)
        expect(verdict).toMatchObject({ ok: true, contents: { seals: seals.length, unsealed } })
      }),
    )
  })

  test('after the end was taken off, the smallest that knows of more is named, whatever came in its place', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(12), async (seals, where, again) => {
        const { ledger, checkpoints } = aLife(seals)
        const left = where % seals.length
        const rolledBack = ledger.copy().rollBack(left).decide(again).seal()
        const verdict = await verifyAgainstAll(openerOf(rolledBack), checkpoints, OPTIONS)
        expect(verdict).toMatchObject({ ok: false, problem: null, known: checkpoints[left + 1] })
      }),
    )
  })

  test('a checkpoint whose size or root somebody changed is named', async () => {
    const { ledger, checkpoints } = aLife([3, 4])
    const last = checkpoints.at(-1) as KnownCheckpoint
    for (const changed of [
      { ...last, note: null, size: 6 },
      { ...last, note: null, size: -1 },
      { ...last, note: null, root: Buffer.alloc(32) },
    ]) {
      const verdict = await verifyAgainstAll(openerOf(ledger), [...checkpoints, changed], OPTIONS)
      expect(verdict).toMatchObject({ ok: false, problem: null, known: changed })
    }
  })

  test('what is wrong with the ledger itself comes first', async () => {
    const { ledger, checkpoints } = aLife([3, 4])
    const broken = ledger.copy()
    broken.events.splice(2, 1)
    const verdict = await verifyAgainstAll(openerOf(broken), checkpoints, OPTIONS)
    expect(verdict).toMatchObject({ ok: false, problem: { kind: 'removed', position: 2 } })
  })
})
