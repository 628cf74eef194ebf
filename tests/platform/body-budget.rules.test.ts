import { expect, test } from 'vitest'
import { BodyBudget } from '../../app/platform/body-budget.ts'

const aBudget = () => new BodyBudget({ total: 100, small: 10, large: 60, largeOfNetwork: 30 })

test('what a caller sends after hanging up is not counted for ever', () => {
  const budget = aBudget()
  const share = budget.open('a')
  expect(share.take(20)).toBe(true)
  share.release()
  expect(share.take(20)).toBe(false)
  share.release()
  expect(budget.held).toBe(0)
})

test('one network’s large bodies leave room for others, and all large ones for small ones', () => {
  const budget = aBudget()
  const take = (network: string, bytes: number) => budget.open(network).take(bytes)
  expect([take('a', 40), take('a', 11), take('b', 40), take('c', 11), take('c', 10), take('d', 10)]).toEqual([
    true,
    false,
    true,
    false,
    true,
    true,
  ])
  expect(budget.held).toBe(100)
})
