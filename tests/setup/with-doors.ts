import { afterAll, beforeAll } from 'vitest'
import { startQueue, stopQueue } from '../../app/platform/queue.ts'
import { type Calls, type Doors, openDoors } from './shopify-calls.ts'

/** The hot doors and the job queue, for as long as a file's tests run. */
export function withDoors(): Calls {
  let opened: Doors | undefined
  const doors = (): Doors => {
    if (!opened) throw new Error('The doors open before the first test, not while its file is read')
    return opened
  }
  beforeAll(async () => {
    await startQueue()
    opened = await openDoors()
  })
  afterAll(async () => {
    await opened?.close()
    await stopQueue(0)
  })
  return {
    get url() {
      return doors().url
    },
    post: (...call) => doors().post(...call),
    webhook: (...call) => doors().webhook(...call),
    consent: (...call) => doors().consent(...call),
  }
}
