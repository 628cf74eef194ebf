import { frenchRetailer, type Register, type RegisterInput, register } from '../../app/register/index.ts'

export const TODAY = '2026-11-23'

/** The template for a shop that fills in everything it is asked for. */
export const theTemplate = (): Register =>
  frenchRetailer({
    shopName: 'Maison Lavande',
    address: '12 rue des Lilas\n69002 Lyon',
    email: 'dpo@maison-lavande.example',
    url: 'https://maison-lavande.example/',
    contactPage: 'https://maison-lavande.example/pages/contact',
    today: TODAY,
  })

type Part<Key extends keyof RegisterInput> = NonNullable<RegisterInput[Key]> extends (infer Entry)[] ? Entry : never

/** A register without findings, as small as one can be; each test adds what it is about. */
export function aRegister(changed: Partial<RegisterInput> = {}): Register {
  return register.parse({
    schemaVersion: 1,
    languages: { default: 'en', offered: ['en'] },
    controller: {
      name: 'Tea & Co',
      address: '1 High Street',
      country: 'FR',
      siteUrl: 'https://tea.example/',
      contactPageUrl: 'https://tea.example/contact',
      dpoEmail: 'dpo@tea.example',
      supervisoryAuthority: { name: 'CNIL', url: 'https://www.cnil.fr/' },
    },
    rightsChannel: { identityMethods: ['account_login'] },
    purposes: [aPurpose()],
    dataCategories: [aDataCategory()],
    retentionRules: [aRetentionRule()],
    ...changed,
  })
}

export const aPurpose = (changed: Partial<Part<'purposes'>> = {}): Part<'purposes'> => ({
  id: 'orders',
  audience: ['consumer'],
  topic: 'transactions',
  name: { en: 'Orders' },
  legalBasis: 'contract',
  dataCategories: ['contact'],
  retentionRules: ['inactive'],
  ...changed,
})

export const aDataCategory = (changed: Partial<Part<'dataCategories'>> = {}): Part<'dataCategories'> => ({
  id: 'contact',
  audience: ['consumer'],
  topic: 'contact',
  name: { en: 'Contact' },
  items: [{ en: 'E-mail address' }],
  sources: ['data_subject'],
  ...changed,
})

export const aRecipient = (changed: Partial<Part<'recipients'>> = {}): Part<'recipients'> => ({
  id: 'carrier',
  audience: ['consumer'],
  kind: 'processor',
  service: 'delivery',
  name: { en: 'Carrier' },
  country: 'FR',
  transfer: { mechanism: 'eea' },
  agreement: { reference: 'DPA 12' },
  noticeEmail: 'privacy@carrier.example',
  nextReviewOn: '2027-01-01',
  ...changed,
})

export const aRetentionRule = (changed: Partial<Part<'retentionRules'>> = {}): Part<'retentionRules'> => ({
  id: 'inactive',
  audience: ['consumer'],
  subject: 'customer',
  trigger: 'last_activity',
  months: 36,
  action: 'anonymise',
  dataCategories: ['contact'],
  ...changed,
})

export const aTracker = (changed: Partial<Part<'trackers'>> = {}): Part<'trackers'> => ({
  id: 'ga',
  audience: ['consumer'],
  pattern: '_ga',
  provider: 'Google',
  purpose: 'orders',
  lifetime: { unit: 'months', value: 13 },
  party: 'first',
  exemption: 'strictly_necessary',
  ...changed,
})
