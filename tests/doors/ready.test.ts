import { expect, test } from 'vitest'
import { withDoors } from '../setup/with-doors.ts'

const doors = withDoors()

const statusOf = async (path: string, headers: Record<string, string> = {}) =>
  (await fetch(doors.url + path, { headers })).status

test('what watches the process on its machine is told whether it is ready', async () => {
  expect(await statusOf('/readyz')).toBe(200)
})

test.each([
  ['x-forwarded-for', '127.0.0.1'],
  ['x-forwarded-proto', 'https'],
  ['forwarded', 'for=127.0.0.1'],
  ['via', '1.1 proxy'],
])('a stranger whom a proxy passed on (%s) is not, and finds no such page', async (name, value) => {
  expect(await statusOf('/readyz', { [name]: value })).toBe(404)
  expect(await statusOf('/healthz', { [name]: value })).toBe(200)
})
