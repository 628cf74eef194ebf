import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>

export const escapeHtml = (text: unknown) =>
  String(text ?? '').replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? '',
  )

/** JSON as Shopify's `json` filter gives it: safe inside a script element. */
export const scriptJson = (value: unknown) =>
  (JSON.stringify(value) ?? 'null').replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

/** Listens on this machine only. An error in a handler answers 500 with its message. */
export function listen(port: number, handler: Handler): Promise<Server> {
  const server = createServer(async (request, response) => {
    try {
      await handler(request, response, new URL(request.url ?? '/', 'http://localhost'))
    } catch (error) {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' })
      response.end(`The stand-in failed: ${error instanceof Error ? error.message : String(error)}`)
    }
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

export const urlOf = (server: Server, host = 'localhost') => `http://${host}:${(server.address() as AddressInfo).port}`

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export function sendHtml(response: ServerResponse, html: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html)
}

export interface Forward {
  upstream: { host: string; port: number }
  path: string
  headers: Record<string, string>
  /** Headers of the browser that do not reach the app. */
  without?: readonly string[]
  /** Changes text bodies and a few headers on their way back. */
  rewrite?: (text: string) => string
  /** Makes a page of what the app answers as Liquid. */
  liquid?: (source: string) => Promise<string>
}

/** Exactly so: with anything beside it, Shopify passes it on as it is. */
const LIQUID = 'application/liquid'
const TEXT = /html|javascript|json|x-script|css/
const REWRITTEN_HEADERS = ['content-security-policy', 'link', 'location']

/** Passes a request on to the app and its answer back. */
export function forward(request: IncomingMessage, response: ServerResponse, options: Forward): Promise<void> {
  const { rewrite, liquid } = options
  const headers: IncomingMessage['headers'] = { ...request.headers, ...options.headers }
  for (const name of options.without ?? []) delete headers[name]
  if (rewrite) headers['accept-encoding'] = 'identity'
  return new Promise((resolve) => {
    const call = httpRequest(
      { ...options.upstream, method: request.method, path: options.path, headers },
      async (from) => {
        const back = { ...from.headers }
        for (const name of options.without ?? []) delete back[name]
        if (liquid && back['content-type'] === LIQUID) {
          const source = (await readBody(from)).toString()
          sendHtml(response, await liquid(source).catch((error) => `Liquid error: ${escapeHtml(error.message)}`))
          return resolve()
        }
        // A file is saved as it is, and may be larger than memory.
        const isFile = back['content-disposition'] !== undefined
        if (rewrite && !isFile && TEXT.test(back['content-type'] ?? '')) {
          for (const name of REWRITTEN_HEADERS) if (back[name]) back[name] = rewrite(String(back[name]))
          const body = Buffer.from(rewrite((await readBody(from)).toString()))
          delete back['transfer-encoding']
          back['content-length'] = String(body.length)
          response.writeHead(from.statusCode ?? 502, back).end(body)
        } else {
          if (rewrite) for (const name of REWRITTEN_HEADERS) if (back[name]) back[name] = rewrite(String(back[name]))
          response.writeHead(from.statusCode ?? 502, back)
          from.pipe(response)
        }
        resolve()
      },
    )
    call.once('error', (error) => {
      if (!response.headersSent) sendHtml(response, `The app does not answer: ${escapeHtml(error.message)}`, 502)
      resolve()
    })
    request.pipe(call)
  })
}
