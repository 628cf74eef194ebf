import { z } from 'zod'
import { fromEarlier } from './earlier.ts'
import {
  clauseId,
  countryCode,
  dataCategoryId,
  date,
  mailAddress,
  months,
  partKey,
  purposeId,
  recipientId,
  retentionRuleId,
  sentenceId,
  storagePlaceId,
  trackerId,
  unique,
  webAddress,
} from './fields.ts'
import {
  LIMITS,
  MAX_ASK_AGAIN_MONTHS,
  MAX_LIFETIME,
  MAX_NAME,
  MAX_NOTICE_DAYS,
  MOST_HOLDS,
  MOST_ITEMS,
  MOST_PARTS,
} from './limits.ts'
import { MAX_TRACKER_NAME } from './seen/limits.ts'
import { block, language, line, requiredLine, requiredText, text } from './text.ts'
import {
  ASKED_AT,
  AUDIENCES,
  DATA_SOURCES,
  DATA_TOPICS,
  type EntryKind,
  IDENTITY_METHODS,
  LANGUAGES,
  LEGAL_BASES,
  LIFETIME_UNITS,
  PARTIES,
  POLICY_SECTIONS,
  PROVISIONS,
  PURPOSE_CHANNELS,
  PURPOSE_TOPICS,
  RECIPIENT_KINDS,
  RETENTION_ACTIONS,
  RETENTION_SUBJECTS,
  RETENTION_TRIGGERS,
  SERVICES,
  SIGNALS,
  SPECIAL_CATEGORY_CONDITIONS,
  TRACKER_EXEMPTIONS,
  TRACKER_STORAGES,
} from './words.ts'

/** Increased when a stored register would no longer parse. A new field with a default does not need it. */
const SCHEMA_VERSION = 1

const audiences = unique(z.enum(AUDIENCES), AUDIENCES.length).min(1)

/** Who decides on purposes and means: GDPR Art. 4(7), 13(1)(a) and (b). */
export const controller = z.strictObject({
  name: requiredLine(),
  legalForm: line().default(''),
  registrationNumber: line().default(''),
  address: block().default(''),
  country: countryCode.nullable().default(null),
  siteUrl: webAddress.nullable().default(null),
  contactPageUrl: webAddress.nullable().default(null),
  email: mailAddress.nullable().default(null),
  dpoEmail: mailAddress.nullable().default(null),
  /** GDPR Art. 77 and 13(2)(d). */
  supervisoryAuthority: z.strictObject({ name: requiredLine(), url: webAddress }).nullable().default(null),
  /** Art. 27: of a controller outside the EU. */
  representative: z
    .strictObject({ name: requiredLine(), address: block(), email: mailAddress })
    .nullable()
    .default(null),
})

/** A purpose of processing and its legal basis: GDPR Art. 13(1)(c) and (d). */
export const purpose = z.strictObject({
  id: purposeId,
  audience: audiences,
  topic: z.enum(PURPOSE_TOPICS),
  name: requiredText(MAX_NAME),
  description: text().default({}),
  legalBasis: z.enum(LEGAL_BASES),
  /** The interest (Art. 13(1)(d)), when it is the legal basis. */
  legitimateInterest: text().default({}),
  /** The law (Art. 6(3)), when an obligation is the legal basis. */
  legalObligation: text().default({}),
  dataCategories: unique(dataCategoryId, LIMITS.dataCategories).default([]),
  recipients: unique(recipientId, LIMITS.recipients).default([]),
  retentionRules: unique(retentionRuleId, LIMITS.retentionRules).default([]),
  /** Art. 4(4). */
  profiling: z.boolean().default(false),
  /** Art. 13(2)(f) and 22: the logic involved and what follows for the person. */
  automatedDecision: z
    .strictObject({ logic: text().default({}), consequences: text().default({}) })
    .nullable()
    .default(null),
  channel: z.enum(PURPOSE_CHANNELS).default('none'),
  signal: z.enum(SIGNALS).default('none'),
  askedAt: unique(z.enum(ASKED_AT), ASKED_AT.length).default([]),
  provision: z.enum(PROVISIONS).default('optional'),
  /** Art. 13(2)(e): what happens when the person does not give the data. */
  withoutIt: text().default({}),
})

/** GDPR Art. 14(1)(d), 30(1)(c). */
export const dataCategory = z.strictObject({
  id: dataCategoryId,
  audience: audiences,
  topic: z.enum(DATA_TOPICS),
  name: requiredText(MAX_NAME),
  description: text().default({}),
  items: z.array(requiredText(MAX_NAME)).max(MOST_ITEMS).default([]),
  sources: unique(z.enum(DATA_SOURCES), DATA_SOURCES.length).default([]),
  sourceNote: text().default({}),
  /** Art. 9(1). */
  special: z.boolean().default(false),
  specialCondition: z.enum(SPECIAL_CATEGORY_CONDITIONS).nullable().default(null),
  /** `Customer.firstName`: the Shopify field that holds it, for export and redaction. */
  adminFields: unique(z.string().regex(/^[A-Z][A-Za-z]{0,39}(\.[A-Za-z0-9_-]{1,64}){1,4}$/), 100).default([]),
  /** Shopify holds it in a form that nobody may see (a password): it is never exported. */
  exportable: z.boolean().default(true),
})

const transfer = z.discriminatedUnion('mechanism', [
  z.strictObject({ mechanism: z.literal('eea') }),
  /**
   * When the decision covers only listed participants (the EU-US framework): the day on which the list was last
   * checked.
   */
  z.strictObject({ mechanism: z.literal('adequacy'), participationCheckedOn: date.nullable().default(null) }),
  z.strictObject({ mechanism: z.literal('standard_clauses'), signedOn: date.nullable().default(null) }),
  z.strictObject({ mechanism: z.literal('none') }),
])

/** Who receives the data: GDPR Art. 4(9), 13(1)(e) and (f). */
export const recipient = z.strictObject({
  id: recipientId,
  audience: audiences,
  kind: z.enum(RECIPIENT_KINDS),
  service: z.enum(SERVICES),
  name: requiredText(MAX_NAME),
  description: text().default({}),
  country: countryCode.nullable().default(null),
  transfer: transfer.default({ mechanism: 'none' }),
  /** Whether it pays for the data, or gets it to use or sell as its own. */
  buys: z.boolean().default(false),
  requiredBeforeContract: z.boolean().default(false),
  note: text().default({}),
  /** Art. 26(2): the essence of the arrangement with a joint controller. */
  arrangement: text().default({}),
  /** Art. 28(3). */
  agreement: z
    .strictObject({ reference: requiredLine(), expiresOn: date.nullable().default(null) })
    .nullable()
    .default(null),
  /** Art. 19: where to notify of erasures and corrections. */
  noticeEmail: mailAddress.nullable().default(null),
  privacyPolicyUrl: webAddress.nullable().default(null),
  lastReviewOn: date.nullable().default(null),
  nextReviewOn: date.nullable().default(null),
})

export const storagePlace = z.strictObject({
  id: storagePlaceId,
  audience: audiences,
  name: requiredText(MAX_NAME),
  description: text().default({}),
  country: countryCode,
  transfer: transfer.default({ mechanism: 'eea' }),
  /** Who operates it. */
  recipient: recipientId.nullable().default(null),
  dataCategories: unique(dataCategoryId, LIMITS.dataCategories).default([]),
})

/** The storage period: GDPR Art. 5(1)(e), 13(2)(a). */
export const retentionRule = z.strictObject({
  id: retentionRuleId,
  audience: audiences,
  subject: z.enum(RETENTION_SUBJECTS),
  trigger: z.enum(RETENTION_TRIGGERS),
  months,
  action: z.enum(RETENTION_ACTIONS),
  description: text().default({}),
  dataCategories: unique(dataCategoryId, LIMITS.dataCategories).default([]),
  /** How long before the end the person is notified. */
  noticeDays: z.int().min(0).max(MAX_NOTICE_DAYS).default(0),
  /** Art. 17(3)(b) and (e): the data that is kept longer, why and for how long, from the same trigger. */
  legalHolds: z
    .array(
      z.strictObject({
        keeps: requiredText(MAX_NAME),
        reason: requiredText(),
        months: months.min(1),
        dataCategories: unique(dataCategoryId, LIMITS.dataCategories).default([]),
      }),
    )
    .max(MOST_HOLDS)
    .default([]),
})

export const lifetime = z.discriminatedUnion('unit', [
  z.strictObject({ unit: z.literal('session') }),
  z.strictObject({ unit: z.literal('persistent') }),
  z.strictObject({ unit: z.enum(LIFETIME_UNITS), value: z.int().min(1).max(MAX_LIFETIME) }),
])

/** Not one regular expression: it would try every position for the `*` again and again in a long line. */
const isPattern = (name: string) => !/\s/.test(name) && name.indexOf('*') === name.lastIndexOf('*')

/** A cookie or a similar item that is read from or written to the visitor's device. */
export const tracker = z.strictObject({
  id: trackerId,
  audience: audiences,
  /** The name. One `*` stands for any characters. */
  pattern: requiredLine(MAX_TRACKER_NAME).refine(isPattern, 'pattern'),
  provider: requiredLine(),
  recipient: recipientId.nullable().default(null),
  purpose: purposeId.nullable().default(null),
  description: text().default({}),
  lifetime,
  party: z.enum(PARTIES),
  storage: z.enum(TRACKER_STORAGES).default('cookie'),
  exemption: z.enum(TRACKER_EXEMPTIONS).default('none'),
})

/** The merchant's own text in a section of the policy. A section's clauses are printed in this order. */
export const clause = z.strictObject({
  id: clauseId,
  audience: audiences,
  section: z.enum(POLICY_SECTIONS),
  title: text(MAX_NAME).default({}),
  text: requiredText(),
})

/**
 * One of the policy's fixed sentences (`sentences.ts`), as the merchant wants it. In a language that `text` is not
 * written in, the sentence says what it always says; `{date}` and the like are filled in as there.
 */
export const fixedSentence = z.strictObject({
  id: sentenceId,
  audience: audiences.default([...AUDIENCES]),
  printed: z.boolean().default(true),
  text: text().default({}),
})

/** How people use their rights: GDPR Art. 12(2), 13(2)(b). */
const rightsChannel = z.strictObject({
  /** Customers see and correct their data in their account. */
  account: z.boolean().default(true),
  /** The controller's contact page, DPO address and postal address can be used too. */
  contactPage: z.boolean().default(true),
  dpoEmail: z.boolean().default(true),
  post: z.boolean().default(false),
  /** Art. 20(2): we send a person's data to another controller when they ask for it. */
  transfer: z.boolean().default(false),
  /** Art. 12(6). */
  identityMethods: unique(z.enum(IDENTITY_METHODS), IDENTITY_METHODS.length).default([]),
  identityNote: text().default({}),
})

/** The statements of the cookie page and the banner about all trackers. */
const cookies = z.strictObject({
  /** Months until a choice is asked for again: CNIL recommendation 2020-092 § 35 calls 6 months good practice. */
  askAgainMonths: z.int().min(1).max(MAX_ASK_AGAIN_MONTHS).default(6),
  /** Where a person reads how to block cookies in the browser. */
  browserHelpUrl: webAddress.nullable().default(null),
  /** We sell to people in the United States, where most laws let a person object instead of asking first. */
  usVisitors: z.boolean().default(false),
})

const entriesOf = <Entry extends z.ZodType<{ id: string }>>(entry: Entry, max: number) =>
  z.array(entry).max(max).superRefine(refuseTheSameIdTwice).default([])

function refuseTheSameIdTwice(entries: readonly { id: string }[], context: z.RefinementCtx) {
  const seen = new Set<string>()
  for (const [index, { id }] of entries.entries()) {
    if (seen.has(id)) context.addIssue({ code: 'custom', path: [index, 'id'], message: 'id_taken' })
    seen.add(id)
  }
}

export const languages = z
  .strictObject({ default: language, offered: unique(language, LANGUAGES.length).min(1) })
  .refine((languages) => languages.offered.includes(languages.default), {
    path: ['offered'],
    message: 'default_not_offered',
  })

export const ENTRY_SCHEMAS = {
  purpose,
  data_category: dataCategory,
  recipient,
  storage_place: storagePlace,
  retention_rule: retentionRule,
  tracker,
  clause,
  sentence: fixedSentence,
} as const satisfies Record<EntryKind, z.ZodType>

const written = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  languages,
  controller,
  rightsChannel: rightsChannel.prefault({}),
  cookies: cookies.prefault({}),
  purposes: entriesOf(purpose, LIMITS.purposes),
  dataCategories: entriesOf(dataCategory, LIMITS.dataCategories),
  recipients: entriesOf(recipient, LIMITS.recipients),
  storagePlaces: entriesOf(storagePlace, LIMITS.storagePlaces),
  retentionRules: entriesOf(retentionRule, LIMITS.retentionRules),
  trackers: entriesOf(tracker, LIMITS.trackers),
  clauses: entriesOf(clause, LIMITS.clauses),
  sentences: entriesOf(fixedSentence, LIMITS.sentences),
  /** Parts that a template or the set-up supposed and nobody confirmed: `controller`, `recipient/shopify`. */
  suggested: unique(partKey, MOST_PARTS).default([]),
})

/** Also reads what an earlier release of Kept stored or exported. */
export const register = z.preprocess(fromEarlier, written)

export type Register = z.infer<typeof written>
/** A register before its defaults are filled in: what templates write. */
export type RegisterInput = z.input<typeof written>
export type Controller = z.infer<typeof controller>
export type Purpose = z.infer<typeof purpose>
export type DataCategory = z.infer<typeof dataCategory>
export type Recipient = z.infer<typeof recipient>
export type Transfer = z.infer<typeof transfer>
export type StoragePlace = z.infer<typeof storagePlace>
export type RetentionRule = z.infer<typeof retentionRule>
export type Tracker = z.infer<typeof tracker>
export type Lifetime = z.infer<typeof lifetime>
export type Clause = z.infer<typeof clause>
export type FixedSentence = z.infer<typeof fixedSentence>
export type RightsChannel = z.infer<typeof rightsChannel>
export type CountryCode = z.infer<typeof countryCode>
