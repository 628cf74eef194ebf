import { BodyBudget } from './body-budget.ts'
import { parseJson } from './json.ts'

const MIB = 1024 * 1024

/** Bodies from authenticated staff: room for some imports at once, and always for small bodies. */
const bodies = new BodyBudget({ total: 64 * MIB, small: 64 * 1024, large: 48 * MIB, largeOfNetwork: 48 * MIB })

/**
 * Reads a request's body of at most `limit` bytes.
 *
 * @throws Response 413 above the limit, without reading on; 503 when too many large bodies are being read.
 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new Response(null, { status: 413 })
  const chunks: Uint8Array[] = []
  let size = 0
  const share = bodies.open('staff')
  const reader = request.body?.getReader()
  try {
    for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
      size += read.value.byteLength
      if (size > limit) throw new Response(null, { status: 413 })
      if (!share.take(read.value.byteLength)) throw new Response(null, { status: 503, headers: { 'retry-after': '2' } })
      chunks.push(read.value)
    }
    return Buffer.concat(chunks)
  } finally {
    share.release()
  }
}

/** Decodes UTF-8. Invalid bytes become U+FFFD. */
const readText = async (request: Request, limit: number): Promise<string> =>
  (await readBytes(request, limit)).toString('utf8')

/**
 * The fields of a form in the browsers' encoding (application/x-www-form-urlencoded). Another body has no fields.
 *
 * @throws Response as `readText` does.
 */
export async function readForm(request: Request, limit: number): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await readText(request, limit)))
}

/**
 * The JSON of a request's body.
 *
 * @throws Response as `readText` does; 400 for what is not JSON, or has a key that is one of JavaScript's own.
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const text = await readText(request, limit)
  try {
    return parseJson(text)
  } catch {
    throw new Response(null, { status: 400 })
  }
}
