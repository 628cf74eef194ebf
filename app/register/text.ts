/** Messages of refinements are the codes of `problems.ts`. */
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

/** One line that is the same in every language: a company's name, a reference. */
export const line = (max = MAX_NAME) => writing(max).refine((value) => !/[\n\t]/.test(value), 'several_lines')

export const requiredLine = (max = MAX_NAME) => line(max).min(1)

/** Several lines that are the same in every language: a postal address. */
export const block = (max = MAX_BLOCK) => writing(max)

export const language = z.enum(LANGUAGES)

/** What the merchant writes, once per language. Empty when there is nothing to say. */
export const text = (max = MAX_TEXT) => z.partialRecord(language, writing(max).min(1))

/** The same as it stands in a version: it was checked when it was saved, and is only read for what there is of it. */
export const storedText: z.ZodType<Text> = z.partialRecord(language, z.string())

/** A text, where there must be something to say. */
export const requiredText = (max = MAX_TEXT) => text(max).refine((texts) => Object.keys(texts).length > 0, 'unwritten')

export type Text = Partial<Record<Language, string>>

/** The languages that something is written in, in the order of `LANGUAGES`. */
export const languagesOf = (written: Text): Language[] => LANGUAGES.filter((each) => written[each] !== undefined)

export const isWritten = (written: Text): boolean => languagesOf(written).length > 0

/** The text in one language, or in the register's own, or in any; empty when it is written in none. */
export function inLanguage(written: Text, wanted: Language, fallback: Language): string {
  const [any] = languagesOf(written)
  return written[wanted] ?? written[fallback] ?? (any && written[any]) ?? ''
}

/** The language of a locale as Shopify writes it (`fr`, `pt-BR`); none when it is not an official language of the EU. */
export function languageOfLocale(locale: string): Language | undefined {
  const [first] = locale.toLowerCase().split(/[-_]/)
  return LANGUAGES.find((each) => each === first)
}
