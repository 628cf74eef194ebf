import type { HeldReader } from './held-reader.ts'

/** Nothing is collected yet: `app/requests/held/` takes this place. */
export const held: HeldReader = {
  answeredRows: async function* () {},
  readCollection: async () => null,
  startCollecting: async () => undefined,
  answersAtOnce: async () => false,
  fieldsOf: () => [],
}
