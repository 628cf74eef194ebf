import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { fromBuffer, type ZipFile } from 'yauzl'
import { informationOf } from '../../../app/policy/information/information.ts'
import { WRITTEN_LANGUAGES } from '../../../app/register/words.ts'
import { archiveOf } from '../../../app/requests/answer/file/archive.ts'
import type { AnswerFacts, OpenRows } from '../../../app/requests/answer/file/model.ts'
import { survey } from '../../../app/requests/answer/file/survey.ts'
import { zipOf } from '../../../app/requests/answer/file/zip.ts'
import type { AnsweredRow, HeldTable } from '../../../app/requests/held/model.ts'
import { theTemplate } from '../../register/a-register.ts'

export const SIX = WRITTEN_LANGUAGES

const AT = new Date('2026-11-27T10:00:00Z')

const told = new Map<string, AnswerFacts['information']>()

function informationIn(language: AnswerFacts['language']): AnswerFacts['information'] {
  const known = told.get(language)
  if (known) return known
  const version = { number: 3, date: '2026-11-01' }
  const information = informationOf(theTemplate(), {
    language,
    version,
    audience: 'consumer',
    agreed: new Set(),
    country: 'FR',
  })
  told.set(language, information)
  return information
}

export function theFacts(changed: Partial<AnswerFacts> = {}): AnswerFacts {
  const language = changed.language ?? 'en'
  return {
    id: '0199f0a0-0000-7000-8000-000000000001',
    kind: 'access',
    regime: 'gdpr',
    asker: 'person',
    language,
    receivedOn: '2026-11-20',
    identifiedOn: '2026-11-21',
    madeOn: '2026-11-27',
    controller: theTemplate().controller,
    information: informationIn(language),
    unread: [{ table: 'orders', reason: 'older_orders', scope: 'read_all_orders' }],
    ...changed,
  }
}

export const aRow = (table: HeldTable, given: Partial<AnsweredRow> = {}): AnsweredRow => ({
  table,
  id: '1',
  parent: null,
  values: { name: 'Anne' },
  masked: {},
  ...given,
})

export const rowsFrom = (rows: readonly AnsweredRow[]): OpenRows =>
  async function* () {
    yield* rows
  }

export async function archived(facts: AnswerFacts, open: OpenRows, at = AT): Promise<Buffer> {
  const surveyed = await survey(open, () => undefined)
  const portions: Buffer[] = []
  for await (const portion of zipOf(archiveOf(facts, surveyed, { open, onRow: () => undefined }), at))
    portions.push(portion)
  return Buffer.concat(portions)
}

/** The files of an archive by their name, read by a library that has nothing to do with the one that wrote it. */
export async function unzipped(zip: Buffer): Promise<Record<string, string>> {
  const archive: ZipFile = await promisify(fromBuffer as OpenBuffer)(zip, { lazyEntries: true, strictFileNames: true })
  const files: Record<string, string> = {}
  return new Promise((resolve, reject) => {
    archive.on('error', reject)
    archive.on('end', () => resolve(files))
    archive.on('entry', (entry) => {
      archive.openReadStream(entry, (error, stream) => {
        if (error || !stream) return reject(error)
        buffer(stream).then((read) => {
          files[entry.fileName] = read.toString('utf8')
          archive.readEntry()
        }, reject)
      })
    })
    archive.readEntry()
  })
}

type OpenBuffer = (zip: Buffer, options: object, done: (error: Error | null, archive: ZipFile) => void) => void

export const answerFiles = async (facts: AnswerFacts, rows: readonly AnsweredRow[]) =>
  unzipped(await archived(facts, rowsFrom(rows)))
