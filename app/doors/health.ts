import type { ServerResponse } from 'node:http'
import { withDeadline } from '../platform/deadline.ts'
import { QUEUE_SCHEMA } from '../platform/define-queue.ts'
import { onConnection } from '../platform/pool.ts'
import { answer } from './http.ts'

/** Liveness: the process answers, so its event loop runs. */
export function healthDoor(response: ServerResponse): void {
  answer(response, 200, { status: 'alive' })
}

/** Less than the usual time-outs of health checks. */
const READY_MS = 2_000

/** Statements without rows: they succeed when the doors' tables and the queue are usable. */
const OF_DATABASE = 'SELECT FROM inbox_messages, consent_ledgers, consent_events WHERE false'
const OF_QUEUE = `SELECT FROM ${QUEUE_SCHEMA}.queue, ${QUEUE_SCHEMA}.job WHERE false`

/**
 * Readiness: a connection is free in time, and the tables and the queue answer. 503 otherwise, as when the database is
 * unavailable, hangs, or all connections are in use.
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

/** Concurrent callers share one query. */
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
