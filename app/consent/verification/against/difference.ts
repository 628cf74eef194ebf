import { statementHash } from '../../seals/statement-hash.ts'
import { readBlocks } from '../blocks.ts'
import type { FoundSeal } from '../digest.ts'
import { digestBlock } from '../digest.ts'
import type { OpenFile } from '../ledger.ts'
import { hashAt, sameHash } from '../segment.ts'
import type { Contradiction } from './contradiction.ts'

/** The seals and closings of a valid ledger, in order. */
async function* statementsOf(open: OpenFile, shop: string): AsyncGenerator<FoundSeal, void, undefined> {
  for await (const { bytes } of readBlocks(open())) {
    for (const { found } of digestBlock(bytes, shop).statements) if (found.kind !== 'unreadable') yield found
  }
}

/** The leaf hashes from a statement on, each with its position and its seal. */
async function* leavesFrom(first: FoundSeal | undefined, rest: AsyncIterable<FoundSeal>) {
  for await (const { kind, statement, leaves } of chain(first, rest)) {
    const seal = kind === 'seal' ? statement.number : null
    for (let index = 0, leaf = hashAt(leaves, 0); leaf !== null; index += 1, leaf = hashAt(leaves, index)) {
      yield { position: statement.from + index, seal, leaf }
    }
  }
}

async function* chain(first: FoundSeal | undefined, rest: AsyncIterable<FoundSeal>) {
  if (first) yield first
  yield* rest
}

/**
 * The first difference of two exports of one shop. Both are read once more in parallel, one seal at a time, so that
 * memory does not grow with their size.
 *
 * @param length positions of the older one
 */
export async function firstDifference(
  shop: string,
  { older, newer, length }: { older: OpenFile; newer: OpenFile; length: number },
): Promise<Contradiction | null> {
  const [olds, news] = [statementsOf(older, shop), statementsOf(newer, shop)]
  let [old, now] = [await nextOf(olds), await nextOf(news)]
  while (
    old?.kind === 'seal' &&
    now?.kind === 'seal' &&
    statementHash(old.statement) === statementHash(now.statement)
  ) {
    ;[old, now] = [await nextOf(olds), await nextOf(news)]
  }
  const [oldLeaves, newLeaves] = [leavesFrom(old, olds), leavesFrom(now, news)]
  for await (const { position, seal, leaf } of oldLeaves) {
    const { value: there } = await newLeaves.next()
    if (!there) return { kind: 'rollback', of: 'positions', first: position, until: length }
    if (!sameHash(there.leaf, leaf)) return { kind: 'fork', of: 'position', position, seal }
  }
  if (old?.kind !== 'seal') return null
  // The events are the same, only their seals differ.
  const { number } = old.statement
  return now?.kind === 'seal' ? { kind: 'fork', of: 'seal', number } : { kind: 'rollback', of: 'seal', number }
}

const nextOf = async (statements: AsyncGenerator<FoundSeal, void, undefined>) =>
  (await statements.next()).value ?? undefined
