import { prisma, type ShopTransaction } from '../../platform/db.ts'
import { type ShopDomain, shopDomain } from '../../platform/shop-domain.ts'
import type { SealStatement } from './model.ts'

/** A stored seal: the parts of its statement, and the leaf hashes that it covers. */
export interface Seal extends Pick<SealStatement, 'number' | 'from' | 'to' | 'root' | 'previous' | 'sealedAt'> {
  keyNumber: number
  signature: string
  leaves: Buffer
}

/**
 * Waits for the shop's turn to seal or to change keys, and keeps it until this transaction ends. Later reads see what
 * the one before committed.
 */
export async function waitForSealingTurn(tx: ShopTransaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('consent_seals:' || ${tx.shop}, 0))`
}

/** Takes the turn without waiting; false when another worker has it. */
export async function takeSealingTurn(tx: ShopTransaction): Promise<boolean> {
  const [turn] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('consent_seals:' || ${tx.shop}, 0)) AS taken`
  return turn?.taken ?? false
}

/**
 * The end of the committed ledger. The lock keeps the ledger from being erased with its shop until this transaction
 * ends, so that no seal is left over; appending does not wait for it.
 */
export async function lockLedgerLength(tx: ShopTransaction): Promise<number> {
  const [ledger] = await tx.$queryRaw<{ length: string }[]>`
    SELECT next_position::text AS length FROM consent_ledgers WHERE shop = ${tx.shop} FOR KEY SHARE`
  return Number(ledger?.length ?? 0)
}

export async function insertSeal(tx: ShopTransaction, seal: Seal): Promise<void> {
  await tx.consentSeal.create({
    data: {
      shop: tx.shop,
      number: seal.number,
      fromPosition: seal.from,
      toPosition: seal.to,
      root: bytes(seal.root),
      previousHash: seal.previous === null ? null : bytes(seal.previous),
      keyNumber: seal.keyNumber,
      sealedAt: new Date(seal.sealedAt),
      signature: seal.signature,
      leaves: new Uint8Array(seal.leaves),
    },
  })
}

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

const WITHOUT_LEAVES = {
  number: true,
  fromPosition: true,
  toPosition: true,
  root: true,
  previousHash: true,
  keyNumber: true,
  sealedAt: true,
  signature: true,
} as const

interface Row {
  number: number
  fromPosition: bigint
  toPosition: bigint
  root: Uint8Array
  previousHash: Uint8Array | null
  keyNumber: number
  sealedAt: Date
  signature: string
}

const hex = (stored: Uint8Array) => Buffer.from(stored).toString('hex')

const toSeal = ({ fromPosition, toPosition, root, previousHash, sealedAt, ...row }: Row): Omit<Seal, 'leaves'> => ({
  number: row.number,
  keyNumber: row.keyNumber,
  signature: row.signature,
  from: Number(fromPosition),
  to: Number(toPosition),
  root: hex(root),
  previous: previousHash && hex(previousHash),
  sealedAt: sealedAt.toISOString(),
})

/** The newest seal; null before the first. */
export async function lastSeal(tx: ShopTransaction): Promise<Omit<Seal, 'leaves'> | null> {
  const row = await tx.consentSeal.findFirst({ orderBy: { number: 'desc' }, select: WITHOUT_LEAVES })
  return row && toSeal(row)
}

/**
 * The seal over a position, with its leaf hashes; else the newest seal without leaves; null before the first. One
 * statement, because anybody may ask for a receipt.
 */
export async function sealOver(
  tx: ShopTransaction,
  position: number,
): Promise<(Omit<Seal, 'leaves'> & { leaves: Buffer | null }) | null> {
  const [row] = await tx.$queryRaw<(Row & { leaves: Uint8Array | null })[]>`
    SELECT number, from_position AS "fromPosition", to_position AS "toPosition", root, previous_hash AS "previousHash",
      key_number AS "keyNumber", sealed_at AS "sealedAt", signature,
      CASE WHEN to_position > ${position} THEN leaves END AS leaves
    FROM consent_seals WHERE shop = ${tx.shop} AND number = coalesce(
      (SELECT number FROM consent_seals WHERE shop = ${tx.shop} AND to_position > ${position}
        ORDER BY to_position LIMIT 1),
      (SELECT max(number) FROM consent_seals WHERE shop = ${tx.shop}))`
  return row ? { ...toSeal(row), leaves: row.leaves && Buffer.from(row.leaves) } : null
}

/** The number of the seal over a position; null when it is not sealed. */
export async function sealNumberOver(tx: ShopTransaction, position: number): Promise<number | null> {
  const row = await tx.consentSeal.findFirst({
    where: { toPosition: { gt: position } },
    orderBy: { toPosition: 'asc' },
    select: { number: true },
  })
  return row?.number ?? null
}

export const countSeals = (tx: ShopTransaction): Promise<number> => tx.consentSeal.count()

export const countKeys = (tx: ShopTransaction): Promise<number> => tx.consentSigningKey.count()

/** The most seals that are read to find how many fit into a portion. */
const SEALS_AHEAD = 500

/** The seals from number `first` until before `end` that cover about `positions`, at least one. */
export async function readSeals(
  tx: ShopTransaction,
  { first, end, positions }: { first: number; end: number; positions: number },
): Promise<Seal[]> {
  const ahead = await tx.consentSeal.findMany({
    where: { number: { gte: first, lt: end } },
    orderBy: { number: 'asc' },
    select: { number: true, fromPosition: true, toPosition: true },
    take: SEALS_AHEAD,
  })
  const start = ahead[0]?.fromPosition ?? 0n
  const fitting = ahead.filter(({ toPosition }, index) => index === 0 || toPosition - start <= positions)
  const rows = await tx.consentSeal.findMany({
    where: { number: { in: fitting.map(({ number }) => number) } },
    orderBy: { number: 'asc' },
  })
  return rows.map((row) => ({ ...toSeal(row), leaves: Buffer.from(row.leaves) }))
}

export interface DueLedger {
  shop: ShopDomain
  /** The number of positions without a seal. */
  waiting: number
}

const MOST_SHOPS = 1_000

/** Shops with at least `many` unsealed positions, and shops with any whose last seal is from `before` or earlier. */
export async function dueSeals(before: Date, many: number): Promise<DueLedger[]> {
  const rows = await prisma.$queryRaw<{ shop: string; waiting: bigint }[]>`
    SELECT shop, waiting FROM consent_due_seals(${before}, ${many}::bigint, ${MOST_SHOPS}::int)`
  return rows.map(({ shop, waiting }) => ({ shop: shopDomain.parse(shop), waiting: Number(waiting) }))
}
