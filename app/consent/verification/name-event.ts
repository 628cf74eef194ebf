/**
 * Explains what happened to the event at which a ledger first differs from what was signed. Seals hold the hash of
 * every leaf, so it can be told whether a missing event stands elsewhere, and whether the event in its place belongs
 * elsewhere. This reads the file twice more; a valid ledger is read once.
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

/** The same problem, with the event id from its line. */
export async function withId<Problem extends LedgerProblem>(open: Open, problem: Problem): Promise<Problem> {
  if (problem.kind !== 'added' && problem.kind !== 'misplaced') return problem
  const line = await readLine(open, problem.line)
  return { ...problem, id: line && idIn(line) }
}

interface Traces {
  /** The position at which the seals have the found leaf; null when they do not have it. */
  belongsAt: number | null
  /** The line of the expected leaf; null when it is nowhere. */
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
  // An unknown event in its place is the changed event, unless it states a later position.
  const inItsPlace = found !== null && belongsAt === null && (deviation.agreesAfter || deviation.claim <= position)
  return inItsPlace ? { kind: 'changed', id: idHere, ...here } : { kind: 'removed', id: null, ...here }
}

/**
 * The event's leaf at another position. Rows that are swapped, removed or added in the database get new positions,
 * which are part of their lines: it is still the event that was recorded.
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

/** Finds the position of the found leaf, or of its event, in the seals, and the signed leaf at the difference. */
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

/** The first line with a leaf, or with its event, and the id on that line. */
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
