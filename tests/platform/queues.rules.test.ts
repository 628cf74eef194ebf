import { globSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineQueue, type Queue, shopJob } from '../../app/platform/define-queue.ts'
import { QUEUES } from '../../app/queues.ts'

const isQueue = (value: unknown): value is Queue =>
  z.object({ name: z.string(), options: z.object({}), schema: z.unknown() }).safeParse(value).success

test('a queue that a capability defines is made by the migration, and what is given up has a place to go first', async () => {
  const files = globSync('app/*/{,*/}queues.ts')
  const defined = await Promise.all(files.map((file) => import(path.resolve(file))))
  const queues = defined.flatMap((module) => Object.values(module).filter(isQueue))
  const names = queues.flatMap(({ name, givenUp }) => [name, ...(givenUp ? [givenUp.name] : [])])
  const made = QUEUES.map(({ name }) => name)
  expect(made.toSorted()).toEqual(names.toSorted())
  for (const { name, options } of QUEUES) {
    const { deadLetter } = options as Queue['options']
    if (deadLetter) expect(made.indexOf(deadLetter)).toBeLessThan(made.indexOf(name))
  }
})

test('a job of an older Kept that does not fit is refused, not worked by half', () => {
  const queue = defineQueue({ name: 'a-queue', schema: shopJob.extend({ id: z.string() }), options: {} })
  const job = { shop: 'a.myshopify.com', receivedAt: 1 }
  expect(queue.schema.safeParse(job).success).toBe(false)
  expect(queue.schema.parse({ ...job, id: '7' })).toEqual({ ...job, id: '7' })
})
