/**
 * Says what was done to an event where a ledger first differs from what was signed. The seals come with the hash of every
 * leaf, so it can be told whether what is missing stands elsewhere, and whether what stands there belongs elsewhere.
 * The file is read twice more for it: a ledger that is in order is read once.
 */
import { forEachLine, readBlocks } from './blocks.ts'
import { digestBlock, leafHashOf, parse } from './digest.ts'
import type { EventProblem, LedgerProblem } from './problem.ts'
import { type Deviation, hashAt, sameHash } from './segment.ts'

type Open = () => AsyncIterable<Uint8Array>

export async function locateEvent(open: Open, shop: string, deviation: Deviation): Promise<EventProblem> {
  const found = await readLine(open, deviation.line)
  const signed = await lookUpSigned(open, shop, deviation, found)
  const expected = deviation.expected ?? signed.expected
  const there = await lookUpLine(open, shop, { leaf: expected, position: deviation.position })
  const idHere = found && idIn(found)
  return judge(deviation, { belongsAt: signed.belongsAt, expectedAt: there.at, idHere, idThere: there.id })
}

/** The same problem, with the id that its line says. */
export async function withId<Problem extends LedgerProblem>(open: Open, problem: Problem): Promise<Problem> {
  if (problem.kind !== 'added' && problem.kind !== 'misplaced') return problem
  const line = await readLine(open, problem.line)
  return { ...problem, id: line && idIn(line) }
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
  if (belongsAt === position) return { kind: 'changed', id: idHere, ...here }
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

/**
 * The leaf of the same event at another position. Whoever swaps, removes or adds rows in the database gives them new
 * positions, which stand in their lines: the event is the one that was recorded all the same.
 */
const leafAt = (line: string, position: number): Buffer =>
  leafHashOf(Buffer.from(line.replace(/,"position":\d+,/, `,"position":${position},`)))

async function readLine(open: Open, wanted: number): Promise<string | null> {
  let number = 0
  let text: string | null = null
  for await (const { bytes } of readBlocks(open())) {
    forEachLine(bytes, (line) => {
      number += 1
      if (number === wanted) text = Buffer.from(line).toString()
    })
    if (text !== null) return text
  }
  return null
}

/** Where the seals know the found leaf, or its event, and what they say of the position where they differ. */
async function lookUpSigned(open: Open, shop: string, { position, found }: Deviation, line: string | null) {
  let [belongsAt, expected]: [number | null, Uint8Array | null] = [null, null]
  const isFoundAt = (leaf: Uint8Array, at: number) =>
    sameHash(leaf, found) || (line !== null && sameHash(leaf, leafAt(line, at)))
  for await (const { bytes } of readBlocks(open())) {
    for (const { found: said } of digestBlock(bytes, shop).statements) {
      if (said.kind === 'unreadable' || !said.rootFits) continue
      const { statement, leaves } = said
      expected ??= hashAt(leaves, position - statement.from)
      if (found === null || belongsAt !== null) continue
      for (let index = 0, leaf = hashAt(leaves, 0); leaf !== null; index += 1, leaf = hashAt(leaves, index)) {
        if (isFoundAt(leaf, statement.from + index)) belongsAt = statement.from + index
      }
    }
  }
  return { belongsAt, expected }
}

interface Wanted {
  leaf: Uint8Array | null
  position: number
}

/** The first line that a leaf, or its event, stands at, and the id that it says. */
async function lookUpLine(open: Open, shop: string, { leaf, position }: Wanted) {
  const seen = { at: null as number | null, id: null as string | null }
  let number = 0
  if (leaf === null) return seen
  for await (const { bytes } of readBlocks(open())) {
    forEachLine(bytes, (line) => {
      number += 1
      if (seen.at !== null) return
      const text = Buffer.from(line).toString()
      if (!sameHash(hashAt(digestBlock(line, shop).hashes, 0), leaf) && !sameHash(leafAt(text, position), leaf)) return
      seen.at = number
      seen.id = idIn(text)
    })
  }
  return seen
}

const ID = /^[0-9a-f-]{1,64}$/i

function idIn(line: string): string | null {
  const { id } = Object(parse(Buffer.from(line)))
  return typeof id === 'string' && ID.test(id) ? id : null
}
