import { MAX_LINE_BYTES } from '../seals/format.ts'

const NEWLINE = 0x0a

/** Some whole lines of a file, as bytes. The file's last line may lack its newline. */
export interface LineBlock {
  bytes: Uint8Array
  /** The next line is longer than any valid line. Reading stops. */
  tooLong: boolean
}

/** Reads a file as blocks of whole lines, each about as large as a chunk of the source. */
export async function* readBlocks(source: AsyncIterable<Uint8Array>): AsyncGenerator<LineBlock> {
  let rest = Buffer.alloc(0)
  for await (const chunk of source) {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end === 0) {
      rest = Buffer.concat([rest, chunk])
    } else {
      yield { bytes: Buffer.concat([rest, chunk.subarray(0, end)]), tooLong: false }
      rest = Buffer.from(chunk.subarray(end))
    }
    if (rest.length > MAX_LINE_BYTES) {
      yield { bytes: new Uint8Array(), tooLong: true }
      return
    }
  }
  if (rest.length > 0) yield { bytes: rest, tooLong: false }
}

/** Calls `line` with each line, without its newline (and without the CR that some transfers add). */
export function forEachLine(bytes: Uint8Array, line: (line: Uint8Array) => void): void {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(NEWLINE, start)
    const end = found < 0 ? bytes.length : found
    line(bytes.subarray(start, end > start && bytes[end - 1] === 0x0d ? end - 1 : end))
    start = end + 1
  }
}
