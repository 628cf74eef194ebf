import type { ServerResponse } from 'node:http'
import { withDeadline } from '../platform/deadline.ts'
import { QUEUE_SCHEMA } from '../platform/define-queue.ts'
import { onConnection } from '../platform/pool.ts'
import { answer } from './http.ts'

/** The process is alive: its event loop answers. */
export function healthDoor(response: ServerResponse): void {
  answer(response, 200, { status: 'alive' })
}

/** Less than the time-outs of those who usually ask. */
const READY_MS = 2_000

/** Read without a row: they answer when the tables that the doors write to, and their queue, can be used. */
const OF_DATABASE = 'SELECT FROM inbox_messages, consent_ledgers, consent_events WHERE false'
const OF_QUEUE = `SELECT FROM ${QUEUE_SCHEMA}.queue, ${QUEUE_SCHEMA}.job WHERE false`

/**
 * It can do its work: it gets a connection in time, and the tables and the queue answer. 503: not now, as when the
 * database is away, hangs, or all connections are in use.
 */
export async function readyDoor(response: ServerResponse): Promise<void> {
  const ready = await currentlyReady()
  answer(response, ready.database && ready.queue ? 200 : 503, ready)
}

interface Ready {
  database: boolean
  queue: boolean
}

let asking: Promise<Ready> | undefined

/** However many ask at once, the database is asked once. */
function currentlyReady(): Promise<Ready> {
  asking ??= askDatabase().finally(() => {
    asking = undefined
  })
  return asking
}

async function askDatabase(): Promise<Ready> {
  const ready = { database: false, queue: false }
  const ask = (client: { query(text: string): Promise<unknown> }) =>
    client
      .query(OF_DATABASE)
      .then(() => {
        ready.database = true
        return client.query(OF_QUEUE)
      })
      .then(() => {
        ready.queue = true
      })
  await withDeadline(READY_MS, () => onConnection(READY_MS, ask)).catch(() => undefined)
  return ready
}
