/**
 * Says what was done to an event where a ledger first differs from what was signed. The seals come with the hash of every
 * leaf, so it can be told whether what is missing stands elsewhere, and whether what stands there belongs elsewhere.
 * The file is read twice more for it: a ledger that is in order is read once.
 */
import { forEachLine, readBlocks } from './blocks.ts'
import { digestBlock, parse } from './digest.ts'
import type { EventProblem, LedgerProblem } from './problem.ts'
import { type Deviation, hashAt, sameHash } from './segment.ts'

type Open = () => AsyncIterable<Uint8Array>

export async function nameEvent(open: Open, shop: string, deviation: Deviation): Promise<EventProblem> {
  const signed = await lookUpSigned(open, shop, deviation)
  const expected = deviation.expected ?? signed.expected
  const lines = await lookUpLines(open, shop, { line: deviation.line, leaf: expected })
  return judge(deviation, {
    belongsAt: signed.belongsAt,
    expectedAt: lines.leafAt,
    idHere: lines.idHere,
    idThere: lines.idThere,
  })
}

/** The same problem, with the id that its line says. */
export async function withId<Problem extends LedgerProblem>(open: Open, problem: Problem): Promise<Problem> {
  if (problem.kind !== 'added' && problem.kind !== 'misplaced') return problem
  const { idHere } = await lookUpLines(open, '', { line: problem.line, leaf: null })
  return { ...problem, id: idHere }
}

interface Traces {
  /** The position that the seals know the found leaf at; null when they do not know it. */
  belongsAt: number | null
  /** The line where the expected leaf stands; null when it stands nowhere. */
  expectedAt: number | null
  idHere: string | null
  idThere: string | null
}

function judge(deviation: Deviation, { belongsAt, expectedAt, idHere, idThere }: Traces): EventProblem {
  const { position, line, sealed, found } = deviation
  const here = { position, line, sealed }
  const repeats = belongsAt !== null && belongsAt < position ? { repeats: belongsAt } : {}
  if (expectedAt !== null) {
    const pushedAside = found !== null && (belongsAt === null || belongsAt < position)
    if (pushedAside) return { kind: 'added', id: idHere, ...here, ...repeats }
    return { kind: 'reordered', ...here, id: idThere, line: expectedAt, expectedLine: line }
  }
  if (deviation.expected === null) return { kind: 'added', id: idHere, ...here, ...repeats }
  // Something unknown in its place: the same event in other words, unless it says that it is a later one.
  const inItsPlace = found !== null && belongsAt === null && (deviation.agreesAfter || deviation.claim <= position)
  return inItsPlace ? { kind: 'changed', id: idHere, ...here } : { kind: 'removed', id: null, ...here }
}

/** Where the seals know the found leaf, and what they say of the position where they differ. */
async function lookUpSigned(open: Open, shop: string, { position, found }: Deviation) {
  let [belongsAt, expected]: [number | null, Uint8Array | null] = [null, null]
  for await (const { bytes } of readBlocks(open())) {
    for (const { found: said } of digestBlock(bytes, shop).statements) {
      if (said.kind === 'unreadable') continue
      const { statement, leaves } = said
      expected ??= hashAt(leaves, position - statement.from)
      for (let index = 0; found && belongsAt === null && hashAt(leaves, index); index += 1) {
        if (sameHash(hashAt(leaves, index), found)) belongsAt = statement.from + index
      }
    }
  }
  return { belongsAt, expected }
}

/** Which line a leaf stands at, and the ids that it and the given line say. */
async function lookUpLines(open: Open, shop: string, wanted: { line: number; leaf: Uint8Array | null }) {
  const seen = { leafAt: null as number | null, idHere: null as string | null, idThere: null as string | null }
  let number = 0
  for await (const { bytes } of readBlocks(open())) {
    forEachLine(bytes, (line) => {
      number += 1
      if (number === wanted.line) seen.idHere = idIn(line)
      if (seen.leafAt !== null || wanted.leaf === null) return
      if (!sameHash(hashAt(digestBlock(line, shop).hashes, 0), wanted.leaf)) return
      seen.leafAt = number
      seen.idThere = idIn(line)
    })
  }
  return seen
}

const ID = /^[0-9a-f-]{1,64}$/i

function idIn(line: Uint8Array): string | null {
  const { id } = Object(parse(line))
  return typeof id === 'string' && ID.test(id) ? id : null
}
