/** The doors in front of Remix: what Shopify and the storefront call, where a page's machinery would cost too much. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { TOPICS_BY_PATH } from '../compliance/index.ts'
import { DeadlinePassed, withDeadline } from '../platform/deadline.ts'
import { Overloaded } from '../platform/group-commit.ts'
import { log } from '../platform/log.ts'
import { doorRequests, doorSeconds } from '../platform/metrics.ts'
import { NotInstalled } from '../shopify/installation.ts'
import { checkDoor } from './check.ts'
import { consentDoor } from './consent.ts'
import { healthDoor, readyDoor } from './health.ts'
import { answer, Refusal } from './http.ts'
import { POLICY_PATH, policyDoor } from './policy.ts'
import { RECEIPTS_PATH, receiptsDoor } from './receipts.ts'
import { trackersDoor } from './trackers.ts'
import { visitorDoor } from './visitor.ts'
import { webhookDoor } from './webhooks.ts'

type Door = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>

const DOORS: Record<string, { name: string; door: Door }> = {
  ...Object.fromEntries(
    Object.keys(TOPICS_BY_PATH).map((path) => [
      path,
      { name: 'webhook', door: ((request, response) => webhookDoor(request, response, path)) as Door },
    ]),
  ),
  '/proxy/consent': {
    name: 'consent',
    door: (request, response, url) => consentDoor(request, response, url.searchParams),
  },
  '/proxy/trackers': {
    name: 'trackers',
    door: (request, response, url) => trackersDoor(request, response, url.searchParams),
  },
  '/proxy/visitor': {
    name: 'visitor',
    door: (request, response, url) => visitorDoor(request, response, url.searchParams),
  },
  '/proxy/check': {
    name: 'check',
    door: (request, response, url) => checkDoor(request, response, url.searchParams),
  },
  [POLICY_PATH]: { name: 'policy', door: (request, response, url) => policyDoor(request, response, url) },
  [RECEIPTS_PATH]: { name: 'receipts', door: (request, response, url) => receiptsDoor(request, response, url) },
  '/healthz': { name: 'health', door: (_request, response) => healthDoor(response) },
  '/readyz': { name: 'ready', door: (_request, response) => readyDoor(response) },
}

/** Seconds after which a sender may try again when the database is not there. */
const RETRY_AFTER = { 'retry-after': '2' }

/** Shopify waits 5 s for an answer, and takes none for a failure: it is told in time, and in words. */
const ANSWER_MS = 4_500

/** Each version of the policy, and each receipt, has a path of its own below these. */
const ABOVE_OTHERS = [POLICY_PATH, RECEIPTS_PATH]
const doorAt = (path: string) => DOORS[ABOVE_OTHERS.find((above) => path.startsWith(`${above}/`)) ?? path]

/** Answers the request if it is for a hot door. False: it is for Remix. */
export function handleAtDoor(request: IncomingMessage, response: ServerResponse): boolean {
  const url = URL.parse(request.url ?? '/', 'http://door')
  const found = url ? doorAt(url.pathname) : undefined
  if (!url || !found) return false
  const stop = doorSeconds.startTimer({ door: found.name })
  response.once('finish', () => {
    stop()
    doorRequests.inc({ door: found.name, status: response.statusCode })
  })
  void open(found.door, request, response, url)
  return true
}

async function open(door: Door, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  try {
    await withDeadline(ANSWER_MS, async () => door(request, response, url))
  } catch (error) {
    if (response.headersSent) {
      response.destroy()
    } else if (error instanceof NotInstalled) {
      answer(response, 410, { error: 'The shop has not installed Kept' })
    } else if (error instanceof Refusal) {
      answer(response, error.status, { error: error.message }, error.headers)
    } else {
      // Nobody was told that it was stored: whoever called must call again.
      if (!isBusy(error)) log.error({ err: error, door: url.pathname }, 'a door could not do its work')
      answer(response, 503, { error: 'Not now, try again' }, RETRY_AFTER)
    }
  }
}

/** Metrics count these; what keeps the door busy says so itself. */
const isBusy = (error: unknown) => error instanceof Overloaded || error instanceof DeadlinePassed
