import { mkdtempSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../../scripts/local/free-port.ts'
import { readBody } from './http.ts'
import { DEMO_SHOP } from './shop/seed.ts'
import { sessionToken } from './signed.ts'
import { type StandIn, startStandIn } from './start.ts'

export const API_KEY = 'test-key'
export const API_SECRET = 'test-secret'

const SCOPES = [
  'read_customers',
  'write_customers',
  'read_orders',
  'read_locales',
  'read_legal_policies',
  'write_legal_policies',
  'read_translations',
  'write_translations',
  'read_privacy_settings',
  'write_privacy_settings',
]

export const aDirectory = () => mkdtempSync(path.join(tmpdir(), 'kept-stand-in-'))

/** A request as the app behind the stand-in got it. */
export interface Received {
  method: string | undefined
  url: URL
  headers: IncomingMessage['headers']
  body: Buffer
}

/** An app that answers everything with what it was told to, and remembers what it was asked. */
export async function anApp(answer = { status: 200, type: 'text/html', body: 'ok', headers: {} }) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const { method, headers } = request
    const url = new URL(request.url ?? '/', 'http://app')
    received.push({ method, url, headers, body: await readBody(request) })
    response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers }).end(answer.body)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    received,
    answer,
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export interface StandInForTests {
  directory?: string
  scopes?: string[]
  optionalScopes?: string[]
  upstream?: { host: string; port: number }
  extensionDir?: string
}

/** A stand-in on free ports, with an extension folder of its own unless a test names one. */
export async function aStandIn(options: StandInForTests = {}): Promise<StandIn> {
  const directory = options.directory ?? aDirectory()
  const app = await freePort(0)
  return startStandIn({
    stateDir: directory,
    apiKey: API_KEY,
    apiSecret: API_SECRET,
    appUrl: `http://localhost:${app}`,
    appUpstream: options.upstream ?? { host: '127.0.0.1', port: 9 },
    scopes: options.scopes ?? SCOPES,
    optionalScopes: options.optionalScopes ?? [],
    ports: { admin: 0, storefront: 0, freshStorefront: 0, mail: 0, smtp: 0, app },
    extensionDir: options.extensionDir ?? path.join(directory, 'no-extension'),
  })
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** The token endpoint, asked as Shopify's library asks it. */
export function exchange(standIn: StandIn, changes: Record<string, string> = {}) {
  return post(`${standIn.urls.shopApi}/admin/oauth/access_token`, {
    client_id: API_KEY,
    client_secret: API_SECRET,
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: sessionToken({ apiKey: API_KEY, secret: API_SECRET, shop: DEMO_SHOP, at: standIn.state.now() }),
    subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
    requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
    expiring: '1',
    ...changes,
  })
}

export interface Answer<T> {
  data: T
  errors?: { message: string; extensions?: { code: string } }[]
  extensions?: { cost: { throttleStatus: { currentlyAvailable: number } } }
}

/** Asks the Admin API with a fresh token. The test says what shape it expects. */
export async function admin<T = unknown>(standIn: StandIn, query: string, variables: object = {}): Promise<Answer<T>> {
  const { access_token } = await (await exchange(standIn)).json()
  const url = `${standIn.urls.shopApi}/admin/api/2026-07/graphql.json`
  const response = await post(url, { query, variables }, { 'x-shopify-access-token': access_token })
  return response.json()
}

export const withFault = (standIn: StandIn, fault: object) => post(`${standIn.urls.shopApi}/stand-in/faults`, fault)
