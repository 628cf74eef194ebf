import { v7 as uuidv7 } from 'uuid'
import { clock } from './clock.ts'
import { forShop, type ShopTransaction } from './db.ts'
import type { ShopDomain } from './shop-domain.ts'

/** One request of a member of staff to a page with customer data. */
export interface Access {
  shop: ShopDomain
  /** Shopify's id of the staff member, from the session token. */
  staffId: string
  method: string
  /** The page's route pattern, from `routeOf`, because a concrete path may lead to a person's record. */
  route: string
  /** The HTTP status of the answer; 500 when the request failed. */
  status: number
  /** Whom the page showed or what it did was about: subjects, by their ids. */
  people: readonly string[]
}

/**
 * The pattern of a page's path: parameter values are replaced by their names, and the query is left out. Otherwise an
 * id in the log would lead to a person's record after their erasure.
 */
export function routeOf(url: string, params: Readonly<Record<string, string | undefined>>): string {
  const names = new Map(Object.entries(params).map(([name, value]) => [value, name]))
  return new URL(url).pathname
    .split('/')
    .map((segment) => {
      const name = names.get(decoded(segment))
      return name === undefined ? segment : `:${name}`
    })
    .join('/')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

export async function logAccess({ people, ...access }: Access): Promise<void> {
  const id = uuidv7()
  await forShop(access.shop, async (tx) => {
    await tx.accessLogEntry.create({ data: { ...access, id, at: clock.now(), knowsPeople: true } })
    const named = [...new Set(people)].map((subjectId) => ({ shop: access.shop, subjectId, accessId: id }))
    if (named.length > 0) await tx.accessLogPerson.createMany({ data: named })
  })
}

export interface AccessLogRow {
  id: string
  staffId: string
  method: string
  route: string
  status: number
  at: Date
}

const ACCESS_COLUMNS = { id: true, staffId: true, method: true, route: true, status: true, at: true } as const

export function listAccesses(tx: ShopTransaction, size: number): Promise<AccessLogRow[]> {
  return tx.accessLogEntry.findMany({
    select: ACCESS_COLUMNS,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: size,
  })
}

/** Accesses to these people's data, newest first, `size` a page. `next`: pass it as `before` to get the next page. */
export async function accessesAbout(
  tx: ShopTransaction,
  people: readonly string[],
  { size, before }: { size: number; before: string | null },
): Promise<{ accesses: AccessLogRow[]; next: string | null }> {
  const found = await tx.accessLogEntry.findMany({
    select: ACCESS_COLUMNS,
    where: { people: { some: { subjectId: { in: [...people] } } }, ...(before !== null && { id: { lt: before } }) },
    orderBy: { id: 'desc' },
    take: size + 1,
  })
  const accesses = found.slice(0, size)
  return { accesses, next: found.length > size ? (accesses.at(-1)?.id ?? null) : null }
}

/** The last access of which the log does not know whom it showed; null when it knows of all. */
export async function lastUnknowingAccess(tx: ShopTransaction): Promise<Date | null> {
  const found = await tx.accessLogEntry.findFirst({
    select: { at: true },
    where: { knowsPeople: false },
    orderBy: { at: 'desc' },
  })
  return found?.at ?? null
}
