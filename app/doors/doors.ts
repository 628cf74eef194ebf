/** The doors in front of Remix: addresses that Shopify and the storefront call, where Remix would cost too much. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { LEDGER_PATH } from '../consent/index.ts'
import { TOPICS_BY_PATH } from '../inbox/index.ts'
import { DeadlinePassed, withDeadline } from '../platform/deadline.ts'
import { Overloaded } from '../platform/group-commit.ts'
import { log } from '../platform/log.ts'
import { doorRequests, doorSeconds } from '../platform/metrics.ts'
import { RECIPIENTS_PATH } from '../recipients/index.ts'
import { API_PATH, ApiProblem } from '../shop-api/index.ts'
import { NotInstalled } from '../shopify/installation.ts'
import { ACCOUNT_PRIVACY_PATH, accountPrivacyDoor } from './account-privacy.ts'
import { ACCOUNT_REQUESTS_PATH, accountRequestsDoor } from './account-requests.ts'
import { belongsToDoors, rawPath } from './address.ts'
import { ADMIN_EXTENSIONS_PATH, adminExtensionsDoor } from './admin-extensions.ts'
import { apiDoor } from './api.ts'
import { CENTRE_HELD_PATH, CENTRE_LINK_PATH, CENTRE_PATH, centreDoor } from './centre.ts'
import { checkDoor } from './check.ts'
import { consentDoor } from './consent.ts'
import { FLOW_REQUEST_PATH, flowRequestDoor } from './flow.ts'
import { healthDoor, readyDoor } from './health.ts'
import { answer, endBody, Refusal } from './http.ts'
import { isFromInside } from './inside.ts'
import { ledgerDoor } from './ledger.ts'
import { BOUNCES_PATH, mailBouncesDoor } from './mail-bounces.ts'
import { networkOfCaller } from './network.ts'
import { newsletterDoor } from './newsletter.ts'
import { POLICY_PATH, policyDoor } from './policy.ts'
import { CHOICES_PATH, privacyChoicesDoor } from './privacy-choices.ts'
import { refuseWithProblem } from './problem.ts'
import { ADDRESS_PATH, proxyAddressDoor } from './proxy-address.ts'
import { Rate } from './rate.ts'
import { RECEIPTS_PATH, receiptsDoor } from './receipts.ts'
import { recipientsDoor } from './recipients.ts'
import { REQUESTS_PATH, requestsDoor } from './requests.ts'
import { isUpload } from './requests-body.ts'
import { shownDoor } from './shown.ts'
import { trackersDoor } from './trackers.ts'
import { visitorDoor } from './visitor.ts'
import { webhookDoor } from './webhooks.ts'

/** The path as it was sent, because a door answers only one spelling of its address. */
interface Asked {
  path: string
  query: URLSearchParams
}

type Door = (request: IncomingMessage, response: ServerResponse, asked: Asked) => void | Promise<void>

interface NamedDoor {
  name: string
  door: Door
  /** How it says that something cannot be done, where that is not the usual way. */
  sayNo?: (response: ServerResponse, error: Error) => void
  /** Of the whole answer, where it may take longer than Shopify waits for a webhook. */
  answerMs?: (request: IncomingMessage) => number
}

const DOORS: Record<string, NamedDoor> = {
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
  '/proxy/shown': {
    name: 'shown',
    door: (request, response, { query }) => shownDoor(request, response, query),
  },
  '/proxy/trackers': {
    name: 'trackers',
    door: (request, response, { query }) => trackersDoor(request, response, query),
  },
  '/proxy/visitor': {
    name: 'visitor',
    door: (request, response, { query }) => visitorDoor(request, response, query),
  },
  '/proxy/newsletter': {
    name: 'newsletter',
    door: (request, response, { query }) => newsletterDoor(request, response, query),
  },
  '/proxy/check': {
    name: 'check',
    door: (request, response, { query }) => checkDoor(request, response, query),
  },
  [CENTRE_PATH]: { name: 'centre', door: centreDoor },
  [`${CENTRE_PATH}/`]: { name: 'centre', door: centreDoor },
  [CENTRE_HELD_PATH]: { name: 'centre', door: centreDoor },
  [CENTRE_LINK_PATH]: { name: 'centre', door: centreDoor },
  [CHOICES_PATH]: { name: 'choices', door: privacyChoicesDoor },
  [ADDRESS_PATH]: { name: 'address', door: proxyAddressDoor },
  [POLICY_PATH]: { name: 'policy', door: policyDoor },
  [RECEIPTS_PATH]: { name: 'receipts', door: receiptsDoor },
  [BOUNCES_PATH]: { name: 'bounces', door: mailBouncesDoor },
  [LEDGER_PATH]: { name: 'ledger', door: ledgerDoor },
  [RECIPIENTS_PATH]: { name: 'recipients', door: recipientsDoor },
  [REQUESTS_PATH]: {
    name: 'requests',
    door: requestsDoor,
    answerMs: (request) => (isUpload(request) ? UPLOADED_MS : ANSWER_MS),
  },
  [ACCOUNT_REQUESTS_PATH]: { name: 'account', door: accountRequestsDoor },
  [API_PATH]: { name: 'api', door: apiDoor, sayNo: refuseWithProblem },
  [ACCOUNT_PRIVACY_PATH]: { name: 'account-privacy', door: accountPrivacyDoor },
  [ADMIN_EXTENSIONS_PATH]: { name: 'admin', door: adminExtensionsDoor },
  [FLOW_REQUEST_PATH]: { name: 'flow', door: (request, response) => flowRequestDoor(request, response) },
  '/healthz': { name: 'health', door: (_request, response) => healthDoor(response) },
  '/readyz': { name: 'ready', door: readyFromInside },
}

/** Readiness is internal: callers from outside get the same answer as for an unknown page. */
async function readyFromInside(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isFromInside({ address: request.socket.remoteAddress, headers: request.headers }))
    throw new Refusal(404, 'There is no such door')
  await readyDoor(response)
}

/** Seconds after which a sender may try again when the database is unavailable. */
const RETRY_AFTER = { 'retry-after': '2' }

/** Shopify waits 5 s and counts silence as a failure, so the door answers in time with an error. */
const ANSWER_MS = 4_500
/** A photo over a slow connection, and the work on it. */
const UPLOADED_MS = 29_000

/** Doors with paths below them: one for each policy version, receipt, shop's log, request, notice and call of the API. */
const ABOVE_OTHERS = [
  CENTRE_LINK_PATH,
  POLICY_PATH,
  RECEIPTS_PATH,
  LEDGER_PATH,
  REQUESTS_PATH,
  ACCOUNT_REQUESTS_PATH,
  ACCOUNT_PRIVACY_PATH,
  ADMIN_EXTENSIONS_PATH,
  RECIPIENTS_PATH,
  API_PATH,
]

function doorAt(path: string): NamedDoor | undefined {
  if (Object.hasOwn(DOORS, path)) return DOORS[path]
  const above = ABOVE_OTHERS.find((each) => path.startsWith(`${each}/`))
  if (above) return DOORS[above]
  return belongsToDoors(path) ? NO_DOOR : undefined
}

const NO_DOOR: NamedDoor = {
  name: 'none',
  door: () => {
    throw new Refusal(404, 'There is no such door')
  },
}

/** Answers the request when it is for a door. Returns false when it is for Remix. */
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
  void open(found, request, response, { path, query: new URLSearchParams(target.slice(path.length)) })
  return true
}

/** The number of unsigned calls per minute and network that get a full answer. Further ones are refused at once. */
const unsigned = new Rate({ points: 600, mostKeys: 20_000 })

async function open(
  { name, door, answerMs, sayNo }: NamedDoor,
  request: IncomingMessage,
  response: ServerResponse,
  asked: Asked,
): Promise<void> {
  try {
    await withDeadline(answerMs?.(request) ?? ANSWER_MS, async () => door(request, response, asked))
  } catch (error) {
    if (response.headersSent) {
      response.destroy()
    } else if (sayNo) {
      // An address of such a door may name a customer.
      noteFault(error, name)
      sayNo(response, error instanceof NotInstalled ? new Refusal(410, error.message) : asError(error))
    } else if (error instanceof NotInstalled) {
      refuse(request, response, new Refusal(410, error.message))
    } else if (error instanceof Refusal) {
      refuse(request, response, error)
    } else {
      // The caller was not told that it was stored, so it will call again.
      noteFault(error, asked.path)
      answer(response, 503, { error: 'Not now, try again' }, RETRY_AFTER)
    }
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error('Not an error'))

const isAnswer = (error: unknown) => [Refusal, NotInstalled, ApiProblem].some((kind) => error instanceof kind)

function noteFault(error: unknown, door: string): void {
  if (!isAnswer(error) && !isBusy(error)) log.error({ err: error, door }, 'a door could not do its work')
}

/** Metrics count these errors. The part that is busy logs the reason itself. */
const isBusy = (error: unknown) => error instanceof Overloaded || error instanceof DeadlinePassed

/** Counts only refused calls, so that nobody can use up Shopify's share, not even from its own network. */
function refuse(request: IncomingMessage, response: ServerResponse, { status, message, headers }: Refusal): void {
  const wait = status === 401 ? unsigned.take(networkOfCaller(request)) : 0
  if (wait === 0) {
    answer(response, status, { error: message }, headers)
  } else {
    const later = { 'retry-after': String(Math.ceil(wait / 1_000)), connection: 'close' }
    answer(response, 429, { error: 'Too many calls that nobody signed' }, later)
  }
}
