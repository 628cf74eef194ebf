import type { IncomingMessage, ServerResponse } from 'node:http'
import { logAccess } from '../platform/access-log.ts'
import { forShop } from '../platform/db.ts'
import {
  API_OPERATIONS,
  API_PATH,
  type ApiCaller,
  type ApiOperation,
  ApiProblem,
  actorOfKey,
  CALLS_A_MINUTE,
  callerOfKey,
  MAX_CALL_BYTES,
  MAX_IDEMPOTENCY_KEY,
  openApiDocument,
} from '../shop-api/index.ts'
import { answer, headerOf, jsonOf, readBody } from './http.ts'
import { networkOfCaller } from './network.ts'
import { Rate, refuseWhoMustWait } from './rate.ts'

const ofKey = new Rate({ points: CALLS_A_MINUTE, mostKeys: 10_000 })
/** Calls with a key that opens nothing: enough for a system whose key was revoked, too few for guessing. */
const unknownKeys = new Rate({ points: 60, mostKeys: 20_000 })
const documents = new Rate({ points: 60, mostKeys: 20_000 })

const DOCUMENT = `${API_PATH}/openapi.json`
let written: object | undefined

interface FoundOperation {
  operation: ApiOperation
  params: Record<string, string>
}

/** The parameters that a path has where the pattern names them; null when it is another path. */
function paramsIn(pattern: string, path: string): Record<string, string> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith('{')) params[part.slice(1, -1)] = value
    else if (part !== value) return null
  }
  return params
}

function operationAt(method: string | undefined, path: string): FoundOperation {
  const found = API_OPERATIONS.flatMap((operation) => {
    const params = paramsIn(operation.path, path)
    return params ? [{ operation, params }] : []
  })
  if (found.length === 0) throw new ApiProblem('not-found')
  const asked = found.find(({ operation }) => operation.method === method)
  if (!asked) throw new ApiProblem('wrong-method')
  return asked
}

/**
 * The API of the shop's own systems. Whatever cannot be done is answered as problem details (RFC 9457). The key is looked up
 * before the body is read.
 */
export async function apiDoor(
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: { path: string; query: URLSearchParams },
): Promise<void> {
  response.setHeader('cache-control', 'no-store')
  if (path === DOCUMENT && request.method === 'GET') return answerDocument(request, response)
  const caller = await callerOf(request)
  refuseWhoMustWait(ofKey.take(caller.keyId), 'Too many calls')
  const { operation, params } = operationAt(request.method, path.slice(API_PATH.length))
  if (!caller.scopes.includes(operation.scope)) throw new ApiProblem('scope-missing', `It needs ${operation.scope}.`)
  const run = operation.prepare({
    params,
    query: Object.fromEntries(query),
    keyId: caller.keyId,
    call: operation.isNamed ? callNamed(request) : '',
    content: operation.content ? await contentOf(request, response) : null,
  })
  const result = await forShop(caller.shop, run)
  await note(caller, operation, result.people)
  const headers: Record<string, string> = result.isRepeated ? { 'idempotency-replayed': 'true' } : {}
  answer(response, operation.status, result.answer, headers)
}

function answerDocument(request: IncomingMessage, response: ServerResponse): void {
  refuseWhoMustWait(documents.take(networkOfCaller(request)), 'Too many calls')
  written ??= openApiDocument()
  answer(response, 200, written)
}

async function callerOf(request: IncomingMessage): Promise<ApiCaller> {
  const network = networkOfCaller(request)
  const [, key] = /^Bearer (\S{1,200})$/i.exec(headerOf(request, 'authorization') ?? '') ?? []
  // Who guesses is not looked up any more; nobody else in that network is, either, until the minute is over.
  if (unknownKeys.left(network) === 0) refuseWhoMustWait(unknownKeys.take(network), 'Too many calls without a key')
  const caller = key === undefined ? null : await callerOfKey(key)
  if (caller) return caller
  unknownKeys.take(network)
  throw new ApiProblem('no-key')
}

function callNamed(request: IncomingMessage): string {
  const name = headerOf(request, 'idempotency-key') ?? ''
  if (name === '' || name.length > MAX_IDEMPOTENCY_KEY) throw new ApiProblem('idempotency-key-missing')
  return name
}

async function contentOf(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const type = headerOf(request, 'content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new ApiProblem('wrong-type')
  const content = jsonOf(await readBody(request, response, { limit: MAX_CALL_BYTES }))
  if (content === undefined) throw new ApiProblem('not-json')
  return content
}

/** Like a look of a member of staff: whose data it was can be told to the person. Without the line there is no answer. */
async function note({ shop, keyId }: ApiCaller, { method, path }: ApiOperation, people: readonly string[]) {
  if (people.length === 0) return
  await logAccess({ shop, staffId: actorOfKey(keyId), method, route: `${API_PATH}${path}`, status: 200, people })
}
