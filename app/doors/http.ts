import type { IncomingMessage, ServerResponse } from 'node:http'
import { BodyBudget } from '../platform/body-budget.ts'
import { parseJson } from '../platform/json.ts'
import { EVERYWHERE } from '../platform/response-headers.ts'
import { networkOfCaller } from './network.ts'

/** An answer that ends the request. Thrown where a door cannot continue. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly headers: Record<string, string>

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message)
    this.status = status
    this.headers = headers
  }
}

const KIB = 1024
const MIB = 1024 * KIB

/** A body counts from its first byte until the answer, also while its transaction waits. */
export const bodies = new BodyBudget({ total: 64 * MIB, small: 64 * KIB, large: 48 * MIB, largeOfNetwork: 24 * MIB })

/** Shopify waits five seconds for an answer. This leaves the door time for its work. */
const BODY_MS = 3_000

export interface BodyOptions {
  /** Bytes. */
  limit: number
  /** For what may take longer than Shopify waits for a webhook. */
  ms?: number
  /** Called with each part of the body as it arrives, so that work on a large body is split into small steps. */
  onPart?: (part: Buffer) => void
}

/**
 * Reads the whole body. Call it after every check that needs no body.
 *
 * @throws Refusal 413 above the limit, 503 when the bodies of all requests hold too much memory, 408 after three
 * seconds or `ms`, 400 when the body ended early
 */
export function readBody(
  request: IncomingMessage,
  response: ServerResponse,
  { limit, ms = BODY_MS, onPart }: BodyOptions,
): Promise<Buffer> {
  const share = bodies.open(networkOfCaller(request))
  response.once('close', share.release)
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    const end = (settle: () => void) => {
      clearTimeout(timer)
      request.off('data', take).off('end', done).off('close', early)
      settle()
    }
    const refuse = (status: number, message: string, headers?: Record<string, string>) =>
      end(() => reject(new Refusal(status, message, headers)))
    const take = (part: Buffer) => {
      size += part.length
      if (size > limit) return refuse(413, `The body is over ${limit} bytes`)
      if (!share.take(part.length)) return refuse(503, 'Not now, try again', { 'retry-after': '2' })
      onPart?.(part)
      parts.push(part)
    }
    const done = () => end(() => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts, size)))
    const early = () => refuse(400, 'The body ended early')
    const timer = setTimeout(() => refuse(408, 'The body took too long', { connection: 'close' }), ms)
    if (request.destroyed) return early()
    if (Number(request.headers['content-length'] ?? 0) > limit) return refuse(413, `The body is over ${limit} bytes`)
    request.on('data', take).once('end', done).once('close', early)
  })
}

/** What the body says; undefined when it is not JSON. */
export function jsonOf(body: Buffer): unknown {
  try {
    return parseJson(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Milliseconds in which a caller who was answered early may finish sending. The rest is thrown away. */
const LINGER_MS = 1_000

/** Closes the connection of a caller who is still sending after the answer. Call it when the answer was sent. */
export function endBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  request.resume()
  const timer = setTimeout(() => request.destroy(), LINGER_MS)
  request.once('close', () => clearTimeout(timer))
}

/** The value of a header; undefined when it is missing or empty. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  const single = Array.isArray(value) ? value[0] : value
  return single?.trim() || undefined
}

/** Sends the JSON answer of a door. Without a body only a status. */
export function answer(
  response: ServerResponse,
  status: number,
  body?: object,
  headers: Record<string, string> = {},
): void {
  const text = body ? JSON.stringify(body) : ''
  response.writeHead(status, {
    ...EVERYWHERE,
    'content-length': Buffer.byteLength(text),
    ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    ...headers,
  })
  // Writing an empty text would add a second part.
  if (body) response.end(text)
  else response.end()
}

/**
 * Sends a page of a door as Liquid, which Shopify sets into the shop's theme. The theme has scripts of its own, so the page
 * asks only that nobody frames it, as Shopify's pages do.
 */
export function answerLiquid(
  request: IncomingMessage,
  response: ServerResponse,
  liquid: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(200, {
    ...EVERYWHERE,
    // Shopify reads it as Liquid under exactly this type.
    'content-type': 'application/liquid',
    'content-security-policy': "frame-ancestors 'none'",
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : liquid)
}

/** Sends the HTML page of a door. */
export function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  html: string | Uint8Array,
  headers: Record<string, string>,
): void {
  response.writeHead(200, { ...EVERYWHERE, 'content-type': 'text/html; charset=utf-8', ...headers })
  response.end(request.method === 'HEAD' ? undefined : html)
}
