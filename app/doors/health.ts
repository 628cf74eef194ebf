import type { ServerResponse } from 'node:http'
import { pool } from '../platform/db.ts'
import { queueIsInstalled } from '../platform/queue.ts'
import { answer } from './http.ts'

/** The process is alive: its event loop answers. */
export function healthDoor(response: ServerResponse): void {
  answer(response, 200, { status: 'alive' })
}

/** It can do its work: the database answers and the job queue is there. */
export async function readyDoor(response: ServerResponse): Promise<void> {
  const database = await succeeds(pool.query('SELECT 1'))
  const queue = database && (await succeeds(queueIsInstalled()))
  answer(response, database && queue ? 200 : 503, { database, queue })
}

async function succeeds(check: Promise<unknown>): Promise<boolean> {
  return check.then(
    (value) => value !== false,
    () => false,
  )
}
