import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'

const CONSUMER: Audience[] = ['consumer']
const PROFESSIONAL: Audience[] = ['professional']
const EVERYONE: Audience[] = ['consumer', 'professional']

type Recipients = NonNullable<RegisterInput['recipients']>

const IN_FRANCE = { country: 'FR', transfer: { mechanism: 'eea' } } as const
const IN_IRELAND = { country: 'IE', transfer: { mechanism: 'eea' } } as const

/** `firstReviewOn`: the day by which staff confirm each country and agreement, which a template can only suppose. */
export const recipients = (firstReviewOn: string): Recipients => [
  {
    id: 'store-advisers',
    audience: EVERYONE,
    kind: 'internal',
    service: 'sales_advice',
    name: { en: 'Sales advisers in our stores', fr: 'Conseillers de vente en magasin' },
    description: {
      en: 'They may look your data up to serve you, and never pass it on.',
      fr: 'Ils peuvent consulter vos données pour vous servir, et ne les transmettent jamais.',
    },
    ...IN_FRANCE,
  },
  {
    id: 'customer-service-team',
    audience: EVERYONE,
    kind: 'internal',
    service: 'customer_service',
    name: { en: 'Our customer service', fr: 'Notre service client' },
    description: {
      en: 'It may look your data up to answer you, and never passes it on.',
      fr: 'Il peut consulter vos données pour vous répondre, et ne les transmet jamais.',
    },
    ...IN_FRANCE,
  },
  {
    id: 'shopify',
    audience: EVERYONE,
    kind: 'processor',
    service: 'it',
    name: { en: 'Shopify International Limited', fr: 'Shopify International Limited' },
    description: {
      en: 'The platform on which our shop and our orders run.',
      fr: 'La plateforme qui fait fonctionner notre boutique et nos commandes.',
    },
    ...IN_IRELAND,
    agreement: { reference: 'Shopify Data Processing Addendum' },
    privacyPolicyUrl: 'https://www.shopify.com/legal/privacy',
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'digital-services',
    audience: EVERYONE,
    kind: 'processor',
    service: 'digital_services',
    name: { en: 'Digital and e-commerce services', fr: 'Services numériques et d’e-commerce' },
    description: {
      en: 'Listening to social networks, finding a store, managing identities, measuring audience, search, and tools for content that users create.',
      fr: 'Écoute des réseaux sociaux, localisation des magasins, gestion des identités, mesure d’audience, moteurs de recherche et outils de création de contenus par les utilisateurs.',
    },
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'social-media-agencies',
    audience: EVERYONE,
    kind: 'processor',
    service: 'social_media_agency',
    name: { en: 'Social media agencies', fr: 'Agences de réseaux sociaux' },
    description: {
      en: 'They help us run advertising, marketing and sales campaigns and measure what these achieve.',
      fr: 'Elles nous aident à mener des campagnes de publicité, de marketing et de vente et à en mesurer l’efficacité.',
    },
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'delivery',
    audience: EVERYONE,
    kind: 'processor',
    service: 'delivery',
    name: { en: 'Delivery and postal services', fr: 'Services de livraison et postaux' },
    description: { en: 'They bring you the products.', fr: 'Ils vous remettent les produits.' },
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'it-providers',
    audience: EVERYONE,
    kind: 'processor',
    service: 'it',
    name: { en: 'IT services', fr: 'Services informatiques' },
    description: {
      en: 'Platforms, hosting, maintenance and support of our databases, software and applications. They reach your data only as far as their task needs it.',
      fr: 'Plateformes, hébergement, maintenance et assistance de nos bases de données, logiciels et applications. Ils n’accèdent à vos données que dans la mesure où leur tâche l’exige.',
    },
    ...IN_FRANCE,
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'payment-providers',
    audience: EVERYONE,
    kind: 'processor',
    service: 'payment',
    name: { en: 'Payment service providers', fr: 'Prestataires de services de paiement' },
    description: {
      en: 'They take the payment and check what you entered.',
      fr: 'Ils encaissent le paiement et vérifient vos informations.',
    },
    ...IN_FRANCE,
    requiredBeforeContract: true,
    note: {
      en: 'Their check is needed before we can conclude a contract with you.',
      fr: 'Leur vérification est nécessaire avant que nous puissions conclure un contrat avec vous.',
    },
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'credit-bureaus',
    audience: EVERYONE,
    kind: 'processor',
    service: 'credit_bureau',
    name: { en: 'Credit bureaus', fr: 'Organismes d’évaluation du crédit' },
    description: {
      en: 'They assess whether a payment that is owed can be met.',
      fr: 'Ils évaluent votre solvabilité.',
    },
    ...IN_FRANCE,
    requiredBeforeContract: true,
    note: {
      en: 'Consulted only where it is required before a contract, for example payment on account.',
      fr: 'Consultés uniquement lorsque cela est requis avant un contrat, par exemple pour un paiement différé.',
    },
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'social-networks',
    audience: EVERYONE,
    kind: 'joint_controller',
    service: 'social_network',
    name: { en: 'Social networks whose content we show', fr: 'Réseaux sociaux dont nous affichons des contenus' },
    description: {
      en: 'They learn of your visit once you have agreed to their content. What they do next is in their own policies, which we advise you to read.',
      fr: 'Ils ont connaissance de votre visite une fois que vous avez accepté leurs contenus. La suite relève de leurs propres politiques, que nous vous conseillons de lire.',
    },
    ...IN_IRELAND,
    arrangement: {
      en: 'We ask for your consent and inform you; the network answers for what it does with the data once it has it. You may use your rights with either.',
      fr: 'Nous recueillons votre consentement et vous informons ; le réseau répond de ce qu’il fait ensuite des données. Vous pouvez exercer vos droits auprès de l’un ou de l’autre.',
    },
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'partner-brands',
    audience: CONSUMER,
    kind: 'joint_controller',
    service: 'partner_brand',
    name: { en: 'Partner brands', fr: 'Marques partenaires' },
    description: {
      en: 'Only those named in the notice that asked for your agreement.',
      fr: 'Uniquement celles qui sont nommées dans la mention par laquelle votre accord a été demandé.',
    },
    ...IN_FRANCE,
    arrangement: {
      en: 'We inform you, ask for your agreement and receive your requests; the partner acts on them at our word.',
      fr: 'Nous vous informons, demandons votre accord et recevons vos demandes ; le partenaire y donne suite à notre signalement.',
    },
    nextReviewOn: firstReviewOn,
  },
  {
    id: 'authorities',
    audience: EVERYONE,
    kind: 'authority',
    service: 'public_authority',
    name: { en: 'Courts, police and tax authorities', fr: 'Juridictions, police et administration fiscale' },
    description: { en: 'Only where the law obliges us.', fr: 'Uniquement lorsque la loi nous y oblige.' },
    ...IN_FRANCE,
  },
]

export const STORAGE_PLACES: NonNullable<RegisterInput['storagePlaces']> = [
  {
    id: 'hosting',
    audience: EVERYONE,
    name: { en: 'Hosting of our site', fr: 'Hébergement de notre site' },
    country: 'FR',
    recipient: 'it-providers',
    dataCategories: ['contact', 'account', 'navigation', 'security'],
  },
  {
    id: 'databases',
    audience: EVERYONE,
    name: { en: 'Databases', fr: 'Bases de données' },
    country: 'FR',
    recipient: 'it-providers',
    dataCategories: ['contact', 'newsletter', 'purchases', 'location', 'demographics', 'customer-service'],
  },
  {
    id: 'shopify-orders',
    audience: EVERYONE,
    name: { en: 'Shopify order management', fr: 'Gestion des commandes Shopify' },
    country: 'IE',
    recipient: 'shopify',
    dataCategories: ['contact', 'account', 'purchases', 'company', 'professional-contact', 'delivery-recipients'],
  },
  {
    id: 'crm',
    audience: PROFESSIONAL,
    name: { en: 'Customer relationship management (CRM)', fr: 'Gestion de la relation client (CRM)' },
    country: 'FR',
    recipient: 'it-providers',
    dataCategories: ['company', 'accounting', 'professional-contact', 'customer-service'],
  },
]
