/** What the calls of the API take and answer: the OpenAPI document is made of these schemas. Pure. */
import { z } from 'zod'
import { FIRST_CHOICE, MAX_ASKED_BY, MAX_REFERENCE } from '../../consent/elsewhere/limits.ts'
import { wording } from '../../consent/elsewhere/model.ts'
import { GIVEN_AT } from '../../consent/elsewhere/words.ts'
import { purposeKey } from '../../consent/model.ts'
import { isMailAddress } from '../../platform/mail-address.ts'
import { MAX_MAIL_ADDRESS, MOST_CHOICES } from '../../register/limits.ts'
import { AUDIENCES, LANGUAGES } from '../../register/words.ts'
import { MAX_PHONE, MAX_REQUEST_TEXT } from '../../requests/limits.ts'
import { ASKERS, FILED_CHANNELS, REQUEST_CHANNELS, REQUEST_KINDS, REQUEST_STATES } from '../../requests/words.ts'
import { MAX_API_PAGE, USUAL_API_PAGE } from '../limits.ts'

const customerId = z
  .string()
  .regex(/^[1-9]\d{0,19}$/)
  .describe('Shopify’s id of the customer, the number alone')
const email = z
  .string()
  .trim()
  .max(MAX_MAIL_ADDRESS)
  .refine(isMailAddress, 'is no e-mail address')
  .describe('An e-mail address')
const moment = z.iso.datetime({ offset: true })

/** Whom a call is about. */
export const apiPerson = z
  .strictObject({ customerId: customerId.optional(), email: email.optional() })
  .refine(({ customerId: id, email: address }) => id !== undefined || address !== undefined, 'names nobody')
  .describe('Whom it is about: a customer of Shopify’s, an e-mail address, or both')

const person = z
  .uuid()
  .nullable()
  .describe(
    'Kept’s id of the person, which says nothing of them. Null for somebody whom Kept does not know, or who was erased',
  )
const customer = z.string().nullable().describe('Shopify’s id of the customer; null for nobody known there')

export const purposeList = z.object({
  purposes: z.array(z.object({ id: z.string(), name: z.string().describe('In English, or as it was published') })),
})

export const consentState = z.object({
  person,
  customer,
  restricted: z.boolean().describe('Their data may only be stored (GDPR Art. 18): use no consent meanwhile'),
  purposes: z
    .array(
      z.object({
        purpose: z.string(),
        granted: z.boolean(),
        decidedAt: z.iso.datetime(),
        record: z.uuid().describe('The record in the ledger'),
      }),
    )
    .describe('Every purpose that the person was asked about. One that is missing was never agreed to'),
})

export const newConsent = z.strictObject({
  person: apiPerson,
  choices: z
    .record(purposeKey, z.boolean())
    .refine((choices) => Object.keys(choices).length > 0, 'decides nothing')
    .refine((choices) => Object.keys(choices).length <= MOST_CHOICES, 'has too many purposes')
    .describe('True: the person agreed; false: they refused or withdrew. By the purpose’s id'),
  decidedAt: moment
    .refine((at) => Date.parse(at) >= Date.parse(FIRST_CHOICE), 'is too long ago')
    .describe('When the person chose'),
  where: z.enum(GIVEN_AT).describe('Where the person was asked'),
  wording: wording.describe('The words that the person was asked with, as evidence').optional(),
  askedBy: z.string().trim().min(1).max(MAX_ASKED_BY).describe('Who asked: a till, a member of the team').optional(),
  reference: z.string().trim().min(1).max(MAX_REFERENCE).describe('The record’s number in your own system').optional(),
})

export const recordedConsent = z.object({ id: z.uuid(), recordedAt: z.iso.datetime(), person, customer })

export const newRequest = z
  .strictObject({
    kind: z.enum(REQUEST_KINDS),
    channel: z.enum(FILED_CHANNELS).describe('How the person reached the shop'),
    person: z.strictObject({
      customerId: customerId.optional(),
      email: email.optional(),
      phone: z
        .string()
        .trim()
        .max(MAX_PHONE)
        .regex(/^[+\d\s().-]*$/)
        .optional(),
    }),
    asker: z.enum(ASKERS).default('person'),
    audience: z.enum(AUDIENCES).default('consumer'),
    receivedOn: z.iso
      .date()
      .describe('The day on which the shop received it, at the shop’s place. Left out: today')
      .optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .describe('ISO 3166-1')
      .optional(),
    region: z
      .string()
      .regex(/^[A-Z\d]{1,3}$/)
      .describe('ISO 3166-2, without the country')
      .optional(),
    language: z.enum(LANGUAGES).describe('Of the answer').optional(),
    text: z.string().max(MAX_REQUEST_TEXT).describe('What the person wrote or said').default(''),
  })
  .refine(({ person: named }) => Object.values(named).some((value) => value !== undefined), {
    path: ['person'],
    message: 'names nobody',
  })

export const requestState = z.object({
  id: z.uuid(),
  kind: z.enum(REQUEST_KINDS),
  state: z.enum(REQUEST_STATES),
  channel: z.enum(REQUEST_CHANNELS),
  receivedAt: z.iso.datetime(),
  dueOn: z.iso.date().nullable().describe('The last day for the answer'),
  closedAt: z.iso.datetime().nullable(),
  person,
  customer,
})

export const requestList = z.object({
  requests: z.array(requestState),
  next: z.uuid().nullable().describe('Pass it as `after` to get the next page; null on the last one'),
})

export const listedRequests = z.strictObject({
  view: z.enum(['open', 'closed', 'all']).default('open'),
  customer: customerId.optional(),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(MAX_API_PAGE).default(USUAL_API_PAGE),
})

export const ofCustomer = z.strictObject({ customerId })
export const ofRequest = z.strictObject({ requestId: z.uuid() })
export const findConsents = z.strictObject({ person: apiPerson })
export const nothing = z.strictObject({})
