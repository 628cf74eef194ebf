import { expect, test } from 'vitest'
import { freePort } from '../../scripts/local/free-port.ts'

test('no port that is handed out is one that an outgoing call of this machine may take, and none is handed out twice', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()))
  expect(new Set(ports).size).toBe(20)
  for (const port of ports) expect(port).toBeLessThan(32_768)
})
