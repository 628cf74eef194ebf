import type { z } from 'zod'
import type { ShopTransaction } from '../../platform/db.ts'
import { ApiProblem, errorsIn } from '../problem.ts'
import type { ApiDescription } from './descriptions.ts'

export interface ApiResult<Answer> {
  answer: Answer
  /** Whose data was shown or changed: subjects, for the access log. */
  people: readonly string[]
  /** It was done by an earlier call of the same name. */
  isRepeated?: boolean
}

interface Asked<Params, Query, Content> {
  params: Params
  query: Query
  content: Content
  keyId: string
  /** The Idempotency-Key; empty where none is asked for. */
  call: string
}

type Prepared = (tx: ShopTransaction) => Promise<ApiResult<object>>

export interface ApiOperation extends ApiDescription {
  /**
   * Parses what came in. What it returns does the work.
   *
   * @throws ApiProblem
   */
  prepare(asked: Asked<unknown, unknown, unknown>): Prepared
}

type ContentOf<One extends ApiDescription> = One['content'] extends z.ZodType ? z.infer<One['content']> : null

type Run<One extends ApiDescription> = (
  tx: ShopTransaction,
  asked: Asked<z.infer<One['params']>, z.infer<One['query']>, ContentOf<One>>,
) => Promise<ApiResult<z.input<One['answers']> & object>>

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const read = schema.safeParse(value)
  if (!read.success) throw new ApiProblem('invalid-content', '', errorsIn(read.error))
  return read.data
}

/** A call and what it does with what its schemas let through. */
export const handled = <One extends ApiDescription>(description: One, run: Run<One>): ApiOperation => ({
  ...description,
  prepare: ({ params, query, content, keyId, call }) => {
    const asked = {
      params: parsed<One['params']>(description.params, params),
      query: parsed<One['query']>(description.query, query),
      content: (description.content ? parsed(description.content, content) : null) as ContentOf<One>,
    }
    return (tx) => run(tx, { ...asked, keyId, call })
  },
})
