import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import onHeaders from 'on-headers'
import { config } from '../platform/config.ts'
import { EVERYWHERE } from '../platform/response-headers.ts'
import { handleAtDoor } from './doors.ts'
import { addressToPages, refuseAtFront } from './front.ts'
import { endBody } from './http.ts'

/** For pages: a register of several megabytes over a slow connection. Doors allow a body less time. */
const REQUEST_MS = 30_000
const HEADERS_MS = 5_000
/** How often Node checks the two limits: a slow sender can hold its connection this much longer. */
const CHECKED_EVERY_MS = 1_000

/** The HTTP server of the web process: the doors, and `pages` for everything else. */
export function webServer(pages: RequestListener): Server {
  const server = createServer({ connectionsCheckingInterval: CHECKED_EVERY_MS }, (request, response) => {
    if (refuseAtFront(request, response) || handleAtDoor(request, response)) return
    addressToPages(request)
    onHeaders(response, addHeaders)
    response.once('finish', () => endBody(request))
    pages(request, response)
  })
  server.requestTimeout = REQUEST_MS
  server.headersTimeout = HEADERS_MS
  server.maxConnections = config.MAX_CONNECTIONS
  return server
}

function addHeaders(this: ServerResponse): void {
  for (const [name, value] of Object.entries(EVERYWHERE)) {
    if (!this.hasHeader(name)) this.setHeader(name, value)
  }
}
