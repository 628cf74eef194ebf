import type { IncomingMessage, ServerResponse } from 'node:http'

/** An answer that ends the request: thrown where the door cannot go on. */
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

/** Reads the whole body, at most `limit` bytes: 413 above, without reading on. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new Refusal(413, `The body is over ${limit} bytes`, { connection: 'close' })
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge()
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(400, 'The body ended early', { connection: 'close' })
  }
  return Buffer.concat(chunks, size)
}

/** Undefined for what is not JSON. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** One header's value; undefined when it is missing or was sent empty. */
export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  const single = Array.isArray(value) ? value[0] : value
  return single?.trim() || undefined
}

export function answer(
  response: ServerResponse,
  status: number,
  body?: object,
  headers: Record<string, string> = {},
): void {
  const text = body ? JSON.stringify(body) : ''
  response.writeHead(status, {
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(text),
    ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    ...headers,
  })
  response.end(text)
}
