import type { ShopTransaction } from '../../platform/db.ts'
import { vault } from '../../platform/vault.ts'
import { declaredFields } from '../../register/index.ts'
import { readRequestEvents, readRow } from '../lifecycle/store.ts'
import type { HeldChoice, Rules } from './answer-row.ts'
import { declarationOf } from './declared.ts'
import type { Person } from './masks.ts'
import type { HeldRow } from './model.ts'
import { type HeldSealing, readHeldPortion } from './store.ts'

/** The keyed hash by which a choice of staff names a row. */
export const rowLookup = (
  { shop }: Pick<ShopTransaction, 'shop'>,
  requestId: string,
  { table, id }: Pick<HeldRow, 'table' | 'id'>,
) => vault.lookup(`${table}/${id}`, `${shop}/held/${requestId}`)

/** What decides about each row of a request: the register, whom it is about, and what staff chose. */
export async function rulesOf(tx: ShopTransaction, requestId: string, sealing: HeldSealing): Promise<Rules> {
  const choices = await choicesOf(tx, requestId, sealing)
  return {
    declaration: declarationOf(await declaredFields(tx)),
    person: await personOf(tx, requestId, sealing),
    choicesOf: (row) => (choices.size === 0 ? [] : (choices.get(rowLookup(tx, requestId, row)) ?? [])),
  }
}

/** By row. */
async function choicesOf(
  tx: ShopTransaction,
  requestId: string,
  { key }: HeldSealing,
): Promise<Map<string, HeldChoice[]>> {
  const choices = new Map<string, HeldChoice[]>()
  const row = await readRow(tx, requestId)
  for (const event of row ? await readRequestEvents(tx, row, key) : []) {
    if (event.move !== 'take_out' && event.move !== 'put_back') continue
    const { row: lookup, column } = event.facts
    choices.set(lookup, [...(choices.get(lookup) ?? []), { move: event.move, column }])
  }
  return choices
}

async function personOf(tx: ShopTransaction, requestId: string, sealing: HeldSealing): Promise<Person> {
  const portion = await readHeldPortion(tx, { requestId, table: 'customer', from: 0, sealing })
  return personIn(portion?.rows ?? [])
}

/** Whom the rows of a customer are about. A display name is an e-mail address where nobody gave a name. */
export function personIn(rows: readonly HeldRow[]): Person {
  const names = rows.flatMap(({ values: { firstName, lastName, displayName } }) => {
    const own = [firstName, lastName].filter((name) => name !== null)
    return own.length > 0 ? own : [displayName]
  })
  return { names: names.flatMap((name) => (typeof name === 'string' && !name.includes('@') ? [name] : [])) }
}
