import { afterAll, beforeAll, expect, test } from 'vitest'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { type Doors, openDoors } from '../setup/shopify-calls.ts'

let doors: Doors
beforeAll(async () => {
  await startQueue()
  doors = await openDoors()
})
afterAll(async () => {
  await doors.close()
  await stopQueue(0)
})

const statusOf = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(doors.url + path, { headers })).status

test('what watches the process on its machine is told whether it is ready', async () => {
  expect(await statusOf('/readyz')).toBe(200)
})

test.each(['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'via'])(
  'a stranger whom a proxy passed on (%s) is not, and finds no such page',
  async (name) => {
    expect(await statusOf('/readyz', { [name]: '127.0.0.1' })).toBe(404)
    expect(await statusOf('/healthz', { [name]: '127.0.0.1' })).toBe(200)
  },
)
