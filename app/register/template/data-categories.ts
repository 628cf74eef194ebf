import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'

const CONSUMER: Audience[] = ['consumer']
const PROFESSIONAL: Audience[] = ['professional']
const EVERYONE: Audience[] = ['consumer', 'professional']

/** `Customer.metafields.facts.birth_date` is Shopify's own standard definition; gender has none. */
export const DATA_CATEGORIES: NonNullable<RegisterInput['dataCategories']> = [
  {
    id: 'contact',
    audience: EVERYONE,
    topic: 'contact',
    name: { en: 'Contact details, personal or professional', fr: 'Coordonnées personnelles ou professionnelles' },
    items: [
      { en: 'Surname', fr: 'Nom' },
      { en: 'First name', fr: 'Prénom' },
      { en: 'Postal address', fr: 'Adresse postale' },
      { en: 'Telephone number', fr: 'Numéro de téléphone' },
      { en: 'E-mail address', fr: 'Adresse e-mail' },
    ],
    sources: ['data_subject'],
    adminFields: [
      ...['Customer.firstName', 'Customer.lastName', 'Customer.displayName', 'Customer.addressesV2'],
      ...['Customer.defaultEmailAddress', 'Customer.defaultPhoneNumber'],
      ...['Order.email', 'Order.phone', 'Order.billingAddress', 'Order.shippingAddress'],
    ],
  },
  {
    id: 'newsletter',
    audience: EVERYONE,
    topic: 'newsletter',
    name: { en: 'Registration for newsletters and offers', fr: 'Inscription aux lettres d’information et aux offres' },
    items: [
      { en: 'E-mail address', fr: 'Adresse e-mail' },
      { en: 'Surname', fr: 'Nom' },
      { en: 'First name', fr: 'Prénom' },
    ],
    sources: ['data_subject'],
    adminFields: ['Customer.defaultEmailAddress', 'Customer.emailMarketingConsent', 'Customer.smsMarketingConsent'],
  },
  {
    id: 'account',
    audience: CONSUMER,
    topic: 'account',
    name: { en: 'Your account', fr: 'Votre compte' },
    description: {
      en: 'As far as you filled in the form: most of it is optional.',
      fr: 'Selon ce que vous avez rempli dans le formulaire : la plupart des champs sont facultatifs.',
    },
    items: [
      { en: 'Surname and first name', fr: 'Nom et prénom' },
      { en: 'Gender', fr: 'Genre' },
      { en: 'E-mail address', fr: 'Adresse e-mail' },
      { en: 'Postal address', fr: 'Adresse postale' },
      { en: 'Telephone number', fr: 'Numéro de téléphone' },
      { en: 'Date of birth', fr: 'Date de naissance' },
      { en: 'Password', fr: 'Mot de passe' },
      { en: 'Region', fr: 'Région' },
    ],
    sources: ['data_subject'],
    adminFields: [
      ...['Customer.createdAt', 'Customer.state', 'Customer.locale', 'Customer.note', 'Customer.tags'],
      ...['Customer.metafields.facts.birth_date', 'Customer.metafields', 'Customer.defaultAddress'],
    ],
  },
  {
    id: 'purchases',
    audience: EVERYONE,
    topic: 'purchases',
    name: { en: 'Your purchases', fr: 'Vos achats' },
    items: [
      { en: 'Dates of orders', fr: 'Dates des commandes' },
      { en: 'Number of orders', fr: 'Nombre de commandes' },
      { en: 'Products bought', fr: 'Produits achetés' },
      { en: 'Amounts', fr: 'Montants' },
      { en: 'Promotions used', fr: 'Promotions utilisées' },
    ],
    sources: ['data_subject', 'derived'],
    adminFields: [
      ...['Customer.orders', 'Customer.numberOfOrders', 'Customer.amountSpent', 'Customer.lastOrder'],
      ...['Order.createdAt', 'Order.name', 'Order.lineItems', 'Order.totalPriceSet', 'Order.discountApplications'],
      ...['Order.transactions', 'Order.refunds', 'Order.note', 'Order.customAttributes'],
    ],
  },
  {
    id: 'location',
    audience: CONSUMER,
    topic: 'location',
    name: { en: 'Location', fr: 'Localisation' },
    description: {
      en: 'Your position only if you turn it on in your browser.',
      fr: 'Votre position uniquement si vous l’activez dans votre navigateur.',
    },
    items: [
      { en: 'Position, if you turn it on', fr: 'Position, si vous l’activez' },
      { en: 'Preferred store for click & collect', fr: 'Magasin préféré pour le retrait (click & collect)' },
      { en: 'Address for delivery by courier', fr: 'Adresse pour la livraison par coursier' },
    ],
    sources: ['data_subject', 'observed'],
    adminFields: ['Order.shippingAddress', 'Order.retailLocation'],
  },
  {
    id: 'demographics',
    audience: EVERYONE,
    topic: 'demographics',
    name: { en: 'Demographic data', fr: 'Données démographiques' },
    items: [
      { en: 'Country', fr: 'Pays' },
      { en: 'Region', fr: 'Région' },
      { en: 'Gender', fr: 'Genre' },
      { en: 'Age', fr: 'Âge' },
    ],
    sources: ['data_subject', 'derived'],
    adminFields: ['Customer.defaultAddress', 'Customer.metafields.facts.birth_date'],
  },
  {
    id: 'navigation',
    audience: EVERYONE,
    topic: 'navigation',
    name: { en: 'Use of the site', fr: 'Navigation sur le site' },
    description: {
      en: 'Your settings decide what is collected. The cookie page lists the trackers.',
      fr: 'Vos réglages décident de ce qui est collecté. La page des cookies énumère les traceurs.',
    },
    items: [
      { en: 'Cookies', fr: 'Cookies' },
      { en: 'Use of the site and connection data', fr: 'Utilisation du site et données de connexion' },
      { en: 'Pages and videos viewed', fr: 'Pages et vidéos consultées' },
      { en: 'Products searched for, viewed or put in the cart', fr: 'Produits recherchés, consultés ou mis au panier' },
      { en: 'Duration of the visit', fr: 'Durée de la visite' },
      { en: 'IP address', fr: 'Adresse IP' },
      { en: 'Browser and device', fr: 'Navigateur et appareil' },
    ],
    sources: ['observed'],
    adminFields: ['Order.clientIp', 'Order.customerJourneySummary', 'AbandonedCheckout.lineItems'],
  },
  {
    id: 'customer-service',
    audience: EVERYONE,
    topic: 'customer_service',
    name: { en: 'Questions to customer service', fr: 'Questions au service client' },
    items: [
      { en: 'Kind of question', fr: 'Type de question' },
      { en: 'Your question and our answer', fr: 'Votre question et notre réponse' },
    ],
    sources: ['data_subject'],
    adminFields: ['Customer.events'],
  },
  {
    id: 'security',
    audience: CONSUMER,
    topic: 'security',
    name: { en: 'Security of access', fr: 'Sécurité des accès' },
    description: {
      en: 'We never see your password, and it is part of no copy of your data.',
      fr: 'Nous ne voyons jamais votre mot de passe, et il ne figure dans aucune copie de vos données.',
    },
    items: [
      { en: 'User name', fr: 'Identifiant' },
      {
        en: 'Password and other means of proving who you are',
        fr: 'Mot de passe et autres moyens de vous authentifier',
      },
    ],
    sources: ['data_subject'],
    exportable: false,
  },
  {
    id: 'social-media',
    audience: EVERYONE,
    topic: 'social_media',
    name: { en: 'Social networks', fr: 'Réseaux sociaux' },
    items: [
      { en: 'Content you share on a social network', fr: 'Contenus que vous partagez sur un réseau social' },
      { en: 'Your exchanges with us on a social network', fr: 'Vos échanges avec nous sur un réseau social' },
      {
        en: 'What the network collects when its content is shown',
        fr: 'Ce que le réseau collecte lorsque son contenu s’affiche',
      },
    ],
    sources: ['data_subject', 'observed', 'third_party'],
    sourceNote: { en: 'The social network that you use.', fr: 'Le réseau social que vous utilisez.' },
  },
  {
    id: 'company',
    audience: PROFESSIONAL,
    topic: 'company',
    name: { en: 'Your company', fr: 'Votre entreprise' },
    items: [
      { en: 'Trade name, company name and legal form', fr: 'Enseigne, raison sociale et forme juridique' },
      { en: 'Billing address', fr: 'Adresse de facturation' },
      { en: 'Field of activity', fr: 'Secteur d’activité' },
    ],
    sources: ['data_subject', 'public_source'],
    sourceNote: {
      en: 'The public register of companies, to check what you gave us.',
      fr: 'Le répertoire public des entreprises, pour vérifier ce que vous nous avez indiqué.',
    },
    adminFields: ['Company.name', 'Company.externalId', 'Company.note', 'CompanyLocation.billingAddress'],
  },
  {
    id: 'accounting',
    audience: PROFESSIONAL,
    topic: 'accounting',
    name: { en: 'Accounting data', fr: 'Données comptables' },
    items: [
      { en: 'Intra-community VAT number', fr: 'Numéro de TVA intracommunautaire' },
      { en: 'SIRET number', fr: 'Numéro SIRET' },
      { en: 'APE code', fr: 'Code APE' },
      { en: 'Bank details', fr: 'Coordonnées bancaires' },
    ],
    sources: ['data_subject', 'public_source'],
    adminFields: ['CompanyLocation.taxRegistrationId', 'Company.metafields', 'CompanyLocation.metafields'],
  },
  {
    id: 'professional-contact',
    audience: PROFESSIONAL,
    topic: 'contact',
    name: { en: 'Contact in your company', fr: 'Interlocuteur dans votre entreprise' },
    items: [
      { en: 'Surname and first name', fr: 'Nom et prénom' },
      { en: 'Professional e-mail address', fr: 'Adresse e-mail professionnelle' },
      { en: 'Telephone number', fr: 'Numéro de téléphone' },
      { en: 'Function', fr: 'Fonction' },
    ],
    sources: ['data_subject'],
    adminFields: ['CompanyContact.title', 'CompanyContact.customer', 'CompanyContact.locale', 'CompanyLocation.phone'],
  },
  {
    id: 'delivery-recipients',
    audience: PROFESSIONAL,
    topic: 'other',
    name: { en: 'People who receive the products', fr: 'Destinataires des produits' },
    items: [
      { en: 'Name', fr: 'Nom' },
      { en: 'Delivery address', fr: 'Adresse de livraison' },
      { en: 'Telephone number', fr: 'Numéro de téléphone' },
    ],
    sources: ['third_party'],
    sourceNote: {
      en: 'Your company, when it orders for them.',
      fr: 'Votre entreprise, lorsqu’elle commande pour eux.',
    },
    adminFields: ['Order.shippingAddress', 'CompanyLocation.shippingAddress'],
  },
]
