import type { ApiKey } from '@prisma/client'
import { z } from 'zod'
import { prisma, type ShopTransaction } from '../../platform/db.ts'
import { type ShopDomain, shopDomain } from '../../platform/shop-domain.ts'
import { MOST_LISTED_KEYS } from '../limits.ts'
import { API_SCOPES } from '../words.ts'
import type { ApiKeyRow } from './model.ts'

const COLUMNS = {
  id: true,
  name: true,
  scopes: true,
  createdAt: true,
  createdBy: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const

/** A later release may know more scopes: they open nothing here. */
const rowOf = ({ scopes, ...row }: Pick<ApiKey, keyof typeof COLUMNS>): ApiKeyRow => ({
  ...row,
  scopes: API_SCOPES.filter((scope) => scopes.includes(scope)),
})

/** Two colleagues who make a key at once do not make one too many. */
export async function lockKeys(tx: ShopTransaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${tx.shop}/api_keys`}, 0))`
}

const opensSomething = (now: Date) => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] })

export const countActiveKeys = (tx: ShopTransaction, now: Date): Promise<number> =>
  tx.apiKey.count({ where: opensSomething(now) })

export async function insertApiKey(
  tx: ShopTransaction,
  { hash, ...key }: Omit<ApiKeyRow, 'lastUsedAt' | 'revokedAt'> & { hash: Uint8Array },
): Promise<void> {
  await tx.apiKey.create({ data: { ...key, shop: tx.shop, hash: new Uint8Array(hash) } })
}

/** The newest first. */
export async function listKeys(tx: ShopTransaction): Promise<ApiKeyRow[]> {
  const rows = await tx.apiKey.findMany({ select: COLUMNS, orderBy: { createdAt: 'desc' }, take: MOST_LISTED_KEYS })
  return rows.map(rowOf)
}

/** False when it was revoked before, or is none of the shop's. */
export async function markRevoked(tx: ShopTransaction, id: string, by: { at: Date; staffId: string }) {
  const { count } = await tx.apiKey.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: by.at, revokedBy: by.staffId },
  })
  return count === 1
}

/** The shop of a key; null when no shop has it. */
export async function shopOfKey(id: string): Promise<ShopDomain | null> {
  const [row] = await prisma.$queryRaw<{ shop: unknown }[]>`SELECT api_key_shop(${id}::uuid) AS shop`
  return shopDomain.nullable().parse(row?.shop ?? null)
}

export async function findKey(tx: ShopTransaction, id: string): Promise<(ApiKeyRow & { hash: Uint8Array }) | null> {
  const row = await tx.apiKey.findFirst({ where: { id }, select: { ...COLUMNS, hash: true } })
  return row && { ...rowOf(row), hash: row.hash }
}

/** To the minute: a system that calls often writes no row for each call. */
export async function noteKeyUsed(tx: ShopTransaction, id: string, now: Date): Promise<void> {
  const aMinuteAgo = new Date(+now - 60_000)
  await tx.apiKey.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: aMinuteAgo } }] },
    data: { lastUsedAt: now },
  })
}

const named = z.array(z.object({ id: z.string(), name: z.string() }))

/** What the keys are called, for pages that say who did something. */
export const keyNames = async (tx: ShopTransaction): Promise<{ id: string; name: string }[]> =>
  named.parse(
    await tx.apiKey.findMany({
      select: { id: true, name: true },
      orderBy: { createdAt: 'desc' },
      take: MOST_LISTED_KEYS,
    }),
  )
