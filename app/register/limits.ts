/**
 * How large, how long and how many: each limit once, for the schemas, the rules, the banner and the pages. Pure, and
 * without a library, so that a page can say a limit before it sends anything.
 */

/**
 * Bytes of a register's JSON without white space. What Shopify takes bounds it: 512,000 bytes of HTML for the policy and
 * as many for the cookie page, in each of the six languages that Kept writes, are 6 MB, of which tags and fixed sentences
 * are a third. A register of the template's kind is 0.1 MB.
 */
export const MAX_REGISTER_BYTES = 4_000_000

/** The same with the white space that an export has. */
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
export const MOST_PARTS = Object.values(LIMITS).reduce((sum, most) => sum + most, 4)

/** The highest number of a version that is looked for. */
export const MAX_VERSION = 1_000_000

/** Characters of a name, of a text, and of an address of several lines. */
export const MAX_NAME = 120
export const MAX_TEXT = 4_000
export const MAX_BLOCK = 500

/** Items of a data category, and legal holds of a retention rule. */
export const MOST_ITEMS = 60
export const MOST_HOLDS = 10

/** Characters of an entry's id, and what it is written like. */
export const MAX_ID = 40
export const ENTRY_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** What SMTP takes (RFC 5321 §4.5.3.1.3, less the brackets). */
export const MAX_MAIL_ADDRESS = 254
export const MAX_WEB_ADDRESS = 2_048

/** A language or a locale: BCP 47 (RFC 5646 §4.4.1). */
export const MAX_LANGUAGE_TAG = 35

/** 100 years. */
export const MAX_MONTHS = 1_200
export const MAX_NOTICE_DAYS = 365
/** Of a tracker's lifetime, in any unit. */
export const MAX_LIFETIME = 100_000

/** Purposes that the banner asks for. */
export const MOST_ASKED_PURPOSES = 40
/** Choices of one decision: those, and the sale of data, which the banner can ask for by itself. */
export const MOST_CHOICES = MOST_ASKED_PURPOSES + 1

/** Bytes of a decision as the storefront sends it. */
export const MAX_DECISION_BYTES = 2 * 1024
/** Bytes of it for the choices on the register's purposes. The rest is for what every decision says. */
export const MAX_CHOICES_BYTES = 1_400

/**
 * Months that a choice counts, refusal and acceptance alike: no longer than a tracker may stay (CNIL guidelines 2020-091
 * § 51, recommendation 2020-092 §§ 35 and 36).
 */
export const MAX_CHOICE_MONTHS = 13
/** What a register can say; beyond `MAX_CHOICE_MONTHS` it is an error. */
export const MAX_ASK_AGAIN_MONTHS = 24
