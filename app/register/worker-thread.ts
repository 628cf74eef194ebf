/** The tasks that run on a thread: everything that parses or compares whole registers. No I/O. */
import type { StaffLanguage } from '../platform/i18n.ts'
import { diffRegisters } from './diff.ts'
import type { EntryRef } from './entries.ts'
import { article30 } from './files/article30.ts'
import { exportRegister } from './files/export.ts'
import { type ImportError, importRegister } from './files/import.ts'
import { writeXlsx } from './files/xlsx.ts'
import { type DescribedChanges, describeChanges } from './form/changes.ts'
import { describeImportError } from './staff-texts.ts'
import { registerIn } from './versions/store.ts'

const textOf = (file: Uint8Array) => Buffer.from(file.buffer, file.byteOffset, file.byteLength).toString('utf8')

export type ReadImport =
  /** The register as JSON, and the parts that differ from the draft. */
  { ok: true; content: string; edited: EntryRef[] } | { ok: false; errors: ImportError[] }

/** Parses a file that will replace a draft. */
export function readImport({ file, draft }: { file: Uint8Array; draft: string | null }): ReadImport {
  const imported = importRegister(textOf(file))
  if (!imported.ok) return imported
  const { register } = imported
  const edited = draft === null ? [] : diffRegisters(registerIn(draft), register).map(({ entry }) => entry)
  return { ok: true, content: JSON.stringify(register), edited }
}

export type ImportPreview =
  | { ok: true; name: string; changes: DescribedChanges | null }
  /** In sentences. */
  | { ok: false; errors: string[] }

/** What importing a file would change. */
export function describeImport({
  file,
  draft,
  language,
  size,
}: {
  file: Uint8Array
  draft: string | null
  language: StaffLanguage
  size: number
}): ImportPreview {
  const imported = importRegister(textOf(file))
  if (!imported.ok) return { ok: false, errors: imported.errors.map((each) => describeImportError(each, language)) }
  const { register } = imported
  const changes = draft === null ? null : describeChanges(registerIn(draft), register, { language, size })
  return { ok: true, name: register.controller.name, changes }
}

/** What publishing one register over another would change. */
export const listChanges = ({
  before,
  after,
  ...said
}: {
  before: string
  after: string
  language: StaffLanguage
  size: number
}): DescribedChanges => describeChanges(registerIn(before), registerIn(after), said)

/** The record of processing activities as an XLSX file. */
export const renderWorkbook = ({
  content,
  language,
}: {
  content: string
  language: StaffLanguage
}): Promise<Uint8Array> => writeXlsx(article30(registerIn(content), language))

/** The JSON file for import. */
export const renderExport = ({ content }: { content: string }): string => exportRegister(registerIn(content))
