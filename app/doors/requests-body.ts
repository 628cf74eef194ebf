import type { IncomingMessage, ServerResponse } from 'node:http'
import { MAX_PROOF_BYTES, type SentForm } from '../requests/index.ts'
import { headerOf, Refusal, readBody } from './http.ts'

/** The longest text, each of whose characters takes nine bytes in a form, and the other fields. */
const MAX_FORM_BYTES = 64 * 1024
/** A file that is somewhat too large is read, so that its sender gets a page that says so. */
const MAX_UPLOAD_BYTES = MAX_PROOF_BYTES + 4 * 1024 * 1024
/** A photo over a slow connection. */
const UPLOAD_MS = 25_000
/** Fields of a form with a file: more would cost time for nothing. */
const MOST_PARTS = 12

const FORM = 'application/x-www-form-urlencoded'
const UPLOAD = /^multipart\/form-data;\s*boundary="?([\w'()+,./:=? -]+)"?$/i
/** RFC 2046, 5.1.1. */
const LONGEST_BOUNDARY = 70

const typeOf = (request: IncomingMessage) => headerOf(request, 'content-type') ?? ''

function boundaryIn(type: string): string | undefined {
  const boundary = UPLOAD.exec(type)?.[1]
  return boundary !== undefined && boundary.length <= LONGEST_BOUNDARY ? boundary : undefined
}

export const isUpload = (request: IncomingMessage): boolean => boundaryIn(typeOf(request)) !== undefined

/**
 * Reads a form that a browser posted. The signature was checked before.
 *
 * @throws Refusal 415 for another type, 413 for a body that is larger than any form's, 400 for one that is none
 */
export async function readSentForm(request: IncomingMessage, response: ServerResponse): Promise<SentForm> {
  const type = typeOf(request)
  const boundary = boundaryIn(type)
  if (boundary === undefined) {
    if (type.split(';')[0]?.trim().toLowerCase() !== FORM) throw new Refusal(415, 'This is no form')
    const body = await readBody(request, response, { limit: MAX_FORM_BYTES })
    return { fields: Object.fromEntries(new URLSearchParams(body.toString('utf8'))), file: null }
  }
  const body = await readBody(request, response, { limit: MAX_UPLOAD_BYTES, ms: UPLOAD_MS })
  if (partsIn(body, `--${boundary}`) > MOST_PARTS) throw new Refusal(400, 'The form has too many parts')
  return readUpload(body, type)
}

function partsIn(body: Buffer, boundary: string): number {
  let parts = 0
  for (let at = body.indexOf(boundary); at >= 0 && parts <= MOST_PARTS; at = body.indexOf(boundary, at + 1)) parts += 1
  return parts
}

async function readUpload(body: Buffer, type: string): Promise<SentForm> {
  const sent: SentForm = { fields: {}, file: null }
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData().catch(() => {
    throw new Refusal(400, 'The form is damaged')
  })
  for (const [name, value] of form) {
    if (typeof value === 'string') sent.fields[name] = value
    else if (name === 'file') sent.file = new Uint8Array(await value.arrayBuffer())
  }
  return sent
}
