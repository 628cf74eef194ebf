import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { createReadableStreamFromReadable, type EntryContext, type LoaderFunctionArgs } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { Nonce } from './nonce.ts'
import { routeOf } from './platform/access-log.ts'
import { databaseFaultOf } from './platform/database-fault.ts'
import { log } from './platform/log.ts'
import { documentPolicy } from './platform/response-headers.ts'
import { ShopifyUnavailable } from './shopify/calls.ts'
import { addDocumentResponseHeaders } from './shopify/shopify.server.ts'

// The process is started from this bundle, so that doors and pages share one pool, one queue and one configuration.
export { closeDatabase, rotateKey } from './encryption-keys.ts'
export { serve } from './server.ts'

/** Milliseconds after which an unfinished page is given up. */
export const streamTimeout = 5_000

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  addDocumentResponseHeaders(request, headers)
  const nonce = randomBytes(16).toString('base64')
  headers.set('Content-Security-Policy', documentPolicy([`'nonce-${nonce}'`], headers.get('Content-Security-Policy')))
  const ready = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady'
  return new Promise((resolve, reject) => {
    let answered = status
    const page = (
      <Nonce.Provider value={nonce}>
        <RemixServer context={context} url={request.url} nonce={nonce} />
      </Nonce.Provider>
    )
    const { pipe, abort } = renderToPipeableStream(page, {
      nonce,
      [ready]: () => {
        const body = new PassThrough()
        headers.set('Content-Type', 'text/html')
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answered }))
        pipe(body)
      },
      onShellError: reject,
      onError(err: unknown) {
        answered = 500
        log.error({ err }, 'a page could not be rendered')
      },
    })
    setTimeout(abort, streamTimeout + 1_000).unref()
  })
}

export function handleError(err: unknown, { request, params, context }: LoaderFunctionArgs): void {
  // A request for an unknown address gets an answer and is not logged as an error of the app.
  if (isRouteErrorResponse(err) && err.status < 500) return
  if (databaseFaultOf(err) || err instanceof ShopifyUnavailable) context.unavailable()
  if (!request.signal.aborted) log.error({ err, route: routeOf(request.url, params) }, 'a page failed')
}
