import { z } from 'zod'

const withInit = z.object({ type: z.literal('DataWithResponseInit'), init: z.object({ status: z.number() }) })

/** What the browser is answered with: a page returns and throws Remix's `data(value, { status })` as well as a `Response`. */
export const statusOf = (answer: unknown): number | undefined =>
  answer instanceof Response ? answer.status : withInit.safeParse(answer).data?.init.status
