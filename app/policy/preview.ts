import type { IsoDate, Register } from '../register/index.ts'
import type { PolicyLanguage } from './languages.ts'
import type { PartId } from './model.ts'
import type { DocumentKind } from './publication/model.ts'
import { toHtml } from './render/html.ts'
import { standalone } from './render/standalone.ts'
import { WRITERS } from './writers.ts'

export interface PolicyPreview {
  html: string
  /** The audiences with a part of their own; none when the whole document is for everybody. */
  readers: PartId[]
  /** The merchant's texts that are shown in another language, because a translation is missing. */
  missing: number
}

interface Wanted {
  document: DocumentKind
  language: PolicyLanguage
  /** `general` stands for everybody. */
  reader: PartId
  today: IsoDate
}

/** A draft's document as customers would read it: all of it, or the parts for one audience. */
export function previewOf(register: Register, { document, language, reader, today }: Wanted): PolicyPreview {
  const written = WRITERS[document](register, { language, version: { number: null, date: today } })
  const readers = written.parts.filter(({ title }) => title !== null).map(({ id }) => id)
  const parts = readers.includes(reader)
    ? written.parts.filter(({ id }) => id === reader || id === 'general')
    : written.parts
  return {
    html: standalone({ language, title: written.title, body: toHtml({ ...written, parts }) }),
    readers,
    missing: written.missing.length,
  }
}
