/**
 * A request's body, read to `limit` bytes at most.
 *
 * @throws Response 413 above the limit, without reading on.
 */
export async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength
    if (size > limit) throw new Response(null, { status: 413 })
    chunks.push(read.value)
  }
  return Buffer.concat(chunks)
}

/** The same as text. Bytes that are no UTF-8 become U+FFFD. */
export const readText = async (request: Request, limit: number): Promise<string> =>
  (await readBytes(request, limit)).toString('utf8')

/**
 * The fields of a form as browsers send it (application/x-www-form-urlencoded): whatever else the body is has none.
 *
 * @throws Response 413 above `limit` bytes.
 */
export async function readForm(request: Request, limit: number): Promise<Record<string, string>> {
  return Object.fromEntries(new URLSearchParams(await readText(request, limit)))
}

/**
 * The JSON of a request's body.
 *
 * @throws Response 413 above `limit` bytes; 400 for what is not JSON.
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const text = await readText(request, limit)
  try {
    return JSON.parse(text)
  } catch {
    throw new Response(null, { status: 400 })
  }
}
