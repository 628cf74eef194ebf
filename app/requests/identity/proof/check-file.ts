import { fileTypeFromBuffer } from 'file-type'
import { MAX_PROOF_BYTES } from '../../limits.ts'
import { PROOF_TYPES, type ProofProblem, type ProofType } from '../../words.ts'

export type CheckedFile = { ok: true; type: ProofType } | { ok: false; problem: ProofProblem }

/** The end of a PDF stands within its last 1,024 bytes (ISO 32000-1, Annex H.3, note 18). */
const PDF_END_BYTES = 1_024

/**
 * What a PDF does by itself, or brings along (ISO 32000-1, 7.11.4, 12.6.4, 12.7). What is compressed is not seen: so Kept
 * never shows a PDF itself, and staff get it as a file.
 */
const ACTIVE = /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b/

/** Browsers guess a type by so many bytes (WHATWG MIME Sniffing, 5.2). */
const SNIFFED_BYTES = 1_445
/** What a reader could take for a web page. */
const MARKUP = /<(?:!doctype|html|script|svg|body|iframe)/i

/** Whether a file is a PDF, a JPEG or a PNG by its content, whatever its name says. */
export async function checkProofFile(file: Uint8Array): Promise<CheckedFile> {
  if (file.byteLength === 0) return { ok: false, problem: 'empty' }
  if (file.byteLength > MAX_PROOF_BYTES) return { ok: false, problem: 'too_large' }
  const found = await fileTypeFromBuffer(file)
  const type = PROOF_TYPES.find((each) => each === found?.mime)
  if (!type || !isWhole(type, file)) return { ok: false, problem: 'not_a_proof' }
  return isActive(type, file) ? { ok: false, problem: 'active' } : { ok: true, type }
}

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** Each type has an end of its own: nothing is a proof that only begins like one. */
const ENDS: Record<ProofType, (file: Uint8Array) => boolean> = {
  'application/pdf': (file) => latin(file.subarray(-PDF_END_BYTES)).includes('%%EOF'),
  'image/jpeg': (file) => Buffer.from(file).lastIndexOf(Buffer.from([0xff, 0xd9])) > 0,
  'image/png': (file) => Buffer.from(file).lastIndexOf('IEND') > 0,
}

const isWhole = (type: ProofType, file: Uint8Array) => ENDS[type](file)

function isActive(type: ProofType, file: Uint8Array): boolean {
  if (MARKUP.test(latin(file.subarray(0, SNIFFED_BYTES)))) return true
  return type === 'application/pdf' && ACTIVE.test(plainNames(withoutStreams(latin(file))))
}

const [STREAM, END] = ['stream', 'endstream']

/** Pictures and fonts, in which any bytes may stand. */
function withoutStreams(text: string): string {
  const parts: string[] = []
  let at = 0
  for (;;) {
    const start = text.indexOf(STREAM, at)
    const end = start < 0 ? -1 : text.indexOf(END, start + STREAM.length)
    if (end < 0) return parts.concat(text.slice(at)).join('')
    parts.push(text.slice(at, start))
    at = end + END.length
  }
}

/** A name may have any letter as its code: `/#4AS` is `/JS`. */
const plainNames = (text: string) =>
  text.replace(/#([0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
