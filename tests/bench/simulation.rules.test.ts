import { expect, test } from 'vitest'
import { DAY_OF_A_SALE, simulate } from './simulation.ts'

test('what a day asks is what its work costs, times how often it is done', () => {
  const costs = {
    decisionCpuUs: 124,
    webhookCpuUs: 172,
    decisionMs: 0.73,
    sealMs: 22,
    dueMs: 300,
    bytesPerDecision: 522,
  }
  const asked = simulate(costs, DAY_OF_A_SALE)
  expect(asked.webCores).toBeCloseTo(0.127, 3)
  expect(asked.decidingConnections).toBeCloseTo(0.73)
  expect(asked.sealingConnections).toBeCloseTo(7.33)
  expect(asked.lookingConnections).toBeCloseTo(0.18)
  expect(asked.commitsPerSecond).toBeCloseTo(1353.3, 1)
  expect(asked.gigabytesOfTheDay).toBeCloseTo(18.04)
  expect(asked.gigabytesOfTheYear).toBeCloseTo(1646.2, 1)
})
