/** What may be answered to the questions of the guided set-up. Pure. */
import { z } from 'zod'
import { countryCode, mailAddress, recipientId, webAddress } from '../fields.ts'
import { MAX_MONTHS } from '../limits.ts'
import { block, requiredLine } from '../text.ts'
import { MOST_OTHERS, MOST_PARTNERS, MOST_SERVICES } from './limits.ts'
import { type Question, SHIPPED_TO, type ToolQuestion } from './words.ts'

/** Two companies whose names differ in nothing but capitals are one. */
export const nameKey = (name: string): string => name.trim().toLowerCase()

/** A list in which nobody stands twice. */
const eachOnce = <Item extends z.ZodType>(item: Item, most: number, keyOf: (item: z.output<Item>) => string) =>
  z
    .array(item)
    .max(most)
    .refine((items) => new Set(items.map(keyOf)).size === items.length, 'twice')

const pickedService = z.strictObject({
  /** Of the catalogue. */
  id: recipientId,
  /** Where the company is, when the catalogue does not know; null when staff do not know it either. */
  country: countryCode.nullable(),
  /** Ticked by Kept, because the storefront showed it, and left so. */
  seen: z.boolean(),
})

const otherService = z.strictObject({
  name: requiredLine(),
  country: countryCode,
  privacyPolicyUrl: webAddress.nullable(),
})

const tools = {
  services: eachOnce(pickedService, MOST_SERVICES, ({ id }) => id),
  others: eachOnce(otherService, MOST_OTHERS, ({ name }) => nameKey(name)),
}

const yesOrNo = z.strictObject({ yes: z.boolean() }).nullable()

const usedTools = z.strictObject(tools)

const company = z
  .strictObject({
    name: requiredLine(),
    address: block().min(1),
    country: countryCode,
    email: mailAddress,
    contactPageUrl: webAddress.nullable(),
    /** Null: there is no data protection officer. */
    dpoEmail: mailAddress.nullable(),
  })
  // GDPR Art. 37(7) and 38(6): the officer's own contact details, not the till's.
  .refine(({ email, dpoEmail }) => dpoEmail === null || dpoEmail.toLowerCase() !== email.toLowerCase(), {
    path: ['dpoEmail'],
    message: 'dpo_is_shop',
  })

const partner = z.strictObject({ name: requiredLine(), country: countryCode, privacyPolicyUrl: webAddress })

/** Null: skipped. A question that is not there has not been reached. */
export const answersSchema = z
  .strictObject({
    company: company.nullable(),
    markets: z.strictObject({ ships: z.enum(SHIPPED_TO), usVisitors: z.boolean() }).nullable(),
    email: usedTools.nullable(),
    ads: usedTools.nullable(),
    statistics: usedTools.nullable(),
    reviews: usedTools.nullable(),
    support: usedTools.nullable(),
    delivery: usedTools.nullable(),
    payment: usedTools.nullable(),
    /** Empty: there are none. */
    partners: z.strictObject({ partners: eachOnce(partner, MOST_PARTNERS, ({ name }) => nameKey(name)) }).nullable(),
    professionals: yesOrNo,
    stores: z.strictObject({ yes: z.boolean(), ...tools }).nullable(),
    accounts: yesOrNo,
    /** Months without a visit, an order or a reaction after which data is deleted or made anonymous. */
    inactivity: z.strictObject({ months: z.int().min(1).max(MAX_MONTHS) }).nullable(),
    /** `keptCountry`: where the installation of Kept runs; null when staff do not know. */
    site: z.strictObject({ ...tools, keptCountry: countryCode.nullable() }).nullable(),
  } satisfies Record<Question, z.ZodType>)
  .partial()

export type Answers = z.output<typeof answersSchema>

/** The tools that an answer names; none when the question was skipped. */
export function toolsOf(answers: Answers, question: ToolQuestion): z.output<typeof usedTools> {
  const answer = answers[question]
  return { services: answer?.services ?? [], others: answer?.others ?? [] }
}
