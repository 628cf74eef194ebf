/** Templates: complete registers for a new shop, in every language they are offered in. */
import { daysAfter, type IsoDate } from '../calendar.ts'
import { type Register, type RegisterInput, register } from '../model.ts'
import { WRITTEN_LANGUAGES } from '../words.ts'
import { templateClauses } from './clauses.ts'
import { templateDataCategories } from './data-categories.ts'
import { templatePurposes } from './purposes.ts'
import { templateRecipients, templateStoragePlaces } from './recipients.ts'
import { templateRetentionRules } from './retention.ts'
import { wordingIn } from './texts.ts'
import { templateTrackers } from './trackers.ts'

/** A template supposes countries and agreements. Staff confirm them within this long, or the promise is at risk. */
const FIRST_REVIEW_DAYS = 30

export interface Shop {
  shopName: string
  /** Postal address, in lines. */
  address: string
  /** Where people write about their data. */
  email: string
  url: string
  contactPage: string
  /** The day the register is made (`2026-11-23`). */
  today: IsoDate
}

/**
 * "French retailer, B2C and B2B": what a shop in France that sells on Shopify to consumers and to professionals
 * usually does, in each of the template's languages; the shop's own language is French.
 *
 * @throws ZodError when what the shop says of itself is not what a register can hold (an address that is no URL).
 */
export function frenchRetailer({ shopName, address, email, url, contactPage, today }: Shop): Register {
  const wording = wordingIn(WRITTEN_LANGUAGES)
  const written: RegisterInput = {
    schemaVersion: 1,
    languages: { default: 'fr', offered: [...WRITTEN_LANGUAGES] },
    controller: {
      name: shopName,
      address,
      country: 'FR',
      siteUrl: url,
      contactPageUrl: contactPage,
      email,
      dpoEmail: email,
      supervisoryAuthority: {
        name: 'Commission nationale de l’informatique et des libertés (CNIL)',
        url: 'https://www.cnil.fr/fr/plaintes',
      },
    },
    rightsChannel: {
      account: true,
      contactPage: true,
      dpoEmail: true,
      identityMethods: ['account_login', 'email_link', 'call_back', 'proof_of_identity'],
      identityNote: wording('rights.identityNote'),
    },
    cookies: { askAgainMonths: 6, browserHelpUrl: 'https://www.aboutcookies.org/' },
    purposes: templatePurposes(wording),
    dataCategories: templateDataCategories(wording),
    recipients: templateRecipients(wording, daysAfter(today, FIRST_REVIEW_DAYS)),
    storagePlaces: templateStoragePlaces(wording),
    retentionRules: templateRetentionRules(wording),
    trackers: templateTrackers(wording),
    clauses: templateClauses(wording, shopName),
  }
  return register.parse(written)
}
