/** Refinements put codes of `problems.ts` in the place of messages. */
import { z } from 'zod'
import { MAX_BLOCK, MAX_NAME, MAX_TEXT } from './limits.ts'
import { LANGUAGES, type Language } from './words.ts'

/** PostgreSQL stores no U+0000, a spreadsheet no control character, and a lone surrogate has no canonical JSON. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]|\p{Surrogate}/u

const writing = (max: number) =>
  z
    .string()
    // Browsers send the lines of a form field with CRLF (HTML, "multipart/form-data" encoding).
    .overwrite((value) => value.replace(/\r\n?/g, '\n'))
    .trim()
    .normalize('NFC')
    .max(max)
    .refine((value) => !UNPRINTABLE.test(value), 'unprintable')

/** One line without translation: a company's name, a reference. */
export const line = (max = MAX_NAME) => writing(max).refine((value) => !/[\n\t]/.test(value), 'several_lines')

export const requiredLine = (max = MAX_NAME) => line(max).min(1)

/** Several lines without translation: a postal address. */
export const block = (max = MAX_BLOCK) => writing(max)

export const language = z.enum(LANGUAGES)

/** The merchant's text per language; empty when there is none. */
export const text = (max = MAX_TEXT) => z.partialRecord(language, writing(max).min(1))

/** A text in a stored version. It was validated when it was saved, and is only read here. */
export const storedText: z.ZodType<Text> = z.partialRecord(language, z.string())

/** A text that must be written in at least one language. */
export const requiredText = (max = MAX_TEXT) => text(max).refine((texts) => Object.keys(texts).length > 0, 'unwritten')

export type Text = Partial<Record<Language, string>>

/** The languages in which a text is written, in the order of `LANGUAGES`. */
export const languagesOf = (written: Text): Language[] => LANGUAGES.filter((each) => written[each] !== undefined)

export const isWritten = (written: Text): boolean => languagesOf(written).length > 0

/** The text in one language, else in the register's own, else in any; empty when it is not written. */
export function inLanguage(written: Text, wanted: Language, fallback: Language): string {
  const [any] = languagesOf(written)
  return written[wanted] ?? written[fallback] ?? (any && written[any]) ?? ''
}

/** The language of a Shopify locale (`fr`, `pt-BR`); undefined when it is not an official language of the EU. */
export function languageOfLocale(locale: string): Language | undefined {
  const [first] = locale.toLowerCase().split(/[-_]/)
  return LANGUAGES.find((each) => each === first)
}
