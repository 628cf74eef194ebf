import { answeredRows, readCollection, startCollecting } from '../held/index.ts'
import { fieldsOf } from '../held/tables/columns.ts'
import { readRequestSettings } from '../settings/store.ts'
import type { HeldReader } from './held-reader.ts'

/** What was collected, and what the shop says. */
export const held: HeldReader = {
  answeredRows,
  readCollection,
  startCollecting,
  fieldsOf,
  answersAtOnce: async (tx) => (await readRequestSettings(tx)).answerAtOnce,
}
