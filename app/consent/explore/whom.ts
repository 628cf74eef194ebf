import type { ShopTransaction } from '../../platform/db.ts'
import { findSubjects, identifiersOf } from '../../subjects/index.ts'
import { searchEvents } from '../ledger/index.ts'
import type { LedgerQuery } from './query.ts'

/** Whom staff look for with this filter: subjects, for the access log. Nobody when it names nobody. */
export async function whoIsSought(
  tx: ShopTransaction,
  { customer, visitor, record }: Pick<LedgerQuery, 'customer' | 'visitor' | 'record'>,
): Promise<string[]> {
  const found = record ? await searchEvents(tx, { recordId: record }, { size: 1, before: null }) : null
  return [
    ...(visitor ?? []),
    ...(customer ? await findSubjects(tx, identifiersOf({ id: customer })) : []),
    ...(found?.events.map(({ subject }) => subject) ?? []),
  ]
}
