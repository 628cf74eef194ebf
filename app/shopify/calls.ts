import { GraphqlQueryError, HttpRequestError, HttpResponseError, HttpRetriableError } from '@shopify/shopify-api'

export type Outage = 'throttled' | 'server_error' | 'no_answer'

/** Shopify did not answer the call: too many calls, an internal error, or no response. Another try may help. */
export class ShopifyUnavailable extends Error {
  override name = 'ShopifyUnavailable'
  readonly outage: Outage
  /** When `throttled`: the time (ms) after which Shopify has points for the same call; null where it does not say. */
  readonly waitMs: number | null

  constructor(outage: Outage, waitMs: number | null = null) {
    super(`Shopify did not do what it was asked: ${outage}`)
    this.outage = outage
    this.waitMs = waitMs
  }
}

/** Shopify refused: the same call would be refused again. The message is Shopify's own. */
export class ShopifyRefusal extends Error {
  override name = 'ShopifyRefusal'
  /** Shopify's code, such as `TOO_BIG` or `ACCESS_DENIED`; null where it has none. */
  readonly code: string | null

  constructor(message: string, code: string | null = null) {
    super(message)
    this.code = code
  }
}

/** The errors in the answer of a Shopify mutation. */
export interface UserError {
  message: string
  code?: string | null
}

/** @throws ShopifyRefusal with the first of them */
export function refuseOn(errors: readonly UserError[] | undefined): void {
  const [first] = errors ?? []
  if (first) throw new ShopifyRefusal(first.message, first.code ?? null)
}

/** Longer than Shopify takes for any of Kept's calls, so that no job waits for ever. */
const TIMEOUT_MS = 15_000

/** The number of tries of a call and the pauses between them (ms). Shopify restores at least 100 points per second. */
const PAUSES_MS = [500, 2_000]

/** The time limit of one try (ms), and the pauses before the further tries. */
export interface RetryPolicy {
  timeoutMs: number
  pausesMs: readonly number[]
}

/** For jobs, for which nobody waits. */
export const BACKGROUND: RetryPolicy = { timeoutMs: TIMEOUT_MS, pausesMs: PAUSES_MS }

/** For pages, where a person waits: one try. */
export const INTERACTIVE: RetryPolicy = { timeoutMs: 5_000, pausesMs: [] }

/** For a call that Shopify would refuse the second time, if the first succeeded and its answer was lost. */
export const singleTry = (retryPolicy: RetryPolicy): RetryPolicy => ({ ...retryPolicy, pausesMs: [] })

interface Answer<Data> {
  json(): Promise<{ data?: Data }>
}

/**
 * Makes a call to the Admin API and returns its data. Only for calls that may be made twice.
 *
 * @throws ShopifyUnavailable when no try is left; ShopifyRefusal; a Response of Shopify's library that redirects staff
 */
export async function answerOf<Data>(
  call: (options: { signal: AbortSignal }) => Promise<Answer<Data>>,
  retryPolicy: RetryPolicy,
): Promise<Data> {
  for (const pause of [...retryPolicy.pausesMs, null]) {
    try {
      const { data } = await (await call({ signal: AbortSignal.timeout(retryPolicy.timeoutMs) })).json()
      if (data) return data
      throw new ShopifyUnavailable('server_error')
    } catch (error) {
      const failure = failureOf(error)
      if (!(failure instanceof ShopifyUnavailable) || pause === null) throw failure
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
  throw new ShopifyUnavailable('no_answer')
}

/** What Shopify answered of a call, and which parts it kept back. */
export interface PartialAnswer<Data> {
  data: Data
  /** The paths of fields that are null because Kept is not approved for them, such as `customer.orders.nodes.email`. */
  denied: string[]
}

/**
 * Like `answerOf`, for calls whose answer is useful without some of its fields: for a field that the app is not approved
 * for, Shopify answers null and an error, with HTTP 200 (protected customer data).
 *
 * @throws as `answerOf`; ShopifyRefusal when nothing of the answer is left
 */
export async function partialAnswerOf<Data>(
  call: (options: { signal: AbortSignal }) => Promise<Answer<Data>>,
  retryPolicy: RetryPolicy,
): Promise<PartialAnswer<Data>> {
  let denied: string[] = []
  const data = await answerOf(async (options): Promise<Answer<Data>> => {
    try {
      return await call(options)
    } catch (error) {
      const partial = partOf<Data>(error)
      if (!partial) throw error
      denied = partial.denied
      return { json: async () => ({ data: partial.data }) }
    }
  }, retryPolicy)
  return { data, denied }
}

const DENIED = 'ACCESS_DENIED'

function partOf<Data>(error: unknown): PartialAnswer<Data> | null {
  if (!(error instanceof GraphqlQueryError)) return null
  const { errors, data } = (error.body ?? {}) as { errors?: { graphQLErrors?: GraphqlFault[] }; data?: Data | null }
  const faults = errors?.graphQLErrors ?? []
  if (!data || faults.length === 0 || faults.some(({ extensions }) => extensions?.code !== DENIED)) return null
  return { data, denied: [...new Set(faults.map(({ path }) => fieldOf(path)))] }
}

/** Without the places in lists. */
const fieldOf = (path: GraphqlFault['path']) => (path ?? []).filter((part) => typeof part === 'string').join('.')

const THROTTLED = 429
const SERVER_ERRORS = 500

/** Translates an error of Shopify's library into one of the two errors above; other errors are returned unchanged. */
export function failureOf(error: unknown): unknown {
  if (error instanceof GraphqlQueryError) return ofGraphql(error)
  if (error instanceof HttpRequestError) return new ShopifyUnavailable('no_answer')
  if (error instanceof HttpRetriableError) return ofStatus(error.response.code, error.message)
  if (error instanceof HttpResponseError) return ofStatus(error.response.code, error.message)
  // In a request of staff the library throws Responses instead; one with a status below 500 is a redirect.
  if (error instanceof Response && (error.status >= SERVER_ERRORS || error.status === THROTTLED))
    return ofStatus(error.status, '')
  return error
}

function ofStatus(status: number, message: string): Error {
  if (status === THROTTLED) return new ShopifyUnavailable('throttled')
  return status >= SERVER_ERRORS ? new ShopifyUnavailable('server_error') : new ShopifyRefusal(message, String(status))
}

interface GraphqlFault {
  message?: string
  path?: (string | number)[]
  extensions?: { code?: string }
}

const OUTAGES: Partial<Record<string, Outage>> = {
  THROTTLED: 'throttled',
  INTERNAL_SERVER_ERROR: 'server_error',
  TIMEOUT: 'no_answer',
}

function ofGraphql({ body, message }: GraphqlQueryError): Error {
  const faults: GraphqlFault[] = body?.errors?.graphQLErrors ?? []
  const [first] = faults
  const outage = faults.map(({ extensions }) => OUTAGES[extensions?.code ?? '']).find((found) => found !== undefined)
  return outage
    ? new ShopifyUnavailable(outage, outage === 'throttled' ? waitOf(body?.extensions?.cost) : null)
    : new ShopifyRefusal(first?.message ?? message, first?.extensions?.code ?? null)
}

interface Cost {
  requestedQueryCost?: number
  throttleStatus?: { currentlyAvailable?: number; restoreRate?: number }
}

/** How long Shopify takes to restore the points that a call needs (ms). */
function waitOf(cost: Cost | undefined): number | null {
  const { requestedQueryCost, throttleStatus } = cost ?? {}
  const { currentlyAvailable, restoreRate } = throttleStatus ?? {}
  if (requestedQueryCost === undefined || currentlyAvailable === undefined || !restoreRate) return null
  return Math.max(0, Math.ceil((1000 * (requestedQueryCost - currentlyAvailable)) / restoreRate))
}
