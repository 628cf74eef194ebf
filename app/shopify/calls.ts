import { GraphqlQueryError, HttpRequestError, HttpResponseError, HttpRetriableError } from '@shopify/shopify-api'

export type Outage = 'throttled' | 'server_error' | 'no_answer'

/** Shopify did not do it this time: too many calls, an error of its own, or no answer. Trying again may help. */
export class ShopifyUnavailable extends Error {
  override name = 'ShopifyUnavailable'
  readonly outage: Outage

  constructor(outage: Outage) {
    super(`Shopify did not do what it was asked: ${outage}`)
    this.outage = outage
  }
}

/** Shopify said no: the same call again would be refused again. The message is Shopify's own. */
export class ShopifyRefusal extends Error {
  override name = 'ShopifyRefusal'
  /** Shopify's code, such as `TOO_BIG` or `ACCESS_DENIED`; null where it has none. */
  readonly code: string | null

  constructor(message: string, code: string | null = null) {
    super(message)
    this.code = code
  }
}

/** What a mutation of Shopify's answers with when it did not take what it was given. */
export interface UserError {
  message: string
  code?: string | null
}

/** @throws ShopifyRefusal with the first of them */
export function refuseOn(errors: readonly UserError[] | undefined): void {
  const [first] = errors ?? []
  if (first) throw new ShopifyRefusal(first.message, first.code ?? null)
}

/** Longer than Shopify takes for anything that Kept asks; a job that waits for ever would never end. */
const TIMEOUT_MS = 15_000

/** How often one call is tried, and the pauses between (ms): Shopify gives back 100 points a second at least. */
const PAUSES_MS = [500, 2_000]

/** How long one try of a call may take, and the pauses before the next tries. */
export interface RetryPolicy {
  timeoutMs: number
  pausesMs: readonly number[]
}

/** For a job: nobody waits for it. */
export const BACKGROUND: RetryPolicy = { timeoutMs: TIMEOUT_MS, pausesMs: PAUSES_MS }

/** For a page that somebody waits for: one try. */
export const INTERACTIVE: RetryPolicy = { timeoutMs: 5_000, pausesMs: [] }

/** For a call that Shopify would refuse the second time, if it did it the first time and its answer was lost. */
export const singleTry = (retryPolicy: RetryPolicy): RetryPolicy => ({ ...retryPolicy, pausesMs: [] })

interface Answer<Data> {
  json(): Promise<{ data?: Data }>
}

/**
 * What a call to the Admin API answers. Only for calls that may be made twice.
 *
 * @throws ShopifyUnavailable once the tries are used up; ShopifyRefusal; whatever Response Shopify's library throws to
 *   send staff somewhere else
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

/** An error of Shopify's library as one of the two that a caller chooses by; any other as it is. */
export function failureOf(error: unknown): unknown {
  if (error instanceof GraphqlQueryError) return ofGraphql(error)
  if (error instanceof HttpRequestError) return new ShopifyUnavailable('no_answer')
  if (error instanceof HttpRetriableError) return ofStatus(error.response.code, error.message)
  if (error instanceof HttpResponseError) return ofStatus(error.response.code, error.message)
  // With a request of a member of staff the library throws Responses instead; one below 500 leads somewhere.
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
