import type { IsoDate, Register } from '../register/index.ts'
import type { PolicyLanguage } from './languages.ts'
import type { DocumentKind } from './publication/model.ts'
import { WRITERS } from './publication/render.ts'
import { toHtml } from './render/html.ts'
import { standalone } from './render/standalone.ts'

export interface Preview {
  html: string
  /** Texts of the merchant's that are shown in another language, for want of a translation. */
  missing: number
}

/** A document of a draft as customers would read it. */
export function previewOf(
  register: Register,
  { document, language, today }: { document: DocumentKind; language: PolicyLanguage; today: IsoDate },
): Preview {
  const written = WRITERS[document](register, { language, version: { number: null, date: today } })
  return {
    html: standalone({ language, title: written.title, body: toHtml(written) }),
    missing: written.missing.length,
  }
}
