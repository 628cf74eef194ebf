import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Contradiction,
  describeContradiction,
  type KnownEvidence,
  knownCheckpoint,
  knownExport,
  knownText,
  verifyAgainst,
  verifyLedger,
} from '../../../app/consent/verification/index.ts'
import { GrowingLedger } from './a-growing-ledger.ts'
import { bytesOf } from './a-ledger.ts'

const PIECE = 1_000
const openerOf = (lines: readonly string[]) => {
  const bytes = bytesOf(lines)
  return async function* () {
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
  }
}
const OPTIONS = { pinned: null, threads: 0 }

async function exportAsKnown(lines: readonly string[]): Promise<KnownEvidence> {
  const read = await knownExport(openerOf(lines), OPTIONS)
  if (!read.ok) throw new Error(`The older export is not in order: ${JSON.stringify(read.problem)}`)
  return read.known
}

/** Null: nothing contradicts. A sentence can be said of everything that does. */
async function contradictionOf(newer: readonly string[], known: KnownEvidence | null): Promise<Contradiction | null> {
  if (!known) throw new Error('There is nothing to compare with')
  const verdict = await verifyAgainst(openerOf(newer), known, OPTIONS)
  if (verdict.ok) return null
  if (verdict.problem) throw new Error(`The newer export is not in order: ${JSON.stringify(verdict.problem)}`)
  expect(describeContradiction(verdict.contradiction, known, verdict.exportedAt)).toMatch(
    /^(ROLLBACK|FORK|ROLLBACK OR FORK|AGAINST): .+[.)]$/,
  )
  return verdict.contradiction
}

const against = async (newer: GrowingLedger, older: GrowingLedger, erased = new Set<number>()) =>
  contradictionOf(newer.exported(erased), await exportAsKnown(older.exported()))

/** Three seals over 7 positions, and 2 positions without one. */
const aLedger = () => new GrowingLedger().decide(3).seal().decide(1).seal().decide(3).seal().decide(2)

/** What a shop does meanwhile. */
const aLife = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('decide' as const), times: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constant('seal' as const), times: fc.constant(0) }),
    fc.record({ do: fc.constant('rotate' as const), times: fc.constant(0) }),
  ),
  { maxLength: 8 },
)
type Life = { do: 'decide' | 'seal' | 'rotate'; times: number }[]
const live = (ledger: GrowingLedger, life: Life) => {
  for (const { do: what, times } of life) ledger[what](times)
  return ledger
}

describe('an export verifies against every older one of the same ledger', () => {
  test('however it has grown, with people erased meanwhile, and with another signing key', async () => {
    await fc.assert(
      fc.asyncProperty(aLife, aLife, fc.uniqueArray(fc.nat(30)), async (before, after, erased) => {
        const older = live(new GrowingLedger(), before)
        const newer = live(older.copy(), after)
        expect(await against(newer, older, new Set(erased))).toBeNull()
        expect(await contradictionOf(newer.exported(new Set(erased)), knownCheckpoint(older.checkpoint()))).toBeNull()
      }),
    )
  })
})

describe('what was removed or exchanged since is found, and the first difference is named', () => {
  test('the last seals and all after them, whatever is decided and sealed in their place', async () => {
    await fc.assert(
      fc.asyncProperty(aLife, aLife, fc.nat(), async (first, after, where) => {
        // A key cannot be taken back: its private half is destroyed when the next one takes over.
        const unrotated = first.filter(({ do: what }) => what !== 'rotate')
        const older = live(new GrowingLedger().rotate().decide(1).seal(), unrotated).decide(1).seal()
        const left = where % older.seals.length
        const newer = live(older.copy().rollBack(left), after)
        const gone = older.seals[left]?.statement.from ?? 0
        const expected =
          newer.events.length > gone
            ? { kind: 'fork', of: 'position', position: gone, seal: left }
            : { kind: 'rollback', of: 'positions', first: gone, until: older.events.length }
        expect(await against(newer, older)).toEqual(expected)
        expect(await contradictionOf(newer.exported(), knownCheckpoint(older.checkpoint()))).toMatchObject(
          newer.events.length < older.sealedUntil
            ? { kind: 'rollback', of: 'positions', first: newer.events.length, until: older.sealedUntil }
            : { kind: 'fork', of: 'root', size: older.sealedUntil },
        )
      }),
    )
  })

  test('the last seals alone, without their events', async () => {
    const older = aLedger()
    const newer = older.copy().rollBack(1, 9)
    expect(await against(newer, older)).toEqual({ kind: 'rollback', of: 'seal', number: 1 })
    expect(await contradictionOf(newer.exported(), knownCheckpoint(older.checkpoint()))).toEqual({
      kind: 'rollback',
      of: 'seal',
      number: 1,
    })
  })

  test('the same events under other seals', async () => {
    const older = aLedger()
    const newer = older.copy().rollBack(1, 9).seal()
    expect(await against(newer, older)).toEqual({ kind: 'fork', of: 'seal', number: 1 })
  })

  test('events that had no seal yet', async () => {
    const older = aLedger()
    const gone = older.copy().rollBack(3, 8)
    expect(await against(gone, older)).toEqual({ kind: 'rollback', of: 'positions', first: 8, until: 9 })
    const others = older.copy().rollBack(3, 8).decide(4).seal()
    expect(await against(others, older)).toEqual({ kind: 'fork', of: 'position', position: 8, seal: null })
  })

  test('one event of the middle, everything after it sealed anew', async () => {
    const older = aLedger()
    const newer = older.copy().rollBack(1)
    newer.events = [...older.events]
    newer.events.splice(5, 1, ...new GrowingLedger().decide(6).events.slice(5))
    newer.seal()
    expect(await against(newer, older)).toEqual({ kind: 'fork', of: 'position', position: 5, seal: 2 })
  })

  test('a whole ledger made anew, with keys of somebody’s own', async () => {
    const older = aLedger()
    const forged = new GrowingLedger()
    forged.events = older.events
    expect(await against(forged.seal(), older)).toEqual({ kind: 'fork', of: 'key', number: 0 })
    expect(await contradictionOf(forged.exported(), knownCheckpoint(older.checkpoint()))).toEqual({
      kind: 'fork',
      of: 'signer',
    })
  })

  test('a later key taken away, or another one put in its place', async () => {
    const older = aLedger()
    const rotated = older.copy().rotate()
    expect(await against(older, rotated)).toEqual({ kind: 'rollback', of: 'key', number: 1 })
    expect(await against(older.copy().rotate(), rotated)).toEqual({ kind: 'fork', of: 'key', number: 1 })
  })

  test('another shop’s ledger is not compared', async () => {
    const other = new GrowingLedger('b.myshopify.com').decide(1).seal()
    const expected = { kind: 'other_shop', shop: 'b.myshopify.com' }
    expect(await against(aLedger(), other)).toEqual(expected)
    expect(await contradictionOf(aLedger().exported(), knownCheckpoint(other.checkpoint()))).toEqual(expected)
  })

  test('files named the wrong way round: a rollback, with a word for honest mistakes', async () => {
    const older = new GrowingLedger().decide(2).seal()
    const newer = older.copy().decide(1).seal()
    const known = await exportAsKnown(newer.exported(new Set(), '2026-11-28T09:00:00.000Z'))
    const found = await contradictionOf(older.exported(), known)
    expect(found && describeContradiction(found, known, '2026-11-27T09:00:00.000Z')).toContain('wrong way round')
  })
})

describe('a checkpoint', () => {
  test('that was changed says nothing about the ledger', async () => {
    const ledger = aLedger()
    const changed = ledger.checkpoint().replace('\n7\n', '\n8\n')
    expect(await contradictionOf(ledger.exported(), knownCheckpoint(changed))).toEqual({ kind: 'checkpoint_changed' })
  })

  test('may come with other line ends, and from a host that Kept has left since', async () => {
    const ledger = aLedger()
    const mailed = `${ledger.checkpoint('old.example.com').replaceAll('\n', '\r\n')}\r\n`
    expect(await contradictionOf(ledger.exported(), knownCheckpoint(mailed))).toBeNull()
  })

  test('may be given as its size and root, and is then not known to be signed', async () => {
    const ledger = aLedger()
    const [, size = '', root = ''] = ledger.checkpoint().split('\n')
    expect(await contradictionOf(ledger.exported(), knownText(`${size}:${root}`))).toBeNull()
    expect(await contradictionOf(ledger.exported(), knownText(`${size} ${root}`))).toBeNull()
    expect(await contradictionOf(ledger.exported(), knownText(`6:${root}`))).toEqual({
      kind: 'fork',
      of: 'root',
      size: 6,
    })
    expect(await contradictionOf(ledger.copy().rollBack(1).exported(), knownText(`${size}:${root}`))).toMatchObject({
      kind: 'rollback',
      first: 3,
    })
  })
})

describe('a root alone', () => {
  const ledger = aLedger()
  const sealRoot = ledger.seals[2]?.statement.root ?? ''
  const treeRoot = ledger.checkpoint().split('\n')[2] ?? ''
  const rolledBack = ledger.copy().rollBack(2).decide(9).seal().seal()

  test.each([
    ['of a seal', sealRoot],
    ['of a seal, in capitals', sealRoot.toUpperCase()],
    ['of a seal, with its number', `2:${sealRoot}`],
    ['of a checkpoint', treeRoot],
    ['of a checkpoint, in hex', Buffer.from(treeRoot, 'base64').toString('hex')],
  ])('%s is found in the ledger that has it, and missed in one that was rolled back', async (_what, given) => {
    expect(await contradictionOf(ledger.exported(), knownText(given))).toBeNull()
    expect(await contradictionOf(rolledBack.exported(), knownText(given))).toMatchObject({
      kind: given.startsWith('2:') ? 'fork' : 'unknown_root',
    })
  })

  test('of a seal that is gone', async () => {
    const shorter = ledger.copy().rollBack(2)
    expect(await contradictionOf(shorter.exported(), knownText(`2:${sealRoot}`))).toEqual({
      kind: 'rollback',
      of: 'seal',
      number: 2,
    })
  })

  test.each(['', 'ledger.jsonl', 'abc', sealRoot.slice(1), `x:${sealRoot}`, `1:${sealRoot}f`])(
    '%s is none',
    (given) => {
      expect(knownText(given)).toBeNull()
    },
  )
})

test('a file alone says as of which seal and root it speaks', async () => {
  const [whole, cut] = [aLedger(), aLedger().rollBack(1)]
  const verdicts = await Promise.all([whole, cut].map((one) => verifyLedger(openerOf(one.exported()), OPTIONS)))
  expect(verdicts).toMatchObject([
    { ok: true, seals: 3, lastRoot: whole.seals[2]?.statement.root },
    { ok: true, seals: 1, lastRoot: cut.seals[0]?.statement.root },
  ])
})
