/**
 * Limits of size, length and number: each limit once, for schemas, rules, banner and pages. Pure and without a library,
 * so that a page can check a limit before it sends anything.
 */
import { SINGLE_KINDS } from './words.ts'

/**
 * Bytes of a register's JSON without white space. The limit follows from Shopify's: 512,000 bytes of HTML each for the
 * policy and the cookie page, in each of the six languages that Kept writes, are 6 MB, of which tags and fixed
 * sentences are a third. A typical register has 0.1 MB.
 */
export const MAX_REGISTER_BYTES = 4_000_000

/** The same limit with the white space of an export. */
export const MAX_IMPORT_BYTES = 2 * MAX_REGISTER_BYTES

/** How many entries of each kind a register holds at most. */
export const LIMITS = {
  purposes: 300,
  dataCategories: 200,
  recipients: 500,
  storagePlaces: 200,
  retentionRules: 200,
  trackers: 1_000,
  clauses: 100,
  sentences: 100,
} as const

/** Every entry, and what there is one of. */
export const MOST_PARTS = Object.values(LIMITS).reduce<number>((sum, most) => sum + most, SINGLE_KINDS.length)

/** The highest number of a version that is looked for. */
export const MAX_VERSION = 1_000_000

/** Characters of a name, of a text, and of an address of several lines. */
export const MAX_NAME = 120
export const MAX_TEXT = 4_000
export const MAX_BLOCK = 500

/** Items of a data category, and legal holds of a retention rule. */
export const MOST_ITEMS = 60
export const MOST_HOLDS = 10

/** The most characters of an entry's id, and its form. */
export const MAX_ID = 40
export const ENTRY_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** The limit of SMTP (RFC 5321 §4.5.3.1.3, without the angle brackets). */
export const MAX_MAIL_ADDRESS = 254
export const MAX_WEB_ADDRESS = 2_048

/** A language or a locale: BCP 47 (RFC 5646 §4.4.1). */
export const MAX_LANGUAGE_TAG = 35

/** 100 years. */
export const MAX_MONTHS = 1_200
export const MAX_NOTICE_DAYS = 365
/** The largest lifetime of a tracker, in any unit. */
export const MAX_LIFETIME = 100_000

/** The most purposes that the banner asks for. */
export const MOST_ASKED_PURPOSES = 40
/** The most choices in one decision: these purposes, and the sale of data, for which the banner can ask separately. */
export const MOST_CHOICES = MOST_ASKED_PURPOSES + 1

/** The most bytes of a decision from the storefront. */
export const MAX_DECISION_BYTES = 2 * 1024
/** The bytes of a decision for the choices on the register's purposes. The rest is for the other fields. */
export const MAX_CHOICES_BYTES = 1_400

/**
 * Months that a choice counts, whether refusal or acceptance: no longer than a tracker may stay (CNIL guidelines
 * 2020-091 § 51, recommendation 2020-092 §§ 35 and 36).
 */
export const MAX_CHOICE_MONTHS = 13
/** The largest value that a register can hold. Above `MAX_CHOICE_MONTHS` it is an error. */
export const MAX_ASK_AGAIN_MONTHS = 24
