/**
 * The JSON of a request, read to `limit` bytes at most.
 *
 * @throws Response 413 above the limit, without reading on; 400 for what is not JSON.
 */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength
    if (size > limit) throw new Response(null, { status: 413 })
    chunks.push(read.value)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)))
  } catch {
    throw new Response(null, { status: 400 })
  }
}
