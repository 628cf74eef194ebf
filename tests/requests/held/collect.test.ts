import { writeFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { WITH_EVERYTHING } from '../../stand-in/shop/notable.ts'
import { aKnownAsker, answerOf, aShopThatHolds, collect, ofTable } from './a-collection.ts'

beforeEach(() => aShopThatHolds())

test('a consumer gets everything that is held about them', async () => {
  const id = await aKnownAsker({ email: WITH_EVERYTHING })
  const collection = await collect(id)
  const rows = await answerOf(id)
  writeFileSync(
    '/tmp/b-rows.txt',
    JSON.stringify(collection, null, 1) +
      rows
        .map((row) => `\n${row.table} ${row.id} ${JSON.stringify(row.values)} ${JSON.stringify(row.masked)}`)
        .join(''),
  )
  expect(ofTable(rows, 'orders')).toHaveLength(13)
})
