import type { RegisterInput } from '../model.ts'
import type { Audience } from '../words.ts'

const CONSUMER: Audience[] = ['consumer']
const PROFESSIONAL: Audience[] = ['professional']
const EVERYONE: Audience[] = ['consumer', 'professional']

/** Payment partners study what they are given against fraud: GDPR Art. 22(2)(a) and 13(2)(f). */
const FRAUD_CHECK = {
  logic: {
    en: 'When an order is paid, our payment partner compares the details of the order and of the payment by automatic means with signs of fraud or of a stolen identity.',
    fr: 'Au moment du paiement, notre partenaire de paiement compare automatiquement les informations de la commande et du règlement avec des signes de fraude ou d’usurpation d’identité.',
  },
  consequences: {
    en: 'An order that looks suspicious may be delayed while a person checks it, or cancelled. You may ask us for that check by a person, give your point of view and contest the decision.',
    fr: 'Une commande qui paraît suspecte peut être retardée, le temps qu’une personne la vérifie, ou annulée. Vous pouvez nous demander cette vérification humaine, donner votre point de vue et contester la décision.',
  },
}

const LEGAL_OBLIGATION = {
  en: 'Keeping accounts and invoices (French Commercial Code, Art. L. 123-22; Book of Tax Procedures, Art. L. 102 B), consumer law, and answering courts and police.',
  fr: 'Conservation des comptes et des factures (Code de commerce, art. L. 123-22 ; Livre des procédures fiscales, art. L. 102 B), droit de la consommation, réponses aux juridictions et à la police.',
}

export const PURPOSES: NonNullable<RegisterInput['purposes']> = [
  {
    id: 'orders',
    audience: CONSUMER,
    topic: 'transactions',
    name: { en: 'Orders, delivery and payment', fr: 'Commandes, livraison et paiement' },
    description: {
      en: 'We use what concerns you, the products, the delivery and the payment to prepare your order, bring it to you, follow its payment and look after you once it has arrived.',
      fr: 'Nous utilisons les informations sur vous, les produits, la livraison et le paiement pour préparer votre commande, vous la remettre, suivre son règlement et vous accompagner après l’achat.',
    },
    legalBasis: 'contract',
    dataCategories: ['contact', 'account', 'purchases', 'location'],
    recipients: ['store-advisers', 'shopify', 'delivery', 'it-providers', 'payment-providers', 'credit-bureaus'],
    retentionRules: ['orders', 'accounts', 'inactive-customers'],
    automatedDecision: FRAUD_CHECK,
    provision: 'required_for_contract',
    withoutIt: {
      en: 'Without your name, address and means of payment we cannot accept or deliver an order.',
      fr: 'Sans votre nom, votre adresse et un moyen de paiement, nous ne pouvons ni accepter ni livrer une commande.',
    },
  },
  {
    id: 'advertising',
    audience: EVERYONE,
    topic: 'marketing',
    name: { en: 'Personalised advertising', fr: 'Publicité personnalisée' },
    description: {
      en: 'If you agree, we choose and repeat, on our site and elsewhere, the advertisements and offers that are likely to interest you.',
      fr: 'Si vous l’acceptez, nous choisissons et rappelons, sur notre site et ailleurs, les publicités et les offres susceptibles de vous intéresser (ciblage et reciblage).',
    },
    legalBasis: 'consent',
    dataCategories: ['purchases', 'navigation', 'demographics'],
    recipients: ['digital-services', 'social-media-agencies'],
    retentionRules: ['cookies', 'inactive-customers', 'company-contacts'],
    channel: 'ads',
    signal: 'marketing',
    askedInBanner: true,
  },
  {
    id: 'email-offers',
    audience: CONSUMER,
    topic: 'email_marketing',
    name: {
      en: 'E-mails about your basket, your purchases and products back in stock',
      fr: 'E-mails sur votre panier, vos achats et le retour d’un produit en stock',
    },
    description: {
      en: 'Only if you have agreed to it, we write to you about a basket you left behind, after a purchase, or when a product is available again. Every e-mail has a link to stop.',
      fr: 'Uniquement si vous l’avez accepté, nous vous écrivons au sujet d’un panier laissé en cours, à la suite d’un achat ou lorsqu’un produit est de nouveau disponible. Chaque e-mail contient un lien pour arrêter.',
    },
    legalBasis: 'consent',
    dataCategories: ['newsletter', 'purchases'],
    recipients: ['shopify', 'digital-services'],
    retentionRules: ['newsletter-withdrawal', 'newsletter-inactive'],
    channel: 'email',
    askedInBanner: true,
  },
  {
    id: 'profiling',
    audience: EVERYONE,
    topic: 'profiling',
    name: { en: 'Profiles by groups of interests', fr: 'Profils par groupes d’intérêts' },
    description: {
      en: 'If you agree, we put people who behave alike into groups, so as to prepare advertising, offers and products for each group. You can object at any time.',
      fr: 'Si vous l’acceptez, nous réunissons en groupes les personnes dont les comportements se ressemblent, afin de préparer des publicités, des offres et des produits propres à chaque groupe. Vous pouvez vous y opposer à tout moment.',
    },
    legalBasis: 'consent',
    dataCategories: ['purchases', 'navigation', 'demographics'],
    recipients: ['digital-services', 'social-media-agencies'],
    retentionRules: ['cookies', 'inactive-customers', 'company-contacts'],
    profiling: true,
    askedInBanner: true,
  },
  {
    id: 'statistics',
    audience: EVERYONE,
    topic: 'statistics',
    name: { en: 'Internal statistics', fr: 'Statistiques internes' },
    description: {
      en: 'If you agree, we measure how our site, our products and our ways of delivery are used, for ourselves only, in order to improve them.',
      fr: 'Si vous l’acceptez, nous mesurons, pour nous seuls, l’usage de notre site, de nos produits et de nos modes de livraison, afin de les améliorer.',
    },
    legalBasis: 'consent',
    dataCategories: ['navigation', 'purchases'],
    recipients: ['shopify', 'digital-services'],
    retentionRules: ['cookies'],
    signal: 'analytics',
    askedInBanner: true,
  },
  {
    id: 'customer-service',
    audience: CONSUMER,
    topic: 'customer_service',
    name: { en: 'Customer service', fr: 'Service client' },
    description: {
      en: 'We use your questions and your file to answer you about the site, a product or an order, and to follow the matter to its end.',
      fr: 'Nous utilisons vos questions et votre dossier pour vous répondre au sujet du site, d’un produit ou d’une commande, et suivre votre demande jusqu’au bout.',
    },
    legalBasis: 'contract',
    dataCategories: ['contact', 'purchases', 'customer-service'],
    recipients: ['customer-service-team', 'store-advisers', 'shopify'],
    retentionRules: ['orders', 'inactive-customers'],
  },
  {
    id: 'security',
    audience: CONSUMER,
    topic: 'security',
    name: { en: 'Security of your account', fr: 'Sécurité de votre compte' },
    description: {
      en: 'We check that it is you, by a password when you sign in or by calling you back when you write to customer service.',
      fr: 'Nous vérifions qu’il s’agit bien de vous, par un mot de passe à la connexion ou en vous rappelant lorsque vous vous adressez au service client.',
    },
    legalBasis: 'legitimate_interests',
    legitimateInterest: {
      en: 'Keeping your account and your data out of the hands of others.',
      fr: 'Mettre votre compte et vos données hors de portée des tiers.',
    },
    dataCategories: ['security', 'contact'],
    recipients: ['customer-service-team', 'shopify', 'it-providers'],
    retentionRules: ['accounts'],
  },
  {
    id: 'legal',
    audience: EVERYONE,
    topic: 'legal',
    name: { en: 'Legal duties', fr: 'Obligations légales' },
    description: {
      en: 'We keep the history of our relation where the rules, a court or the police require it, and we disclose it only to those who may ask for it.',
      fr: 'Nous conservons l’historique de nos échanges lorsque la réglementation, une juridiction ou la police l’exigent, et ne le communiquons qu’à ceux qui sont en droit de le demander.',
    },
    legalBasis: 'legal_obligation',
    legalObligation: LEGAL_OBLIGATION,
    dataCategories: ['contact', 'purchases'],
    recipients: ['authorities', 'it-providers'],
    retentionRules: ['orders'],
    provision: 'required_by_law',
    withoutIt: {
      en: 'Without what an invoice must contain we cannot conclude a sale.',
      fr: 'Sans les mentions obligatoires d’une facture, nous ne pouvons pas conclure de vente.',
    },
  },
  {
    id: 'partner-brands',
    audience: CONSUMER,
    topic: 'joint_use',
    name: { en: 'Use together with a partner brand', fr: 'Utilisation commune avec une marque partenaire' },
    description: {
      en: 'Where information would also be used by a partner brand, a notice says so at that moment and asks for your agreement. Without it, nothing is shared.',
      fr: 'Lorsque des informations seraient aussi utilisées par une marque partenaire, une mention vous l’indique à ce moment et vous demande votre accord. Sans lui, rien n’est partagé.',
    },
    legalBasis: 'consent',
    dataCategories: ['newsletter'],
    recipients: ['partner-brands'],
    retentionRules: ['newsletter-withdrawal', 'newsletter-inactive'],
    askedInBanner: true,
  },
  {
    id: 'social-media',
    audience: EVERYONE,
    topic: 'other',
    name: { en: 'Content and sharing on social networks', fr: 'Contenus et partage sur les réseaux sociaux' },
    description: {
      en: 'If you agree, our pages show content of social networks and let you share ours. The network then learns of your visit.',
      fr: 'Si vous l’acceptez, nos pages affichent des contenus de réseaux sociaux et vous permettent de partager les nôtres. Le réseau a alors connaissance de votre visite.',
    },
    legalBasis: 'consent',
    dataCategories: ['social-media'],
    recipients: ['social-networks'],
    retentionRules: ['cookies'],
    signal: 'marketing',
    askedInBanner: true,
  },
  {
    id: 'b2b-orders',
    audience: PROFESSIONAL,
    topic: 'transactions',
    name: { en: 'Business orders, delivery and payment', fr: 'Commandes professionnelles, livraison et paiement' },
    description: {
      en: 'We use what concerns your company, the products, the delivery and the payment to carry out and follow your orders and to support you afterwards.',
      fr: 'Nous utilisons les informations sur votre entreprise, les produits, la livraison et le paiement pour exécuter et suivre vos commandes et vous accompagner ensuite.',
    },
    legalBasis: 'contract',
    dataCategories: ['contact', 'company', 'accounting', 'professional-contact', 'delivery-recipients', 'purchases'],
    recipients: ['store-advisers', 'shopify', 'delivery', 'it-providers', 'payment-providers', 'credit-bureaus'],
    retentionRules: ['orders', 'company-contacts'],
    automatedDecision: FRAUD_CHECK,
    provision: 'required_for_contract',
    withoutIt: {
      en: 'Without the details of your company we cannot open an account or send an invoice.',
      fr: 'Sans les coordonnées de votre entreprise, nous ne pouvons ni ouvrir de compte ni établir de facture.',
    },
  },
  {
    id: 'b2b-email',
    audience: PROFESSIONAL,
    topic: 'email_marketing',
    name: { en: 'E-mails to professionals', fr: 'E-mails aux professionnels' },
    description: {
      en: 'We write to your professional address about offers for your trade, after a purchase, or when a product is available. You can object at any time; every e-mail has a link to stop.',
      fr: 'Nous écrivons à votre adresse professionnelle au sujet d’offres liées à votre activité, à la suite d’un achat ou lorsqu’un produit est disponible. Vous pouvez vous y opposer à tout moment ; chaque e-mail contient un lien pour arrêter.',
    },
    legalBasis: 'legitimate_interests',
    legitimateInterest: {
      en: 'Letting professional customers know of products that concern their trade.',
      fr: 'Faire connaître aux clients professionnels les produits qui concernent leur activité.',
    },
    dataCategories: ['newsletter', 'professional-contact', 'purchases'],
    recipients: ['shopify', 'social-media-agencies'],
    retentionRules: ['newsletter-withdrawal', 'newsletter-inactive', 'company-contacts'],
    channel: 'email',
  },
  {
    id: 'b2b-customer-service',
    audience: PROFESSIONAL,
    topic: 'customer_service',
    name: { en: 'Service to professional customers', fr: 'Service aux clients professionnels' },
    description: {
      en: 'Our business sales team uses your questions and your file to answer you about a product, an order or the site.',
      fr: 'Notre service commercial aux entreprises utilise vos questions et votre dossier pour vous répondre au sujet d’un produit, d’une commande ou du site.',
    },
    legalBasis: 'contract',
    dataCategories: ['professional-contact', 'purchases', 'customer-service'],
    recipients: ['customer-service-team', 'store-advisers', 'shopify'],
    retentionRules: ['orders', 'company-contacts'],
  },
]
