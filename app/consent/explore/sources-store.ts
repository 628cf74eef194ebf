import { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { DECISION_SOURCES, type DecisionSource } from '../ledger/index.ts'

/** Newest events that are looked through where no sums are kept. */
const MOST_EVENTS = 100_000

const rows = z.array(z.object({ source: z.enum(DECISION_SOURCES) }))

/**
 * The places where decisions of this shop were made: those in the sums that charts read, and those of the newest events
 * that are not in them yet.
 */
export async function sourcesOf(tx: ShopTransaction): Promise<DecisionSource[]> {
  const found = rows.parse(
    await tx.$queryRaw`
    SELECT DISTINCT source FROM consent_acceptance WHERE shop = ${tx.shop}
    UNION
    SELECT source FROM (
      SELECT source FROM consent_events
      WHERE shop = ${tx.shop} AND position >= coalesce(
        (SELECT until_position FROM consent_acceptance_reach WHERE shop = ${tx.shop}), 0)
      ORDER BY position DESC LIMIT ${MOST_EVENTS}) AS newest`,
  )
  const sources = new Set(found.map(({ source }) => source))
  return DECISION_SOURCES.filter((source) => sources.has(source))
}
