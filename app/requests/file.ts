import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { isMailAddress } from '../platform/mail-address.ts'
import { AUDIENCES, countryCode, LANGUAGES, MAX_MAIL_ADDRESS } from '../register/index.ts'
import { identifiersOf } from '../subjects/index.ts'
import { dayIn, momentOn } from './clock/model.ts'
import { MAX_ORIGINAL_CHARACTERS, MAX_REQUEST_TEXT } from './limits.ts'
import { type OpenedRequest, openRequest } from './open.ts'
import { ASKERS, FILED_CHANNELS, REQUEST_KINDS } from './words.ts'

const empty = (text: string) => text.trim() === ''

/** What staff fill in for a request that reached them. An e-mail address, a phone number or a customer says who asks. */
export const filing = z
  .strictObject({
    kind: z.enum(REQUEST_KINDS),
    channel: z.enum(FILED_CHANNELS),
    asker: z.enum(ASKERS),
    audience: z.enum(AUDIENCES),
    email: z
      .string()
      .trim()
      .max(MAX_MAIL_ADDRESS)
      .refine((text) => empty(text) || isMailAddress(text), 'not_an_address'),
    phone: z
      .string()
      .trim()
      .max(40)
      .regex(/^[+\d\s().-]*$/, 'not_a_phone'),
    customerId: z.string().trim().max(20).regex(/^\d*$/, 'not_a_customer'),
    receivedOn: z.iso.date(),
    country: countryCode.nullable(),
    region: z
      .string()
      .trim()
      .toUpperCase()
      .max(3)
      .regex(/^[A-Z\d]*$/)
      .nullable(),
    language: z.enum(LANGUAGES).nullable(),
    text: z.string().max(MAX_REQUEST_TEXT),
    /** The e-mail itself, in Base64. */
    original: z.base64().max(MAX_ORIGINAL_CHARACTERS).nullable(),
  })
  .refine(({ email, phone, customerId }) => ![email, phone, customerId].every(empty), {
    path: ['email'],
    message: 'nobody_named',
  })

export type Filing = z.infer<typeof filing>

const FILING_PROBLEMS = ['nobody_named', 'not_an_address', 'not_a_phone', 'not_a_customer'] as const
export type FilingProblem = (typeof FILING_PROBLEMS)[number] | 'in_the_future' | 'invalid'

/** What is wrong with each field, the first problem of each. */
export function filingProblems({ issues }: z.ZodError): Record<string, FilingProblem> {
  const problems = issues.toReversed().map(({ path: [field], message }) => {
    return [String(field), FILING_PROBLEMS.find((known) => known === message) ?? 'invalid'] as const
  })
  return Object.fromEntries(problems)
}

export type FileResult = { ok: true; opened: OpenedRequest } | { ok: false; reason: 'in_the_future' }

/**
 * Files a request that came by e-mail, post or phone. Its time counts from the day on which the shop received it, which may
 * be long before it is filed.
 */
export async function fileRequest(
  tx: ShopTransaction,
  { email, phone, customerId, receivedOn, text, original, ...asked }: Filing,
  { staffId, timeZone }: { staffId: string; timeZone: string },
): Promise<FileResult> {
  const now = clock.now()
  const today = dayIn(timeZone, now)
  if (receivedOn > today) return { ok: false, reason: 'in_the_future' }
  const opened = await openRequest(tx, {
    ...asked,
    person: identifiersOf({ id: customerId, email, phone }),
    timeZone,
    receivedAt: receivedOn === today ? now : momentOn(receivedOn, timeZone),
    externalId: null,
    details: { orders: [], text: text.trim() || null },
    original: original === null ? null : Buffer.from(original, 'base64'),
    by: { actor: 'staff', actorId: staffId },
  })
  return { ok: true, opened }
}
