import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { answeredRow } from './answer-row.ts'
import { sealingOf } from './may-collect.ts'
import type { AnsweredRow, HeldTable } from './model.ts'
import { rulesOf } from './rules.ts'
import { readCollectionRow, readHeldPortion, tablesWithRows } from './store.ts'

/** There is nothing to give: it was not read to its end, or may not be given any more. */
class NothingCollected extends Error {
  override name = 'NothingCollected'

  constructor() {
    super('What is held about who asks was not read, or may not be given')
  }
}

/**
 * Everything that is held about who asks and may be given: the tables in their order, the columns that the register
 * declares, without what is masked. Reads portion by portion, each in a short transaction of its own.
 *
 * @throws NothingCollected
 */
export async function* answeredRows(shop: ShopDomain, requestId: string): AsyncIterable<AnsweredRow> {
  const { rules, tables, version } = await forShop(shop, async (tx) => {
    const { sealing, version } = await requireCollected(tx, requestId)
    return {
      version,
      rules: await rulesOf(tx, requestId, sealing),
      tables: await tablesWithRows(tx, requestId),
    }
  })
  for (const table of tables) {
    for (let from = 0; ; ) {
      const portion = await forShop(shop, (tx) => portionAt(tx, { requestId, table, from, version }))
      if (!portion) break
      for (const row of portion.rows) {
        const answered = answeredRow(row, rules)
        if (answered) yield answered
      }
      from = portion.position + 1
    }
  }
}

type Tx = Parameters<typeof rulesOf>[0]

async function requireCollected(tx: Tx, requestId: string) {
  const sealing = await sealingOf(tx, requestId)
  const row = sealing && (await readCollectionRow(tx, requestId))
  if (!sealing || row?.state !== 'collected') throw new NothingCollected()
  return { sealing, version: row.version }
}

/** An answer is not made of two readings. */
async function portionAt(
  tx: Tx,
  { requestId, table, from, version }: { requestId: string; table: HeldTable; from: number; version: number },
) {
  const now = await requireCollected(tx, requestId)
  if (now.version !== version) throw new NothingCollected()
  return readHeldPortion(tx, { requestId, table, from, sealing: now.sealing })
}
