import { forShop } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { sqlForShop } from '../../platform/sql.ts'
import { answeredRow } from './answer-row.ts'
import { sealingOf } from './may-collect.ts'
import type { AnsweredRow } from './model.ts'
import { rowsIn } from './portions.ts'
import { rulesOf } from './rules.ts'
import { openedFor, readCollectionRow, readSealed, tablesWithRows } from './store.ts'

/** There is nothing to give: it was not read to its end, or may not be given any more. */
class NothingCollected extends Error {
  override name = 'NothingCollected'

  constructor() {
    super('What is held about who asks was not read, or may not be given')
  }
}

/**
 * Everything that is held about who asks and may be given: the tables in their order, the columns that the register
 * declares, without what is masked. Reads some portions at a time, in short transactions.
 *
 * @throws NothingCollected
 */
export async function* answeredRows(shop: ShopDomain, requestId: string): AsyncIterable<AnsweredRow> {
  const { rules, sealing, tables, version } = await forShop(shop, async (tx) => {
    const { sealing, version } = await requireCollected(tx, { requestId })
    return {
      sealing,
      version,
      rules: await rulesOf(tx, requestId, sealing),
      tables: await tablesWithRows(tx, requestId),
    }
  })
  for (const table of tables) {
    for (let from = 0; ; ) {
      const portions = await sqlForShop(shop, (client) => readSealed(client, { shop, requestId, table, from, version }))
      for (const { content } of portions) {
        for (const row of rowsIn(table, openedFor(shop, sealing, content))) {
          const answered = answeredRow(row, rules)
          if (answered) yield answered
        }
      }
      const last = portions.at(-1)
      if (!last) break
      from = last.position + 1
    }
    // None are left, or they are no longer those of this reading.
    await forShop(shop, (tx) => requireCollected(tx, { requestId, version }))
  }
}

type Tx = Parameters<typeof rulesOf>[0]

/** An answer is not made of two readings. */
async function requireCollected(tx: Tx, { requestId, version }: { requestId: string; version?: number }) {
  const sealing = await sealingOf(tx, requestId)
  const row = sealing && (await readCollectionRow(tx, requestId))
  if (!sealing || row?.state !== 'collected') throw new NothingCollected()
  if (version !== undefined && row.version !== version) throw new NothingCollected()
  return { sealing, version: row.version }
}
