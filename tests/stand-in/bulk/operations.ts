import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import path from 'node:path'
import type { DocumentNode } from 'graphql'
import { z } from 'zod'
import type { Context } from '../admin-api/context.ts'
import { largeShop } from '../generate/large-shop.ts'
import { gid } from '../shop/model.ts'
import type { ShopState } from '../shop/state.ts'
import { BulkFailure, bulkRows } from './rows.ts'

const DAY_MS = 86_400_000

/** Since 2026-01 an app may have so many of a shop at once. */
const MOST_AT_ONCE = 5
const KEPT_DAYS = 7
/** It does not begin while it is asked for. */
const BEGINS_AFTER_MS = 10

/** How the operations that follow go, as a test wants it. */
export const bulkBehaviour = z.object({
  /** Fails once it has written so many rows. */
  failAfter: z.number().int().nonnegative().optional(),
  errorCode: z.enum(['ACCESS_DENIED', 'INTERNAL_SERVER_ERROR', 'TIMEOUT']).default('INTERNAL_SERVER_ERROR'),
  /** Waits so long before each hundredth row. */
  slowMs: z.number().nonnegative().default(0),
  /** The rows are those of a generated shop with so many customers, whatever is asked. */
  customers: z.number().int().positive().optional(),
})
export type BulkBehaviour = z.infer<typeof bulkBehaviour>

type Status = 'CREATED' | 'RUNNING' | 'CANCELING' | 'CANCELED' | 'COMPLETED' | 'FAILED'

export interface BulkOperation {
  number: number
  query: string
  status: Status
  errorCode: BulkBehaviour['errorCode'] | null
  objectCount: number
  rootObjectCount: number
  fileSize: number
  createdAt: string
  completedAt: string | null
}

const UNDER_WAY: readonly Status[] = ['CREATED', 'RUNNING', 'CANCELING']

/** The bulk operations of an app in one shop: they write files, which are there for seven days. */
export class BulkOperations {
  behaviour: BulkBehaviour = bulkBehaviour.parse({})
  readonly all: BulkOperation[] = []
  readonly #directory: string
  readonly #secret = randomUUID()

  constructor(directory: string) {
    this.#directory = directory
  }

  get isFull(): boolean {
    return this.all.filter(({ status }) => UNDER_WAY.includes(status)).length >= MOST_AT_ONCE
  }

  start(document: DocumentNode, query: string, context: Context, isGrouped: boolean): BulkOperation {
    const { state } = context
    const operation: BulkOperation = {
      number: state.nextId(),
      query,
      status: 'CREATED',
      errorCode: null,
      objectCount: 0,
      rootObjectCount: 0,
      fileSize: 0,
      createdAt: state.now().toISOString(),
      completedAt: null,
    }
    this.all.push(operation)
    const { behaviour } = this
    const lines = behaviour.customers ? generated(behaviour.customers) : asked(document, context, isGrouped)
    setTimeout(() => void this.#run(operation, lines, behaviour, state), BEGINS_AFTER_MS)
    return operation
  }

  cancel(operation: BulkOperation): void {
    if (operation.status === 'CREATED' || operation.status === 'RUNNING') operation.status = 'CANCELING'
  }

  /** Where its file is; null where nothing was written, and once it has expired. */
  urlOf({ number, fileSize }: BulkOperation, { shop, apiUrl }: ShopState): string | null {
    if (fileSize === 0) return null
    return `${apiUrl}/bulk/${number}.jsonl?shop=${shop.domain}&signature=${this.#signatureOf(number)}`
  }

  isExpired({ completedAt }: BulkOperation, { now }: { now: Date }): boolean {
    return completedAt !== null && +now - Date.parse(completedAt) > KEPT_DAYS * DAY_MS
  }

  /** Streams the file to who has its address. */
  serve(number: number, signature: string, now: Date, response: ServerResponse): void {
    const operation = this.all.find((one) => one.number === number)
    const [given, expected] = [Buffer.from(signature), Buffer.from(this.#signatureOf(number))]
    const isSigned = given.length === expected.length && timingSafeEqual(given, expected)
    if (!operation || !isSigned || this.isExpired(operation, { now })) {
      response.writeHead(403, { 'content-type': 'application/xml' }).end('<Error><Code>ExpiredToken</Code></Error>')
      return
    }
    response.writeHead(200, { 'content-type': 'application/jsonl', 'content-length': operation.fileSize })
    createReadStream(this.#fileOf(number)).pipe(response)
  }

  async #run(
    operation: BulkOperation,
    lines: AsyncIterable<Line>,
    behaviour: BulkBehaviour,
    state: ShopState,
  ): Promise<void> {
    if (operation.status === 'CREATED') operation.status = 'RUNNING'
    mkdirSync(this.#directory, { recursive: true })
    const file = createWriteStream(this.#fileOf(operation.number))
    try {
      for await (const { text, objects, roots } of lines) {
        if (operation.status === 'CANCELING') break
        if (behaviour.failAfter !== undefined && operation.objectCount >= behaviour.failAfter) {
          operation.errorCode = behaviour.errorCode
          break
        }
        if (behaviour.slowMs > 0 && operation.objectCount % 100 === 0) await pause(behaviour.slowMs)
        if (!file.write(text)) await once(file, 'drain')
        operation.fileSize += Buffer.byteLength(text)
        operation.objectCount += objects
        operation.rootObjectCount += roots
      }
    } catch (error) {
      operation.errorCode = error instanceof BulkFailure ? error.code : 'INTERNAL_SERVER_ERROR'
    }
    await new Promise<void>((resolve) => {
      file.end(() => resolve())
    })
    operation.status = operation.errorCode ? 'FAILED' : operation.status === 'CANCELING' ? 'CANCELED' : 'COMPLETED'
    operation.completedAt = state.now().toISOString()
    state.tell('bulk_operations/finish', {
      admin_graphql_api_id: gid('BulkOperation', operation.number),
      completed_at: operation.completedAt,
      created_at: operation.createdAt,
      error_code: operation.errorCode?.toLowerCase() ?? null,
      status: operation.status.toLowerCase(),
      type: 'query',
    })
  }

  #fileOf = (number: number) => path.join(this.#directory, `bulk-${number}.jsonl`)

  #signatureOf = (number: number) => createHmac('sha256', this.#secret).update(String(number)).digest('hex')
}

interface Line {
  text: string
  objects: number
  roots: number
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function* asked(document: DocumentNode, context: Context, isGrouped: boolean): AsyncGenerator<Line> {
  for await (const { values, isRoot } of bulkRows(document, context, isGrouped)) {
    yield { text: `${JSON.stringify(values)}\n`, objects: 1, roots: isRoot ? 1 : 0 }
  }
}

async function* generated(customers: number): AsyncGenerator<Line> {
  for await (const text of largeShop({ customers })) {
    const objects = text.split('\n').length - 1
    yield { text, objects, roots: objects - text.split('__parentId').length + 1 }
  }
}
