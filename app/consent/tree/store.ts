import { Prisma } from '@prisma/client'
import type { ShopTransaction } from '../../platform/db.ts'
import { type Edge, NO_LEAVES, type Subtree, type SubtreeHash } from './edge.ts'
import { HASH_BYTES, rootOf } from './merkle.ts'

/** Subtrees of every eighth level are stored; those between are computed from at most 128 stored ones below. */
export const STORED_LEVELS = 8

export async function readEdge(tx: ShopTransaction): Promise<Edge> {
  const tree = await tx.consentTree.findUnique({ where: { shop: tx.shop }, select: { size: true, edge: true } })
  return tree ? { size: Number(tree.size), hashes: tree.edge } : NO_LEAVES
}

/** The number of positions that the tree covers. */
export const treeSize = async (tx: ShopTransaction): Promise<number> => (await readEdge(tx)).size

/** Only the worker with the shop's sealing turn calls this, so nobody else writes meanwhile. */
export async function writeEdge(tx: ShopTransaction, { size, hashes }: Edge): Promise<void> {
  const tree = { size: BigInt(size), edge: new Uint8Array(hashes) }
  await tx.consentTree.upsert({ where: { shop: tx.shop }, create: { shop: tx.shop, ...tree }, update: tree })
}

export async function insertSubtrees(tx: ShopTransaction, subtrees: readonly SubtreeHash[]): Promise<void> {
  if (subtrees.length === 0) return
  await tx.consentSubtree.createMany({
    data: subtrees.map(({ height, index, hash }) => ({
      shop: tx.shop,
      height,
      index: BigInt(index),
      hash: new Uint8Array(hash),
    })),
  })
}

/** The row of leaf hashes or stored subtrees from which a subtree is computed. */
interface Row {
  height: number
  first: number
  end: number
}

function rowUnder({ height, index }: Subtree): Row {
  const stored = height - (height % STORED_LEVELS)
  const covers = 2 ** (height - stored)
  return { height: stored, first: index * covers, end: (index + 1) * covers }
}

/**
 * The hashes of complete subtrees, in two queries however many they are. The work is bounded: each is computed from at
 * most 128 hashes.
 *
 * @throws Error when the tree is smaller
 */
export async function readSubtrees(tx: ShopTransaction, subtrees: readonly Subtree[]): Promise<Buffer[]> {
  const rows = subtrees.map(rowUnder)
  const hashes = new Map<Row, Buffer[]>(rows.map((row) => [row, []]))
  const collect = (kind: Row[], found: { row: number; hash: Uint8Array }[]) => {
    for (const { row, hash } of found) hashes.get(kind[row] as Row)?.push(Buffer.from(hash))
  }
  const [leaves, stored] = [rows.filter(({ height }) => height === 0), rows.filter(({ height }) => height > 0)]
  collect(leaves, await readLeafRows(tx, leaves))
  collect(stored, await readStoredRows(tx, stored))
  return rows.map((row) => {
    const level = Buffer.concat(hashes.get(row) ?? [])
    if (level.length !== (row.end - row.first) * HASH_BYTES) throw new Error('The tree does not reach so far')
    return rootOf(level)
  })
}

const columns = (rows: readonly Row[]) => ({
  heights: Prisma.sql`${rows.map(({ height }) => height)}::int[]`,
  firsts: Prisma.sql`${rows.map(({ first }) => BigInt(first))}::bigint[]`,
  ends: Prisma.sql`${rows.map(({ end }) => BigInt(end))}::bigint[]`,
})

/** From the seals' leaves. A seal covers at least one position, so the limit cuts off nothing. */
async function readLeafRows(tx: ShopTransaction, rows: Row[]): Promise<{ row: number; hash: Uint8Array }[]> {
  if (rows.length === 0) return []
  const { firsts, ends } = columns(rows)
  return tx.$queryRaw`
    SELECT wanted.nr::int - 1 AS row, substr(
        leaves,
        (32 * (greatest(wanted.first, from_position) - from_position) + 1)::int,
        (32 * (least(wanted.end, to_position) - greatest(wanted.first, from_position)))::int
      ) AS hash
    FROM unnest(${firsts}, ${ends}) WITH ORDINALITY AS wanted(first, "end", nr)
    CROSS JOIN LATERAL (
      SELECT from_position, to_position, leaves FROM consent_seals
      WHERE shop = ${tx.shop} AND to_position > wanted.first ORDER BY to_position LIMIT wanted.end - wanted.first
    ) seal
    WHERE from_position < wanted.end
    ORDER BY wanted.nr, from_position`
}

async function readStoredRows(tx: ShopTransaction, rows: Row[]): Promise<{ row: number; hash: Uint8Array }[]> {
  if (rows.length === 0) return []
  const { heights, firsts, ends } = columns(rows)
  return tx.$queryRaw`
    SELECT wanted.nr::int - 1 AS row, hash
    FROM unnest(${heights}, ${firsts}, ${ends}) WITH ORDINALITY AS wanted(height, first, "end", nr)
    JOIN consent_subtrees s ON s.shop = ${tx.shop} AND s.height = wanted.height
      AND s.index >= wanted.first AND s.index < wanted.end
    ORDER BY wanted.nr, s.index`
}
