/** Templates: complete registers for a new shop, in every language that they are offered in. */
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

/** A template assumes countries and agreements. Staff must confirm them within this time. */
const FIRST_REVIEW_DAYS = 30

export interface Shop {
  shopName: string
  /** Postal address, in lines. */
  address: string
  /** Where people write about their data. */
  email: string
  url: string
  contactPage: string
  /** The day on which the register is created (`2026-11-23`). */
  today: IsoDate
}

/**
 * "French retailer, B2C and B2B": the usual register of a shop in France that sells on Shopify to consumers and
 * professionals, in each of the template's languages. Its own language is French.
 *
 * @throws ZodError when the shop's details are not valid in a register (an address that is not a URL).
 */
export function frenchRetailer({ shopName, address, email, url, contactPage, today }: Shop): Register {
  const wording = wordingIn(WRITTEN_LANGUAGES)
  const purposes = templatePurposes(wording)
  const dataCategories = templateDataCategories(wording)
  const written: RegisterInput = {
    schemaVersion: 1,
    languages: { default: 'fr', offered: [...WRITTEN_LANGUAGES] },
    controller: {
      name: shopName,
      address,
      country: 'FR',
      siteUrl: url,
      contactPageUrl: contactPage,
      // Most shops have no data protection officer, and only they can say so.
      email,
      supervisoryAuthority: {
        name: 'Commission nationale de l’informatique et des libertés (CNIL)',
        url: 'https://www.cnil.fr/fr/plaintes',
      },
    },
    rightsChannel: {
      account: true,
      contactPage: true,
      dpoEmail: true,
      identityMethods: ['account_login', 'email_link', 'proof_of_identity'],
    },
    cookies: { askAgainMonths: 6, browserHelpUrl: 'https://www.aboutcookies.org/' },
    purposes,
    dataCategories,
    recipients: templateRecipients(wording, daysAfter(today, FIRST_REVIEW_DAYS)),
    storagePlaces: templateStoragePlaces(wording, dataCategories),
    retentionRules: templateRetentionRules(wording),
    trackers: templateTrackers(purposes),
    clauses: templateClauses(wording, shopName),
  }
  return register.parse(written)
}
