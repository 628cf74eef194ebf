/** Reads the records of a file, portion by portion: neither the file nor much of it is ever in memory. */
import { pipeline, Readable } from 'node:stream'
import { JSONParser } from '@streamparser/json'
import { CsvError, parse } from 'csv-parse'
import { forShop } from '../../platform/db.ts'
import { isReservedKey } from '../../platform/json.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { MAX_RECORD, MOST_COLUMNS } from './limits.ts'
import { readImportPortion } from './store.ts'
import type { FileProblem } from './words.ts'

/** The file, or this place of it, cannot be read by anybody. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly problem: FileProblem

  constructor(problem: FileProblem) {
    super(`The file cannot be read: ${problem}`)
    this.problem = problem
  }
}

interface FileToRead {
  shop: ShopDomain
  id: string
  format: 'csv' | 'json'
}

/** The bytes of the file. Each portion is read in a transaction of its own. */
async function* portions({ shop, id }: Omit<FileToRead, 'format'>): AsyncGenerator<Buffer> {
  for (let number = 0; ; number += 1) {
    const portion = await forShop(shop, (tx) => readImportPortion(tx, id, number))
    if (!portion) return
    yield portion
  }
}

const UTF16_LE = [0xff, 0xfe]

/** @throws UnreadableFile for bytes that are no text in UTF-8, or in UTF-16 with its mark: nobody can say what they mean */
async function* textOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  try {
    for await (const part of bytes) {
      decoder ??= new TextDecoder(part[0] === UTF16_LE[0] && part[1] === UTF16_LE[1] ? 'utf-16le' : 'utf-8', {
        fatal: true,
      })
      yield decoder.decode(part, { stream: true })
    }
    const rest = decoder?.decode() ?? ''
    if (rest !== '') yield rest
  } catch (error) {
    if (error instanceof TypeError) throw new UnreadableFile('not_utf8')
    throw error
  }
}

const DELIMITERS = [',', ';', '\t']

/** What divides the columns: the sign that stands most often in the first line. */
function delimiterIn(text: string): string {
  const [line = ''] = text.slice(0, MAX_RECORD).split(/\r|\n/, 1)
  const times = (sign: string) => line.split(sign).length
  return DELIMITERS.reduce((best, sign) => (times(sign) > times(best) ? sign : best))
}

/** So much of a text is parsed at once. */
const SLICE = 16 * 1024

function* slices(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += SLICE) yield text.slice(at, at + SLICE)
}

/** Cells, row by row; the first row names the columns. */
async function* csvRows(text: AsyncGenerator<string>): AsyncGenerator<string[]> {
  const first = await text.next()
  if (first.done) return
  const all = async function* () {
    yield* slices(first.value)
    for await (const part of text) yield* slices(part)
  }
  const parser = parse({
    delimiter: delimiterIn(first.value),
    max_record_size: MAX_RECORD,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    bom: true,
  })
  // What goes wrong before it reaches whoever reads the rows.
  pipeline(Readable.from(all()), parser, () => undefined)
  try {
    yield* parser as AsyncIterable<string[]>
  } catch (error) {
    if (error instanceof CsvError)
      throw new UnreadableFile(error.code === 'CSV_MAX_RECORD_SIZE' ? 'record_too_long' : 'unreadable')
    throw error
  } finally {
    parser.destroy()
    await text.return(undefined)
  }
}

/** The values of an object, those of objects inside by `outer.inner`. */
function flat(value: object, before = '', depth = 0): Map<string, string> {
  const cells = new Map<string, string>()
  for (const [key, inner] of Object.entries(value).slice(0, MOST_COLUMNS)) {
    if (isReservedKey(key)) continue
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner) && depth < 2)
      for (const [name, cell] of flat(inner, `${before}${key}.`, depth + 1)) cells.set(name, cell)
    else if (inner !== null && inner !== undefined)
      cells.set(`${before}${key}`, Array.isArray(inner) ? inner.join(',') : String(inner))
  }
  return cells
}

/** The columns of JSON are those of its first records. */
const LOOKED_AT = 200

/** Objects of a list, or one after another, as rows; the first names the columns. */
async function* jsonRows(text: AsyncGenerator<string>): AsyncGenerator<string[]> {
  let names: string[] | null = null
  let begun: Map<string, string>[] = []
  const rowOf = (cells: Map<string, string>) => names?.map((name) => cells.get(name) ?? '') ?? []
  const begin = function* () {
    names = [...new Set(begun.flatMap((cells) => [...cells.keys()]))].slice(0, MOST_COLUMNS)
    yield names
    yield* begun.map(rowOf)
    begun = []
  }
  for await (const cells of jsonObjects(text)) {
    if (names) yield rowOf(cells)
    else if (begun.push(cells) >= LOOKED_AT) yield* begin()
  }
  if (!names && begun.length > 0) yield* begin()
}

async function* jsonObjects(text: AsyncGenerator<string>): AsyncGenerator<Map<string, string>> {
  const found: Map<string, string>[] = []
  let unended = 0
  let parser: JSONParser | null = null
  const begin = (start: string) => {
    // A list, or objects one after another.
    const paths = start.trimStart().startsWith('[') ? ['$.*'] : ['$']
    const made = new JSONParser({ paths, keepStack: false, separator: '' })
    made.onValue = ({ value }) => {
      unended = 0
      if (value !== null && typeof value === 'object') found.push(flat(value))
    }
    return made
  }
  for await (const part of text) {
    const clean = part.replace(/^\uFEFF/, '')
    parser ??= begin(clean)
    for (const slice of slices(clean)) {
      unended += slice.length
      try {
        parser.write(slice)
      } catch {
        throw new UnreadableFile('unreadable')
      }
      if (unended > MAX_RECORD + SLICE) throw new UnreadableFile('record_too_long')
      yield* found.splice(0)
    }
  }
}

/**
 * The rows of a file, its columns' names first.
 *
 * @throws UnreadableFile
 */
export async function* readRecords(file: FileToRead): AsyncGenerator<string[]> {
  const text = textOf(portions(file))
  const rows = file.format === 'csv' ? csvRows(text) : jsonRows(text)
  let isFirst = true
  for await (const row of rows) {
    if (isFirst && row.length > MOST_COLUMNS) throw new UnreadableFile('no_columns')
    isFirst = false
    yield row
  }
  if (isFirst) throw new UnreadableFile('empty')
}
