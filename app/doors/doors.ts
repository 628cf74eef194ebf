/** The doors in front of Remix: what Shopify and the storefront call, where a page's machinery would cost too much. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LEDGER_PATH } from '../consent/index.ts'
import { TOPICS_BY_PATH } from '../inbox/index.ts'
import { DeadlinePassed, withDeadline } from '../platform/deadline.ts'
import { Overloaded } from '../platform/group-commit.ts'
import { log } from '../platform/log.ts'
import { doorRequests, doorSeconds } from '../platform/metrics.ts'
import { NotInstalled } from '../shopify/installation.ts'
import { belongsToDoors, rawPath } from './address.ts'
import { checkDoor } from './check.ts'
import { consentDoor } from './consent.ts'
import { healthDoor, readyDoor } from './health.ts'
import { answer, endBody, Refusal } from './http.ts'
import { isFromInside } from './inside.ts'
import { ledgerDoor } from './ledger.ts'
import { networkOfCaller } from './network.ts'
import { POLICY_PATH, policyDoor } from './policy.ts'
import { Rate } from './rate.ts'
import { RECEIPTS_PATH, receiptsDoor } from './receipts.ts'
import { trackersDoor } from './trackers.ts'
import { visitorDoor } from './visitor.ts'
import { webhookDoor } from './webhooks.ts'

/** The path as it was sent: a door answers at one spelling of its address. */
interface Asked {
  path: string
  query: URLSearchParams
}

type Door = (request: IncomingMessage, response: ServerResponse, asked: Asked) => void | Promise<void>

const DOORS: Record<string, { name: string; door: Door }> = {
  ...Object.fromEntries(
    [...TOPICS_BY_PATH.keys()].map((path) => [
      path,
      { name: 'webhook', door: ((request, response) => webhookDoor(request, response, path)) as Door },
    ]),
  ),
  '/proxy/consent': {
    name: 'consent',
    door: (request, response, { query }) => consentDoor(request, response, query),
  },
  '/proxy/trackers': {
    name: 'trackers',
    door: (request, response, { query }) => trackersDoor(request, response, query),
  },
  '/proxy/visitor': {
    name: 'visitor',
    door: (request, response, { query }) => visitorDoor(request, response, query),
  },
  '/proxy/check': {
    name: 'check',
    door: (request, response, { query }) => checkDoor(request, response, query),
  },
  [POLICY_PATH]: { name: 'policy', door: policyDoor },
  [RECEIPTS_PATH]: { name: 'receipts', door: receiptsDoor },
  [LEDGER_PATH]: { name: 'ledger', door: ledgerDoor },
  '/healthz': { name: 'health', door: (_request, response) => healthDoor(response) },
  '/readyz': { name: 'ready', door: readyFromInside },
}

/** What the process can reach is nobody's business outside: for them, there is no such page. */
async function readyFromInside(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isFromInside({ address: request.socket.remoteAddress, headers: request.headers }))
    throw new Refusal(404, 'There is no such door')
  await readyDoor(response)
}

/** Seconds after which a sender may try again when the database is not there. */
const RETRY_AFTER = { 'retry-after': '2' }

/** Shopify waits 5 s for an answer, and takes none for a failure: it is told in time, and in words. */
const ANSWER_MS = 4_500

/** Each version of the policy, each receipt and each shop's log has a path of its own below these. */
const ABOVE_OTHERS = [POLICY_PATH, RECEIPTS_PATH, LEDGER_PATH]

function doorAt(path: string) {
  if (Object.hasOwn(DOORS, path)) return DOORS[path]
  const above = ABOVE_OTHERS.find((each) => path.startsWith(`${each}/`))
  if (above) return DOORS[above]
  return belongsToDoors(path) ? NO_DOOR : undefined
}

const NO_DOOR = {
  name: 'none',
  door: () => {
    throw new Refusal(404, 'There is no such door')
  },
}

/** Answers the request if it is for a hot door. False: it is for Remix. */
export function handleAtDoor(request: IncomingMessage, response: ServerResponse): boolean {
  const target = request.url ?? '/'
  const path = rawPath(target)
  const found = doorAt(path)
  if (!found) return false
  const stop = doorSeconds.startTimer({ door: found.name })
  response.once('finish', () => {
    stop()
    doorRequests.inc({ door: found.name, status: response.statusCode })
    endBody(request)
  })
  void open(found.door, request, response, { path, query: new URLSearchParams(target.slice(path.length)) })
  return true
}

/** Unsigned calls a minute that one network is told about; beyond, it is sent away each time. */
const unsigned = new Rate({ points: 600, mostKeys: 20_000 })

async function open(door: Door, request: IncomingMessage, response: ServerResponse, asked: Asked): Promise<void> {
  try {
    await withDeadline(ANSWER_MS, async () => door(request, response, asked))
  } catch (error) {
    if (response.headersSent) {
      response.destroy()
    } else if (error instanceof NotInstalled) {
      refuse(request, response, new Refusal(410, error.message))
    } else if (error instanceof Refusal) {
      refuse(request, response, error)
    } else {
      // Nobody was told that it was stored: whoever called must call again.
      if (!isBusy(error)) log.error({ err: error, door: asked.path }, 'a door could not do its work')
      answer(response, 503, { error: 'Not now, try again' }, RETRY_AFTER)
    }
  }
}

/** Metrics count these; what keeps the door busy says so itself. */
const isBusy = (error: unknown) => error instanceof Overloaded || error instanceof DeadlinePassed

/** Only what was refused is counted: nobody can use up what Shopify needs, not even from its own network. */
function refuse(request: IncomingMessage, response: ServerResponse, { status, message, headers }: Refusal): void {
  const wait = status === 401 ? unsigned.take(networkOfCaller(request)) : 0
  if (wait === 0) {
    answer(response, status, { error: message }, headers)
  } else {
    const later = { 'retry-after': String(Math.ceil(wait / 1_000)), connection: 'close' }
    answer(response, 429, { error: 'Too many calls that Shopify did not sign' }, later)
  }
}
