import { describe, expect, test } from 'vitest'
import { POLICY_LANGUAGES } from '../../app/policy/languages.ts'
import type { RegisterInput } from '../../app/register/index.ts'
import { aRecipient, aRegister } from '../register/a-register.ts'
import { aSmallShop, madeFrom } from '../register/a-setup.ts'
import { aCookiePage, aPolicy, parsedPage } from './a-policy.ts'

interface Row {
  /** The statements of the document that say it. */
  ids: string[]
  en: string[]
  fr: string[]
}

/** Each row of the source policy: where it is printed, and words that the reader of the page finds there. */
const ROWS: Record<string, Row> = {
  S01: {
    ids: ['general.controller'],
    en: ['data controller', 'https://maison-lavande.example/pages/contact', 'dpo@maison-lavande.example'],
    fr: ['responsable du traitement', 'https://maison-lavande.example/', 'dpo@maison-lavande.example'],
  },
  S02: {
    ids: ['general.audiences', 'consumer.purpose.orders', 'professional.purpose.b2b-orders'],
    en: ['a part for customers of our website and a part for professional customers'],
    fr: ['Une partie est pour les clients de notre site, une autre pour les clients professionnels'],
  },
  S03: {
    ids: ['general.channel.account'],
    en: ['In your account (“My account”), you can see your data and correct it yourself.'],
    fr: ['Dans votre compte (« Mon compte »), vous pouvez consulter vos données et les corriger vous-même.'],
  },
  S04: {
    ids: ['general.no_sale'],
    en: ['We do not sell, rent or give away your data.'],
    fr: ['Nous ne vendons pas vos données, ne les louons pas et ne les cédons pas.'],
  },
  S05: {
    ids: ['consumer.purpose.partner-brands', 'consumer.recipient.partner-brands'],
    en: ['a notice tells you at that moment and asks for your agreement', 'They receive data only if you agree.'],
    fr: [
      'une mention vous le dit à ce moment-là et vous demande votre accord',
      'Des données ne leur parviennent que si vous l’acceptez.',
    ],
  },
  S06: {
    ids: ['consumer.purpose.orders'],
    en: ['Orders, delivery and payment', 'Your contract with us', 'help you after the purchase'],
    fr: ['Commandes, livraison et paiement', 'Votre contrat, ou votre demande', 'vous aidons après l’achat'],
  },
  S07: {
    ids: ['consumer.purpose.advertising'],
    en: ['Personalised advertising', '(targeting)', '(retargeting)', 'Your consent'],
    fr: ['(ciblage)', '(reciblage)', 'Votre consentement'],
  },
  S08: {
    ids: ['consumer.purpose.email-offers', 'consumer.clause.unsubscribe-link'],
    en: ['only if you agreed', 'a cart that you left', 'available again', 'by e-mail', 'Your consent', 'unsubscribe'],
    fr: ['seulement si vous l’avez accepté', 'panier', 'de nouveau disponible', 'par e-mail', 'Votre consentement'],
  },
  S09: {
    ids: ['consumer.purpose.profiling', 'consumer.profiling.profiling'],
    en: ['people who behave alike', 'This is profiling', 'only if you agree, and stops when you change your mind'],
    fr: ['nous groupons ceux qui agissent de même', 'C’est un profilage', 'que si vous l’acceptez'],
  },
  S10: {
    ids: ['consumer.purpose.statistics', 'consumer.purpose.order-statistics'],
    en: ['how our site is used', 'internal statistics on our products and our delivery options'],
    fr: ['l’usage du site', 'statistiques internes sur nos produits et nos modes de livraison'],
  },
  S11: {
    ids: ['consumer.purpose.customer-service'],
    en: ['Customer service', 'your questions and earlier requests'],
    fr: ['Service client', 'vos questions et demandes passées'],
  },
  S12: {
    ids: ['consumer.purpose.security'],
    en: ['by a password', 'when you contact customer service', 'Our legitimate interest', 'out of the hands of others'],
    fr: ['par un mot de passe', 'quand vous contactez le service client', 'Notre intérêt légitime', 'hors de portée'],
  },
  S13: {
    ids: ['consumer.purpose.legal', 'consumer.retention_rule.inactive-customers'],
    en: ['a court or the police', 'We keep longer', 'Invoices and accounts, 10 years', 'Commercial Code'],
    fr: ['un tribunal ou la police', 'Nous gardons plus longtemps', 'Factures et comptes, 10 ans', 'Code de commerce'],
  },
  S14: {
    ids: [
      ...['professional.purpose.b2b-orders', 'professional.purpose.advertising', 'professional.purpose.b2b-email'],
      ...['professional.purpose.statistics', 'professional.purpose.b2b-customer-service', 'professional.purpose.legal'],
    ],
    en: ['Business orders', 'E-mails to professionals', 'Service to professional customers', 'Legal obligations'],
    fr: ['Commandes professionnelles', 'E-mails aux professionnels', 'Service aux clients professionnels'],
  },
  S15: {
    ids: ['consumer.data_category.contact', 'professional.data_category.professional-contact'],
    en: ['Surname First name Postal address Telephone number E-mail address', 'Professional e-mail address'],
    fr: ['Nom Prénom Adresse postale Numéro de téléphone Adresse e-mail', 'Adresse e-mail professionnelle'],
  },
  S16: {
    ids: ['consumer.data_category.newsletter'],
    en: ['Newsletter registration', 'E-mail address Surname First name'],
    fr: ['Inscription à la lettre d’information', 'Adresse e-mail Nom Prénom'],
  },
  S17: {
    ids: ['consumer.data_category.account', 'consumer.data_category.purchases'],
    en: ['Gender', 'Date of birth', 'Password', 'Region', 'Dates of orders', 'Amounts', 'Promotions used'],
    fr: ['Genre', 'Date de naissance', 'Mot de passe', 'Région', 'Dates des commandes', 'Montants', 'Promotions'],
  },
  S18: {
    ids: ['consumer.data_category.location', 'consumer.data_category.demographics'],
    en: ['Position, if you turn it on', 'click & collect', 'courier', 'Country', 'Age'],
    fr: ['Position, si vous l’activez', 'click & collect', 'coursier', 'Pays', 'Âge'],
  },
  S19: {
    ids: ['consumer.data_category.navigation', 'general.cookie_page'],
    en: [
      'Cookies',
      'videos',
      'put in the cart',
      'Duration of the visit',
      'IP address',
      'Browser and device',
      'Each of them',
    ],
    fr: [
      'Cookies',
      'vidéos',
      'mis au panier',
      'Durée de la visite',
      'Adresse IP',
      'Navigateur et appareil',
      'Chacun d’eux',
    ],
  },
  S20: {
    ids: ['consumer.data_category.customer-service', 'professional.data_category.customer-service'],
    en: ['Kind of question', 'Your question and our answer'],
    fr: ['Type de question', 'Votre question et notre réponse'],
  },
  S21: {
    ids: ['consumer.data_category.security'],
    en: ['User name', 'Password', 'No copy of your data contains your password'],
    fr: ['Nom d’utilisateur', 'Mot de passe', 'Aucune copie de vos données ne contient'],
  },
  S22: {
    ids: [
      'consumer.data_category.social-media',
      'consumer.clause.social-networks',
      'consumer.recipient.social-networks',
    ],
    en: [
      'Content you share on a social network',
      'Read the privacy policies and check the settings',
      'learn of your visit',
    ],
    fr: ['Contenus que vous partagez', 'Lisez leurs politiques de confidentialité', 'apprennent votre visite'],
  },
  S23: {
    ids: [
      ...['professional.data_category.company', 'professional.data_category.accounting'],
      ...['professional.data_category.professional-contact', 'professional.data_category.delivery-recipients'],
    ],
    en: [
      'legal form',
      'Billing address',
      'VAT',
      'SIRET',
      'APE',
      'Bank details',
      'Job title',
      'who receive the products',
    ],
    fr: ['forme juridique', 'Adresse de facturation', 'TVA', 'SIRET', 'APE', 'Coordonnées bancaires', 'Fonction'],
  },
  S24: {
    ids: ['consumer.automated_decision.orders', 'professional.automated_decision.b2b-orders'],
    en: ['signs of fraud or identity theft', 'delayed while a person checks it, or cancelled', 'contest the decision'],
    fr: [
      'signes connus de fraude',
      'retardée, le temps qu’une personne la vérifie, ou annulée',
      'contester la décision',
    ],
  },
  S25: {
    ids: ['consumer.recipient.store-advisers', 'professional.recipient.customer-service-team'],
    en: ['Store advisers', 'never pass it on', 'Our customer service'],
    fr: ['Conseillers en magasin', 'ne les transmettent jamais', 'Notre service client'],
  },
  S26: {
    ids: [
      ...[
        'digital-services',
        'social-media-agencies',
        'delivery',
        'it-providers',
        'payment-providers',
        'credit-bureaus',
      ].map((id) => `consumer.recipient.${id}`),
      'consumer.processors',
    ],
    en: [
      'on our instructions',
      'store finder',
      'Social media agencies',
      'Delivery',
      'maintenance',
      'Payment',
      'Credit bureaus',
    ],
    fr: ['selon nos instructions', 'recherche de magasins', 'Agences de réseaux sociaux', 'maintenance', 'crédit'],
  },
  S27: {
    ids: ['consumer.recipient.payment-providers', 'consumer.recipient.credit-bureaus'],
    en: ['needed before we can conclude a contract', 'needed before a contract'],
    fr: ['nécessaire avant que nous puissions conclure un contrat', 'nécessaire avant un contrat'],
  },
  S28: {
    ids: [
      ...['ie', 'ca', 'us'].map((country) => `consumer.storage_place.shopify-${country}`),
      ...['consumer.storage_place.databases', 'professional.storage_place.crm', 'consumer.transfers'],
      'consumer.storage_transfer.shopify-ca',
    ],
    en: [
      ...['Hosting of our site', 'Ireland', 'Shopify International Limited', 'Databases France', 'CRM'],
      ...['2002/2/EC', 'standard contractual clauses'],
    ],
    fr: ['Hébergement du site', 'Irlande', 'Bases de données France', 'CRM', 'clauses contractuelles types'],
  },
  S29: {
    ids: ['consumer.clause.territory'],
    en: ['stays on European territory or is protected as the law asks'],
    fr: ['restent sur le territoire européen ou sont protégées comme la loi le demande'],
  },
  S30: {
    ids: ['general.clause.liability'],
    en: ['cannot be held responsible if they commit fraud with information or are hacked', 'As far as the law allows'],
    fr: ['ne pouvons être tenus responsables de leur fraude à l’information ni des piratages'],
  },
  S31: {
    ids: ['consumer.retention_rule.orders'],
    en: ['for as long as our contract or our exchange lasts'],
    fr: ['tant que dure notre contrat ou notre échange'],
  },
  S32: {
    ids: ['consumer.retention_rule.accounts'],
    en: ['until you ask us to delete it', '36 months without activity', 'deleted'],
    fr: ['jusqu’à ce que vous en demandiez la suppression', '36 mois sans activité', 'supprimées'],
  },
  S33: {
    ids: ['consumer.retention_rule.newsletter-withdrawal', 'consumer.retention_rule.newsletter-inactive'],
    en: ['until you unsubscribe or ask us to delete it', '36 months without activity'],
    fr: ['jusqu’à votre désabonnement ou votre demande de suppression', '36 mois sans activité'],
  },
  S34: {
    ids: ['consumer.retention_rule.cookies', 'general.ask_again'],
    en: ['13 months at most', 'we ask you again after 6 months'],
    fr: ['13 mois au plus', 'nous vous reposons la question au bout de 6 mois'],
  },
  S35: {
    ids: ['consumer.retention_rule.inactive-customers'],
    en: ['36 months without activity', 'anonymous', 'or delete it altogether'],
    fr: ['36 mois sans activité', 'anonymes', 'ou les supprimons entièrement'],
  },
  S36: {
    ids: [
      'professional.retention_rule.orders',
      'professional.retention_rule.company-contacts',
      'professional.retention_rule.cookies',
      'professional.retention_rule.newsletter-inactive',
    ],
    en: ['the account of your company', '36 months without activity', '13 months at most', 'Invoices and accounts'],
    fr: ['le compte de votre entreprise', '36 mois sans activité', '13 mois au plus', 'Factures et comptes'],
  },
  S37: { ids: ['general.right.information'], en: ['what we do with your data'], fr: ['Droit à l’information'] },
  S38: { ids: ['general.right.access'], en: ['Access.', 'a copy of it'], fr: ['Droit d’accès', 'une copie'] },
  S39: { ids: ['general.right.rectification'], en: ['wrong data corrected'], fr: ['Droit de rectification'] },
  S40: {
    ids: ['general.right.erasure'],
    en: ['Erasure (“right to be forgotten”)'],
    fr: ['Droit à l’effacement (« droit à l’oubli »)'],
  },
  S41: {
    ids: ['general.right.prospecting'],
    en: ['say no to commercial messages', 'at any time and without a reason'],
    fr: ['vous opposer à tout moment, sans donner de raison, aux messages commerciaux'],
  },
  S42: {
    ids: ['general.right.withdrawal'],
    en: ['withdraw your consent at any time'],
    fr: ['retirer votre consentement à tout moment'],
  },
  S43: {
    ids: ['general.channel.contact_page', 'general.channel.dpo_email'],
    en: ['On our contact page: https://maison-lavande.example/pages/contact', 'dpo@maison-lavande.example'],
    fr: ['Sur notre page de contact : https://maison-lavande.example/pages/contact', 'dpo@maison-lavande.example'],
  },
  S44: {
    ids: ['general.identity'],
    en: ['Before we hand out or change data', 'a proof of identity'],
    fr: ['Avant de communiquer ou de modifier des données', 'un justificatif d’identité'],
  },
  S45: {
    ids: ['general.clause.browser-cookies', 'general.browser_help', 'general.cookie_page'],
    en: ['turn cookies off in the settings of your browser', 'https://www.aboutcookies.org/', '/pages/cookies'],
    fr: [
      'désactiver les cookies dans les réglages de votre navigateur',
      'https://www.aboutcookies.org/',
      '/pages/cookies',
    ],
  },
  S46: {
    ids: ['general.version'],
    en: ['Version 1, published on 23 November 2026.', 'https://maison-lavande.example/'],
    fr: ['Version 1, publiée le 23 novembre 2026.', 'https://maison-lavande.example/'],
  },
}

const rows = Object.entries(ROWS)

describe.each(['en', 'fr'] as const)('the policy of the template in %s, as a browser reads it', (language) => {
  const { statements } = parsedPage(aPolicy(language))

  test.each(rows)('%s is printed, in words that a reader finds', (_row, { ids, ...phrases }) => {
    const said = ids.map((id) => statements.get(id) ?? `${id} IS MISSING`).join(' ')
    for (const id of ids) expect(statements.has(id), id).toBe(true)
    for (const phrase of phrases[language]) expect(said).toContain(phrase)
  })
})

describe.each(POLICY_LANGUAGES)('in %s', (language) => {
  const { statements } = parsedPage(aPolicy(language))
  const cookies = parsedPage(aCookiePage(language))

  test('every row of the source policy has its statements', () => {
    const missing = rows.flatMap(([row, { ids }]) =>
      ids.filter((id) => !statements.has(id)).map((id) => `${row} ${id}`),
    )
    expect(missing).toEqual([])
  })

  test('no statement is empty', () => {
    for (const [id, text] of [...statements, ...cookies.statements]) expect(text.length, id).toBeGreaterThan(3)
  })

  test('S19, S45: the cookie page lists every tracker of the template', () => {
    const names = [...cookies.statements].filter(([id]) => id.startsWith('general.tracker.')).map(([, text]) => text)
    for (const name of ['_shopify_essential', 'cart', '_shopify_analytics'])
      expect(names.filter((text) => text.startsWith(`${name} (`)).length, name).toBe(1)
    expect(names.filter((text) => text.startsWith('kp1 ('))).toHaveLength(2)
  })
})

test('the table has every row of the source policy', () => {
  const wanted = Array.from({ length: 46 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`)
  expect(Object.keys(ROWS)).toEqual(wanted)
})

describe('no policy says that data stays in the EU where it goes on elsewhere', () => {
  const idsOf = (places: RegisterInput['storagePlaces']) => {
    const recipients = [aRecipient({ id: 'host', kind: 'processor', country: 'IE', transfer: { mechanism: 'eea' } })]
    return [...parsedPage(aPolicy('en', aRegister({ recipients, storagePlaces: places ?? [] }))).statements.keys()]
  }
  const inCountry = (country: string, mechanism: 'eea' | 'adequacy') => ({
    id: 'place',
    audience: ['consumer' as const],
    name: { en: 'Place' },
    country,
    transfer: { mechanism },
    recipient: 'host',
  })

  test('a recipient in Ireland with a server in Canada is not “in the EU”; with one in France it is', () => {
    expect(idsOf([inCountry('CA', 'adequacy')]).filter((id) => /recipients_in|stored_in/.test(id))).toEqual([])
    expect(idsOf([inCountry('FR', 'eea')]).filter((id) => /recipients_in|stored_in/.test(id))).toHaveLength(2)
  })

  test('nor does that of any shop that the set-up sets up: Shopify itself sends data on', () => {
    const said = [...parsedPage(aPolicy('en', madeFrom(aSmallShop))).statements.keys()]
    expect(said.filter((id) => /recipients_in|stored_in|clause[.]territory/.test(id))).toEqual([])
  })
})

describe('nothing is said twice', () => {
  const { statements } = parsedPage(aPolicy('en'))

  test('S29: with the clause of the template, the sentence from the review dates is left out', () => {
    expect([...statements.keys()].filter((id) => id.endsWith('.reviewed'))).toEqual([])
  })

  test('S04 and S03 stand in one place each', () => {
    const texts = [...statements.values()]
    expect(texts.filter((text) => text.includes('sell, rent or give away'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('“My account”'))).toHaveLength(1)
  })
})
