import { GraphqlQueryError, HttpRequestError, HttpResponseError, HttpRetriableError } from '@shopify/shopify-api'

export type Outage = 'throttled' | 'server_error' | 'no_answer'

/** Shopify did not answer the call: too many calls, an internal error, or no response. Another try may help. */
export class ShopifyUnavailable extends Error {
  override name = 'ShopifyUnavailable'
  readonly outage: Outage

  constructor(outage: Outage) {
    super(`Shopify did not do what it was asked: ${outage}`)
    this.outage = outage
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
    ? new ShopifyUnavailable(outage)
    : new ShopifyRefusal(first?.message ?? message, first?.extensions?.code ?? null)
}
