/** What people send from the storefront. Pure. */
import { z } from 'zod'
import { purposeKey } from '../../consent/model.ts'
import { isMailAddress } from '../../platform/mail-address.ts'
import { countryCode } from '../../register/fields.ts'
import { MAX_MAIL_ADDRESS, MOST_CHOICES } from '../../register/limits.ts'
import { LANGUAGES } from '../../register/words.ts'
import { MAX_STOREFRONT_TEXT } from '../limits.ts'
import { REQUEST_KINDS } from '../words.ts'

/** Places within a country where a law of their own counts: ISO 3166-2. */
export const STOREFRONT_REGIONS = ['US-CA', 'CA-QC'] as const

const emptyIsNull = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((text) => (text === '' || text === undefined ? null : text), schema.nullable())

const mailAddress = z.string().trim().max(MAX_MAIL_ADDRESS).refine(isMailAddress)

/** A request, as the form has it. Who asks is said beside it: by Shopify's signature, or by an address. */
export const storefrontRequest = z.object({
  kind: z.enum(REQUEST_KINDS),
  text: z.string().max(MAX_STOREFRONT_TEXT).default(''),
  country: emptyIsNull(countryCode),
  region: emptyIsNull(z.enum(STOREFRONT_REGIONS)),
  // Nobody types these two.
  language: emptyIsNull(z.enum(LANGUAGES)).catch(null),
  professional: emptyIsNull(z.literal('on')).catch(null),
  /** Keys of the purposes for which consent is withdrawn, with spaces between; nothing for all. */
  purposes: z.preprocess(
    (text) => (typeof text === 'string' ? text.split(/\s+/).filter(Boolean) : text),
    z.array(purposeKey).max(MOST_CHOICES).default([]),
  ),
})
type StorefrontRequest = z.infer<typeof storefrontRequest>

/** What can be wrong with what somebody filled in. */
const FILING_FIELDS = ['kind', 'text', 'email', 'country', 'region'] as const
export type FilingField = (typeof FILING_FIELDS)[number]

/** Which fields cannot be taken as they are, in the order of the form. */
export function wrongFields({ issues }: z.ZodError): FilingField[] {
  const wrong = new Set(issues.map(({ path }) => path.at(-1)))
  return FILING_FIELDS.filter((field) => wrong.has(field))
}

/** What was asked, in the words of a request. */
export const askedIn = ({ kind, text, country, region, language, professional, purposes }: StorefrontRequest) => ({
  kind,
  language,
  details: { orders: [], text: text.trim() || null, ...(purposes.length > 0 && { purposes }) },
  // Whoever says California need not say the United States too.
  country: region?.slice(0, 2) ?? country,
  region: region?.slice(3) ?? null,
  audience: professional ? ('professional' as const) : ('consumer' as const),
})

/** What somebody who is not signed in wants: to ask for something, or to see what they asked for. */
export const intake = z.discriminatedUnion('want', [
  z.object({ want: z.literal('file'), email: mailAddress, request: storefrontRequest }),
  z.object({ want: z.literal('follow'), email: mailAddress }),
])
export type Intake = z.infer<typeof intake>
