import { z } from 'zod'
import { isReservedKey } from '../platform/json.ts'
import { isMailAddress } from '../platform/mail-address.ts'
import { ENTRY_ID, MAX_ID, MAX_MAIL_ADDRESS, MAX_MONTHS, MAX_VERSION, MAX_WEB_ADDRESS } from './limits.ts'

/**
 * A slug. It is used in links, in the banner's configuration and in consents that are never rewritten, and as an object
 * key: keys with a meaning in JavaScript are refused.
 */
export const entryId = z
  .string()
  .max(MAX_ID)
  .regex(ENTRY_ID, 'not_an_id')
  .refine((id) => !isReservedKey(id), 'not_an_id')

export const purposeId = entryId.brand<'PurposeId'>()
export const dataCategoryId = entryId.brand<'DataCategoryId'>()
export const recipientId = entryId.brand<'RecipientId'>()
export const storagePlaceId = entryId.brand<'StoragePlaceId'>()
export const retentionRuleId = entryId.brand<'RetentionRuleId'>()
export const trackerId = entryId.brand<'TrackerId'>()
export const clauseId = entryId.brand<'ClauseId'>()
export const sentenceId = entryId.brand<'SentenceId'>()

/** A part of the register as one word: `controller`, `recipient/shopify`. */
export const partKey = z
  .string()
  .max(MAX_ID * 2)
  .regex(/^[a-z_]+(\/[a-z0-9-]+)?$/, 'not_an_id')

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** ISO 3166-1 alpha-2. */
export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'not_a_country', abort: true })
  .refine((code) => regionNames.of(code) !== undefined, 'not_a_country')
  .brand<'CountryCode'>()

export const webAddress = z.url({ protocol: /^https?$/ }).max(MAX_WEB_ADDRESS)
export const mailAddress = z
  .string()
  .max(MAX_MAIL_ADDRESS)
  .check(({ value, issues }) => {
    if (!isMailAddress(value)) issues.push({ code: 'invalid_format', format: 'email', input: value })
  })
export const date = z.iso.date()
/** The number of a register version in a page's address. */
export const versionNumber = z.coerce.number().int().min(1).max(MAX_VERSION)
/** The hash of a part when somebody began to edit it (`partHash`); null when it did not exist. */
export const baseOfEdit = z.string().length(64).nullable()
export const months = z.int().min(0).max(MAX_MONTHS)

export const unique = <Item extends z.ZodType>(item: Item, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((items) => new Set(items).size === items.length, 'twice')
