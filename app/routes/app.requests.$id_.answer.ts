import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { readJson } from '../platform/body.ts'
import { pacedBody } from '../platform/paced.ts'
import {
  answerPortions,
  type MakeResult,
  makeAnswer,
  noteDownload,
  noteLookedAt,
  readAnswerPart,
  whoAsks,
} from '../requests/index.ts'
import { asStaffWithCustomerData } from '../shopify/staff.ts'

const requestId = z.uuid()
const part = z.enum(['preview', 'letter']).nullable()

/** The answer as staff see it: the file, or its first page or letter, to look at. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  return asStaffWithCustomerData({ request, params }, async ({ shop, id: staffId, inShop, shows }) => {
    const id = requestId.safeParse(params.id)
    const asked = part.safeParse(new URL(request.url).searchParams.get('part'))
    if (!id.success || !asked.success) throw data(null, { status: 404 })
    shows(await inShop((tx) => whoAsks(tx, [id.data])))
    const wanted = asked.data
    if (wanted) {
      const text = await inShop((tx) => readAnswerPart(tx, id.data, wanted))
      if (text === null) throw data(null, { status: 404 })
      return { part: wanted, text }
    }
    if (!(await inShop((tx) => noteDownload(tx, id.data, { by: 'staff', staffId })))) throw data(null, { status: 404 })
    const body = pacedBody(answerPortions(shop, id.data), { drained: context.drained, signal: request.signal })
    return new Response(body, {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="answer-${id.data}.zip"`,
        'cache-control': 'no-store, no-transform',
      },
    })
  })
}

const sent = z.strictObject({ intent: z.enum(['look', 'make']) })
const MAX_BYTES = 1_000

/** Staff look at what is held, or have the answer made. */
export async function action({ request, params }: ActionFunctionArgs): Promise<MakeResult> {
  return asStaffWithCustomerData({ request, params }, async ({ id: staffId, inShop, shows }) => {
    const [id, parsed] = [requestId.safeParse(params.id), sent.safeParse(await readJson(request, MAX_BYTES))]
    if (!id.success || !parsed.success) throw data(null, { status: 400 })
    const { intent } = parsed.data
    return inShop(async (tx): Promise<MakeResult> => {
      shows(await whoAsks(tx, [id.data]))
      if (intent === 'make') return makeAnswer(tx, id.data)
      return (await noteLookedAt(tx, id.data, staffId)) ? { ok: true } : { ok: false, reason: 'not_from_here' }
    })
  })
}
