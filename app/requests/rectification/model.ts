/** How a value is checked, and whether it may be written. Pure. */
import { z } from 'zod'
import { isMailAddress } from '../../platform/mail-address.ts'
import { countryCode } from '../../register/fields.ts'
import { MAX_MAIL_ADDRESS } from '../../register/limits.ts'
import { MAX_CORRECTED_LINE, MAX_STATEMENT } from './limits.ts'
import {
  CORRECTABLE,
  CORRECTED_FIELDS,
  CORRECTION_PLACES,
  type CorrectedField,
  type CorrectionState,
  SETTLED_CORRECTIONS,
  UNDECIDED_CORRECTIONS,
  type ValueProblem,
} from './words.ts'

/** Types of metafields whose values people can type. */
export const METAFIELD_TYPES = [
  'single_line_text_field',
  'multi_line_text_field',
  'date',
  'date_time',
  'number_integer',
  'number_decimal',
  'boolean',
] as const

export const placeKey = z.string().regex(/^[a-z_]{1,20}(\/[A-Za-z0-9_.$:-]{1,200})?$/)

export const heldValues = z.partialRecord(z.enum(CORRECTED_FIELDS), z.string().nullable())
export type HeldValues = z.infer<typeof heldValues>

/** Where values are held that belong together: a customer, an address, an order. */
export const heldPlace = z.strictObject({
  /** What forms call it: `address/17`. */
  key: placeKey,
  kind: z.enum(CORRECTION_PLACES),
  /** Shopify's. Null for a new address. */
  id: z.string().nullable(),
  /** By which people know it: `#1001`, a street, the name of a field. */
  name: z.string(),
  /** Of a metafield. */
  type: z.string().nullable(),
  values: heldValues,
})
export type HeldPlace = z.infer<typeof heldPlace>

/** What was read of a person. */
export const heldToCorrect = z.strictObject({
  places: z.array(heldPlace),
  /** Scopes without which something could not be read. */
  missing: z.array(z.string()),
})
export type HeldToCorrect = z.infer<typeof heldToCorrect>

/** Empty is nothing. */
export const givenOrNull = (text: string | null | undefined): string | null => text?.trim() || null

/** Fields that cannot be emptied: without them the rest means nothing. */
const REQUIRED: ReadonlySet<CorrectedField> = new Set(['locale', 'country', 'city', 'address1', 'text'])

type Check = { ok: true; value: string } | { ok: false; problem: ValueProblem }

const good = (value: string): Check => ({ ok: true, value })
const wrong = (problem: ValueProblem): Check => ({ ok: false, problem })

const matching =
  (pattern: RegExp, problem: ValueProblem) =>
  (text: string): Check =>
    pattern.test(text) ? good(text) : wrong(problem)

/** Neither control characters nor line breaks. */
const LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u
/** E.164, without the signs that people set between digits. */
const PHONE = /^\+[1-9]\d{6,14}$/
const phone = (text: string): Check => {
  const digits = text.replaceAll(/[\s().\u00a0\u202f/-]/g, '').replace(/^00/, '+')
  return PHONE.test(digits) ? good(digits) : wrong('phone')
}
const country = (text: string): Check => {
  const code = countryCode.safeParse(text.toUpperCase())
  return code.success ? good(code.data) : wrong('country')
}
/** The part of ISO 3166-2 behind the country. */
const province = (text: string): Check => {
  const code = text.toUpperCase().replace(/^[A-Z]{2}-/, '')
  return /^[A-Z0-9]{1,5}$/.test(code) ? good(code) : wrong('province')
}
const locale = (text: string): Check => {
  const [, language = '', region] = /^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}))?$/.exec(text) ?? []
  if (!language) return wrong('locale')
  return good(region ? `${language.toLowerCase()}-${region.toUpperCase()}` : language.toLowerCase())
}

const CHECKS: Partial<Record<CorrectedField, (text: string) => Check>> = {
  email: (text) => (text.length <= MAX_MAIL_ADDRESS && isMailAddress(text) ? good(text) : wrong('email')),
  phone,
  country,
  province,
  locale,
}

const TYPE_CHECKS: Partial<Record<string, (text: string) => Check>> = {
  date: (text) => (z.iso.date().safeParse(text).success ? good(text) : wrong('date')),
  date_time: (text) =>
    z.iso.datetime({ offset: true, local: true }).safeParse(text).success ? good(text) : wrong('date_time'),
  number_integer: matching(/^-?\d{1,16}$/, 'number'),
  number_decimal: matching(/^-?\d{1,13}(\.\d{1,9})?$/, 'number'),
  boolean: matching(/^(true|false)$/, 'boolean'),
}

/** The value that somebody typed, as Shopify takes it; null removes it. */
export function checkedValue(
  { kind, type }: Pick<HeldPlace, 'kind' | 'type'>,
  field: CorrectedField,
  typed: string,
): { ok: true; value: string | null } | { ok: false; problem: ValueProblem } {
  const text = typed.trim()
  if (text === '') return REQUIRED.has(field) ? wrong('required') : { ok: true, value: null }
  const isLong = field === 'text' || type === 'multi_line_text_field'
  if (text.length > (isLong ? MAX_STATEMENT : MAX_CORRECTED_LINE)) return wrong('too_long')
  if (!isLong && !LINE.test(text)) return wrong('not_a_line')
  const check = kind === 'metafield' ? TYPE_CHECKS[type ?? ''] : CHECKS[field]
  return check ? check(text) : good(text)
}

const same = (one: string | null | undefined, other: string | null | undefined) =>
  givenOrNull(one) === givenOrNull(other)

/**
 * Whether a value may be written: not over what somebody wrote since it was read. What is already right is done, so that a job
 * that was killed behind the write finds its work done.
 */
export function judgeValue(change: { old: string | null; new: string | null; now: string | null }) {
  if (same(change.now, change.new)) return 'already' as const
  return same(change.now, change.old) ? ('write' as const) : ('conflict' as const)
}

/** The lines of an address as one text, by which it is compared and shown. */
export const addressText = (values: HeldValues): string =>
  CORRECTABLE.address.fields
    .map((field) => givenOrNull(values[field]))
    .filter((value) => value !== null)
    .join(', ')

export const isSettledCorrection = (state: CorrectionState): boolean =>
  SETTLED_CORRECTIONS.some((settled) => settled === state)
export const isUndecided = (state: CorrectionState): boolean => UNDECIDED_CORRECTIONS.some((open) => open === state)

/** What staff may decide about a correction now. What is not there any more can only be refused, or done by hand. */
export function decisionsOn(state: CorrectionState, code: string | null): ('accept' | 'refuse' | 'by_hand')[] {
  if (isSettledCorrection(state) && state !== 'refused') return []
  const canAccept = state !== 'accepted' && code !== 'gone'
  return [
    ...(canAccept ? (['accept'] as const) : []),
    ...(state === 'refused' ? [] : (['refuse'] as const)),
    ...(state === 'proposed' || state === 'refused' ? [] : (['by_hand'] as const)),
  ]
}
