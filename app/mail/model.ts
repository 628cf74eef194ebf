/** What each mail says: the values that it needs, and which of them a text must not leave out. Pure. */
import { z } from 'zod'
import { WRITTEN_LANGUAGES } from '../register/words.ts'
import { MAX_LINK, MAX_MAIL_SUBJECT, MAX_PARAGRAPH, MAX_PARAGRAPHS, MAX_REASON, MAX_VALUE } from './limits.ts'
import { MAIL_TEMPLATES, type MailTemplate } from './words.ts'

const line = z
  .string()
  .trim()
  .min(1)
  .max(MAX_VALUE)
  .regex(/^[^\r\n]*$/)
const block = z.string().trim().min(1).max(MAX_REASON)
const day = z.iso.date()
const link = z.url({ protocol: /^https?$/ }).max(MAX_LINK)
const aboutRequest = { kind: line, receivedOn: day }
/** `article`: of the GDPR. `occasion`: what the recipient has to do. `reference`: of the notice, for its files. */
const toRecipient = { article: line, occasion: line, reference: line, answerBy: day, link }

/** The values of each mail. `kind`, `occasion`, `authority` and `reason` are in the mail's language. A `link` becomes the button. */
export const MAIL_VALUES = {
  request_received: z.strictObject({ ...aboutRequest, dueOn: day, link: link.optional() }),
  identity_link: z.strictObject({ minutes: z.int().min(1).max(10_000), link }),
  your_link: z.strictObject({ minutes: z.int().min(1).max(10_000), link }),
  centre_link: z.strictObject({ minutes: z.int().min(1).max(10_000), link }),
  more_time: z.strictObject({ ...aboutRequest, dueOn: day, reason: block }),
  answer_ready: z.strictObject({ ...aboutRequest, availableUntil: day, link }),
  refused: z.strictObject({ ...aboutRequest, reason: block, authority: line }),
  erasure_done: z.strictObject({ ...aboutRequest, table: block, authority: line }),
  rectification_done: z.strictObject({ ...aboutRequest, table: block, authority: line, link }),
  restriction_set: z.strictObject({ ...aboutRequest, ground: line, done: block, authority: line }),
  restriction_lifting: z.strictObject({ ...aboutRequest, liftsOn: day, reason: block, authority: line }),
  restriction_kept: z.strictObject({ ...aboutRequest, reason: block, authority: line }),
  review_decided: z.strictObject({ ...aboutRequest, decision: line, reason: block, authority: line }),
  objection_done: z.strictObject({ ...aboutRequest, effects: block, authority: line }),
  staff_new: z.strictObject({ kind: line, dueOn: day, link }),
  staff_due: z.strictObject({ kind: line, dueOn: day, daysLeft: z.int().min(0), link }),
  staff_overdue: z.strictObject({ kind: line, dueOn: day, link }),
  staff_erasure_late: z.strictObject({ kind: line, dueOn: day, link }),
  staff_returned: z.strictObject({ kind: line, dueOn: day, link }),
  recipient_notice: z.strictObject(toRecipient),
  recipient_reminder: z.strictObject(toRecipient),
} as const satisfies Record<MailTemplate, z.ZodObject>

export type MailValues = { [Template in MailTemplate]: z.infer<(typeof MAIL_VALUES)[Template]> }

/** Every mail may name the shop. */
const SHOP = 'shop'

/** What a text may fill in, each written as `{name}`. */
export const placeholdersOf = (template: MailTemplate): string[] => [
  SHOP,
  ...Object.keys(MAIL_VALUES[template].shape).filter((name) => name !== 'link'),
]

/** What the law or the reader needs: a text without it is not saved. */
export const REQUIRED_PLACEHOLDERS: Record<MailTemplate, readonly string[]> = {
  request_received: ['kind', 'dueOn'],
  identity_link: ['minutes'],
  your_link: ['minutes'],
  centre_link: ['minutes'],
  more_time: ['dueOn', 'reason'],
  answer_ready: ['availableUntil'],
  refused: ['kind', 'reason'],
  erasure_done: ['table'],
  rectification_done: ['table'],
  restriction_set: ['ground', 'done'],
  restriction_lifting: ['liftsOn', 'reason'],
  restriction_kept: ['reason'],
  review_decided: ['decision', 'reason'],
  objection_done: ['effects'],
  staff_new: ['kind', 'dueOn'],
  staff_due: ['dueOn'],
  staff_overdue: ['dueOn'],
  staff_erasure_late: ['dueOn'],
  staff_returned: [],
  recipient_notice: ['occasion', 'reference', 'answerBy'],
  recipient_reminder: ['occasion', 'reference', 'answerBy'],
}

/** A mail's text: what staff can word differently. */
export interface MailWording {
  subject: string
  paragraphs: string[]
}

/** What is wrong with a text. `names`: the placeholders that it is about. */
export interface WordingProblem {
  field: 'subject' | 'paragraphs'
  problem: 'empty' | 'too_long' | 'unknown_placeholder' | 'missing_placeholder' | 'stray_brace'
  names: string[]
}

const PLACEHOLDER = /\{([^{}]*)\}/g

const namesIn = (text: string): string[] => [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name)

/** Parses what staff typed. The texts of a mail are paragraphs with an empty line between them. */
export const typedWording = z.strictObject({
  subject: z.string().max(10 * MAX_MAIL_SUBJECT),
  paragraphs: z.array(z.string().max(10 * MAX_PARAGRAPH)).max(10 * MAX_PARAGRAPHS),
})

export const tidied = ({ subject, paragraphs }: MailWording): MailWording => ({
  subject: subject.replaceAll(/\s+/g, ' ').trim(),
  paragraphs: paragraphs.map((one) => one.trim()).filter((one) => one !== ''),
})

/** What stands in the way of saving a text; the first problem of each field. */
export function wordingProblems(template: MailTemplate, { subject, paragraphs }: MailWording): WordingProblem[] {
  const inSubject = problemIn(template, subject, subject.length > MAX_MAIL_SUBJECT)
  const isLong = paragraphs.length > MAX_PARAGRAPHS || paragraphs.some(({ length }) => length > MAX_PARAGRAPH)
  const inParagraphs = problemIn(template, paragraphs.join('\n'), isLong) ?? missingIn(template, paragraphs.join('\n'))
  return [
    ...(inSubject ? [{ field: 'subject' as const, ...inSubject }] : []),
    ...(inParagraphs ? [{ field: 'paragraphs' as const, ...inParagraphs }] : []),
  ]
}

type Problem = Omit<WordingProblem, 'field'>

function problemIn(template: MailTemplate, text: string, isLong: boolean): Problem | null {
  if (text.trim() === '') return { problem: 'empty', names: [] }
  if (isLong) return { problem: 'too_long', names: [] }
  const known = placeholdersOf(template)
  const unknown = namesIn(text).filter((name) => !known.includes(name))
  if (unknown.length > 0) return { problem: 'unknown_placeholder', names: [...new Set(unknown)] }
  return /[{}]/.test(text.replaceAll(PLACEHOLDER, '')) ? { problem: 'stray_brace', names: [] } : null
}

function missingIn(template: MailTemplate, text: string): Problem | null {
  const missing = REQUIRED_PLACEHOLDERS[template].filter((name) => !namesIn(text).includes(name))
  return missing.length > 0 ? { problem: 'missing_placeholder', names: missing } : null
}

/** Fills the placeholders in. One without a value is left out. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(PLACEHOLDER, (_whole, name: string) => values[name] ?? '').replaceAll(/ {2,}/g, ' ')

export const mailTemplate = z.enum(MAIL_TEMPLATES)

export type WrittenLanguage = (typeof WRITTEN_LANGUAGES)[number]

/** The first of these that Kept writes mails in, else English. Null and unknown ones are left out. */
export function writtenLanguage(...wanted: readonly (string | null | undefined)[]): WrittenLanguage {
  const written = wanted.flatMap((one) => WRITTEN_LANGUAGES.find((language) => language === one?.slice(0, 2)) ?? [])
  return written[0] ?? 'en'
}
