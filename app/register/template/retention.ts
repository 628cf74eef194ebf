import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'

const CONSUMER: Audience[] = ['consumer']
const PROFESSIONAL: Audience[] = ['professional']
const EVERYONE: Audience[] = ['consumer', 'professional']

/** After this long without marketing or transactional activity, a person is forgotten. */
const INACTIVITY_MONTHS = 36

const INVOICES = {
  keeps: { en: 'Invoices and accounts', fr: 'Factures et comptes' },
  reason: {
    en: 'Traders keep their accounts and vouchers for ten years (French Commercial Code, Art. L. 123-22).',
    fr: 'Les commerçants conservent leurs comptes et pièces justificatives pendant dix ans (Code de commerce, art. L. 123-22).',
  },
  months: 120,
  dataCategories: ['contact', 'purchases'],
}

/** Ordinary limitation of five years: Code civil Art. 2224. */
const CONTRACTS = {
  keeps: { en: 'Proof of the contract', fr: 'Preuve du contrat' },
  reason: {
    en: 'Either side can bring a claim for five years (French Civil Code, Art. 2224).',
    fr: 'Chacun peut agir en justice pendant cinq ans (Code civil, art. 2224).',
  },
  months: 60,
  dataCategories: ['contact', 'purchases', 'customer-service'],
}

/** CNIL, référentiel gestion commerciale: an objection is remembered for three years at least. */
const OBJECTION = {
  keeps: { en: 'The address to which nothing is sent any more', fr: 'L’adresse à laquelle rien n’est plus envoyé' },
  reason: {
    en: 'So that you are not written to again by mistake.',
    fr: 'Pour ne plus vous écrire par erreur.',
  },
  months: 36,
  dataCategories: ['newsletter'],
}

export const RETENTION_RULES: NonNullable<RegisterInput['retentionRules']> = [
  {
    id: 'orders',
    audience: EVERYONE,
    subject: 'order',
    trigger: 'end_of_relationship',
    months: 0,
    action: 'anonymise',
    description: {
      en: 'If you buy from us or write to us with a request, we keep your data for as long as our contract or our exchange lasts.',
      fr: 'Si vous achetez nos produits ou nous adressez une demande, nous conservons vos données tant que dure notre contrat ou notre échange.',
    },
    dataCategories: ['purchases', 'customer-service', 'accounting', 'delivery-recipients'],
    legalHolds: [INVOICES, CONTRACTS],
  },
  {
    id: 'accounts',
    audience: CONSUMER,
    subject: 'account',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'delete',
    description: {
      en: 'If you open an account, we keep it until you ask us to delete it or until you have been inactive for this long.',
      fr: 'Si vous ouvrez un compte, nous le conservons jusqu’à ce que vous en demandiez la suppression ou, à défaut d’activité, pendant cette durée.',
    },
    dataCategories: ['account', 'security'],
    noticeDays: 30,
  },
  {
    id: 'newsletter-withdrawal',
    audience: EVERYONE,
    subject: 'newsletter',
    trigger: 'withdrawal',
    months: 0,
    action: 'delete',
    description: {
      en: 'If you receive our offers, we keep your registration until you unsubscribe or ask us to delete it.',
      fr: 'Si vous recevez nos offres, nous conservons votre inscription jusqu’à votre désabonnement ou votre demande de suppression.',
    },
    dataCategories: ['newsletter'],
    legalHolds: [OBJECTION],
  },
  {
    id: 'newsletter-inactive',
    audience: EVERYONE,
    subject: 'newsletter',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'delete',
    description: {
      en: 'If you receive our offers and no longer react to them, we delete your registration.',
      fr: 'Si vous recevez nos offres et n’y réagissez plus, nous supprimons votre inscription.',
    },
    dataCategories: ['newsletter'],
    noticeDays: 30,
  },
  {
    id: 'cookies',
    audience: EVERYONE,
    subject: 'cookie',
    trigger: 'consent_date',
    months: 13,
    action: 'delete',
    description: {
      en: 'Cookies stay on your device for 13 months at most; the cookie page gives the time of each.',
      fr: 'Les cookies restent sur votre appareil 13 mois au plus ; la page des cookies indique la durée de chacun.',
    },
    dataCategories: ['navigation', 'social-media'],
  },
  {
    id: 'prospects',
    audience: CONSUMER,
    subject: 'prospect',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'delete',
    description: {
      en: 'If you have never bought from us, we delete your data when you have been inactive for this long.',
      fr: 'Si vous n’avez jamais acheté chez nous, nous supprimons vos données après cette durée sans activité.',
    },
    dataCategories: ['contact', 'location', 'demographics'],
  },
  {
    id: 'inactive-customers',
    audience: CONSUMER,
    subject: 'customer',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'anonymise',
    description: {
      en: 'Without any purchase or reaction to our messages for this long, we make your data anonymous, so that nobody can trace it to you, or delete it altogether.',
      fr: 'Sans achat ni réaction à nos messages pendant cette durée, nous rendons vos données anonymes, de sorte que personne ne puisse les rattacher à vous, ou les supprimons entièrement.',
    },
    dataCategories: ['contact', 'purchases', 'location', 'demographics'],
    noticeDays: 30,
    legalHolds: [INVOICES],
  },
  {
    id: 'company-contacts',
    audience: PROFESSIONAL,
    subject: 'company_contact',
    trigger: 'last_activity',
    months: INACTIVITY_MONTHS,
    action: 'anonymise',
    description: {
      en: 'We keep the account of your company and your professional data until you ask us to delete them. Without any order or reaction to our messages for this long, we make them anonymous or delete them.',
      fr: 'Nous conservons le compte de votre entreprise et vos données professionnelles jusqu’à ce que vous en demandiez la suppression. Sans commande ni réaction à nos messages pendant cette durée, nous les rendons anonymes ou les supprimons.',
    },
    dataCategories: ['contact', 'company', 'professional-contact', 'demographics', 'accounting', 'delivery-recipients'],
    noticeDays: 30,
    legalHolds: [INVOICES],
  },
]
