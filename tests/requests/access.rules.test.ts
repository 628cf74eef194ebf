import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CUSTOMER_STEPS } from '../../app/requests/held/sources/customer-steps.ts'
import { ORDER_STEPS } from '../../app/requests/held/sources/order-steps.ts'
import { OPTIONAL_ACCESS } from '../../app/requests/words.ts'

const configuration = readFileSync('shopify.app.toml', 'utf8')
const listed = (key: string): string[] =>
  [...(new RegExp(`^${key} = (.*)$`, 'm').exec(configuration)?.[1] ?? '').matchAll(/[a-z_]+/g)].map(([scope]) => scope)

const asked = OPTIONAL_ACCESS.flatMap(({ scopes }): readonly string[] => scopes)

test('staff are asked for exactly what the app may ask for, so that Shopify refuses no question', () => {
  expect(asked.toSorted()).toEqual(listed('optional_scopes').toSorted())
})

test('whatever an answer reads, staff can allow it, or the app is installed with it', () => {
  const required = listed('scopes').flatMap((scope) => [scope, scope.replace(/^write_/, 'read_')])
  const used = [...CUSTOMER_STEPS, ...ORDER_STEPS].flatMap(({ scopes }) => scopes)
  expect(used.filter((scope) => !asked.includes(scope) && !required.includes(scope))).toEqual([])
})
