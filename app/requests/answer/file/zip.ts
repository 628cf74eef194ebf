import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { ZipFile } from 'yazl'
import type { ArchivedFile } from './model.ts'

/** Little enough that writing it keeps nobody waiting. */
const CHUNK_CHARACTERS = 64 * 1024

/**
 * These files as a ZIP archive (Zip64 where it is needed), no faster than it is read. Files are opened one after the other.
 * The same files and the same time make the same bytes.
 */
export async function* zipOf(files: readonly ArchivedFile[], at: Date): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const { outputStream: archive } = zip
  if (!(archive instanceof Readable)) throw new Error('The archive is no stream of Node’s')
  zip.on('error', (error) => archive.destroy(error))
  let current: Readable | null = null
  const options = { mtime: inUtc(at), forceDosTimestamp: true, mode: 0o100644 }
  for (const { name, open } of files) {
    zip.addReadStreamLazy(name, options, (give) => {
      current = Readable.from(chunks(open()), { objectMode: false })
      // yazl leaves the errors of its sources to whoever gives them.
      current.on('error', (error) => archive.destroy(error))
      give(null, current)
    })
  }
  zip.end()
  try {
    for await (const chunk of archive) yield chunk
  } finally {
    archive.destroy()
    stop(current)
  }
}

const stop = (source: Readable | null) => source?.destroy()

/** ZIP has the time of its place; this one is the same wherever it is written. */
const inUtc = (at: Date) => new Date(+at + at.getTimezoneOffset() * 60_000)

/** Gathers texts into chunks. After each, other work of the process gets its turn. */
async function* chunks(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let gathered: string[] = []
  let characters = 0
  for await (const text of texts) {
    gathered.push(text)
    characters += text.length
    if (characters < CHUNK_CHARACTERS) continue
    yield Buffer.from(gathered.join(''))
    ;[gathered, characters] = [[], 0]
    await setImmediate()
  }
  if (characters > 0) yield Buffer.from(gathered.join(''))
}
