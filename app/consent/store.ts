import type { Prisma } from '@prisma/client'
import { z } from 'zod'
import type { ShopTransaction } from '../platform/db.ts'
import { SOURCES, type Source } from './ledger/event.ts'

const EVENT = {
  id: true,
  subjectId: true,
  recordedAt: true,
  source: true,
  choices: true,
  language: true,
  region: true,
  gpc: true,
} satisfies Prisma.ConsentEventSelect

export interface ConsentEventRow extends Omit<Prisma.ConsentEventGetPayload<{ select: typeof EVENT }>, 'source'> {
  source: Source
}

const source = z.enum(SOURCES)

export interface ConsentPage {
  events: ConsentEventRow[]
  /** Give it back as `after` for the next page; null on the last one. */
  next: string | null
}

/** The newest decisions first, `size` a page. */
export async function listDecisions(
  tx: ShopTransaction,
  { size, after }: { size: number; after: string | null },
): Promise<ConsentPage> {
  const rows = await tx.consentEvent.findMany({
    select: EVENT,
    orderBy: { position: 'desc' },
    take: size + 1,
    ...(after ? { cursor: { shop_id: { shop: tx.shop, id: after } }, skip: 1 } : {}),
  })
  const events = rows.slice(0, size).map((row) => ({ ...row, source: source.parse(row.source) }))
  return { events, next: rows.length > size ? (events.at(-1)?.id ?? null) : null }
}

export interface ConsentCounts {
  total: number
  lastRecordedAt: Date | null
}

export async function countDecisions(tx: ShopTransaction): Promise<ConsentCounts> {
  const found = await tx.consentEvent.aggregate({ _count: true, _max: { recordedAt: true } })
  return { total: found._count, lastRecordedAt: found._max.recordedAt }
}
