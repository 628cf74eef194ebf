import { z } from 'zod'
import { isReservedKey } from '../platform/json.ts'

/** How many entries of each kind a register holds at most. */
export const LIMITS = {
  purposes: 300,
  dataCategories: 200,
  recipients: 500,
  storagePlaces: 200,
  retentionRules: 200,
  trackers: 1_000,
  clauses: 100,
} as const

/** A slug: it stands in links, in the banner's configuration and in consents that are never rewritten. */
export const ENTRY_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/
/** It also becomes a key of objects: none of JavaScript's own. */
const entryId = z
  .string()
  .max(40)
  .regex(ENTRY_ID, 'not_an_id')
  .refine((id) => !isReservedKey(id), 'not_an_id')

export const purposeId = entryId.brand<'PurposeId'>()
export const dataCategoryId = entryId.brand<'DataCategoryId'>()
export const recipientId = entryId.brand<'RecipientId'>()
export const storagePlaceId = entryId.brand<'StoragePlaceId'>()
export const retentionRuleId = entryId.brand<'RetentionRuleId'>()
export const trackerId = entryId.brand<'TrackerId'>()
export const clauseId = entryId.brand<'ClauseId'>()

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })

/** ISO 3166-1 alpha-2. */
export const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, { error: 'not_a_country', abort: true })
  .refine((code) => regionNames.of(code) !== undefined, 'not_a_country')
  .brand<'CountryCode'>()

export const webAddress = z.url({ protocol: /^https?$/ }).max(2_048)
export const mailAddress = z.email().max(254)
export const date = z.iso.date()
/** Months, 100 years at most. */
export const months = z.int().min(0).max(1_200)

export const unique = <Item extends z.ZodType>(item: Item, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((items) => new Set(items).size === items.length, 'twice')
