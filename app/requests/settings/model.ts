/** How a shop works on requests. Pure. */
import { z } from 'zod'
import { isMailAddress } from '../../platform/mail-address.ts'
import { WRITTEN_LANGUAGES } from '../../register/words.ts'
import { MAX_TOLD_STAFF } from '../limits.ts'

const percent = z.int().min(1).max(99)

export const requestSettings = z.strictObject({
  /** Addresses of those who are told of new, due and overdue requests; empty for nobody. */
  tellStaff: z
    .array(z.string().trim().refine(isMailAddress, 'not_an_address'))
    .max(MAX_TOLD_STAFF, 'too_many')
    .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, 'twice')
    .default([]),
  /** The language of mails to staff. */
  staffLanguage: z.enum(WRITTEN_LANGUAGES).default('en'),
  /** How much of the time is over when staff are reminded, in percent; from the earlier to the later. */
  remindAtPercent: z
    .tuple([percent, percent])
    .refine(([first, second]) => first < second, 'not_in_order')
    .default([50, 80]),
  /** The receipt of a request is confirmed to the person by mail. */
  confirmReceipt: z.boolean().default(true),
  /** Requests that Shopify passes on began with the shop's staff: the person gets mails only where the shop says so. */
  writeAboutShopifyRequests: z.boolean().default(false),
  /** An answer for somebody who is signed in goes out without staff having seen it. */
  answerAtOnce: z.boolean().default(false),
  /** The plan of an erasure is confirmed by itself for somebody who is signed in. */
  eraseSignedInAtOnce: z.boolean().default(false),
})

export type RequestSettings = z.infer<typeof requestSettings>

export const DEFAULT_REQUEST_SETTINGS: RequestSettings = requestSettings.parse({})

export type SettingProblem = 'not_an_address' | 'too_many' | 'twice' | 'not_in_order' | 'invalid'
const KNOWN = ['not_an_address', 'too_many', 'twice', 'not_in_order'] as const

/** What is wrong with each field, the first problem of each. */
export function settingProblems({ issues }: z.ZodError): Record<string, SettingProblem> {
  const problems = issues
    .toReversed()
    .map(({ path: [field], message }) => [String(field), KNOWN.find((one) => one === message) ?? 'invalid'] as const)
  return Object.fromEntries(problems)
}
