import type { IsoDate, Register } from '../register/index.ts'
import type { PolicyLanguage } from './languages.ts'
import type { PartId } from './model.ts'
import type { DocumentKind } from './publication/model.ts'
import { toHtml } from './render/html.ts'
import { standalone } from './render/standalone.ts'
import { WRITERS } from './writers.ts'

export interface PolicyPreview {
  html: string
  /** Whom the document speaks to apart; none where all of it is for everybody. */
  readers: PartId[]
  /** Texts of the merchant's that are shown in another language, for want of a translation. */
  missing: number
}

interface Wanted {
  document: DocumentKind
  language: PolicyLanguage
  /** `general`: everybody. */
  reader: PartId
  today: IsoDate
}

/** A document of a draft as customers would read it: all of it, or what one kind of reader is meant to read. */
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
