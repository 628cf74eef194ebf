/** What happened to the demo's tea room since it installed Kept, as shares of that time: 0 is the first day, 1 is now. Pure. */
import { type Answers, answersSchema } from '../../app/register/setup/model.ts'

/** Shopify's ids of the members of staff. */
export const OWNER = '42'
export const ASSISTANT = '43'

const using = (...ids: string[]) => ({
  services: ids.map((id) => ({ id, country: null, seen: false })),
  others: [],
})
const none = using()

/** What staff answered on the first day. */
export const FIRST_ANSWERS: Answers = answersSchema.parse({
  company: {
    name: 'Maison Théa SARL',
    address: '12 rue des Tanneurs\n37000 Tours',
    country: 'FR',
    email: 'bonjour@maison-thea.example',
    contactPageUrl: 'https://maison-thea.myshopify.com/pages/contact',
    dpoEmail: null,
  },
  markets: { ships: 'eea', usVisitors: false },
  email: using('brevo'),
  ads: none,
  statistics: using('matomo-cloud'),
  reviews: none,
  support: using('crisp'),
  delivery: using('colissimo', 'mondial-relay'),
  payment: using('shopify-payments', 'alma'),
  partners: { partners: [] },
  professionals: { yes: true },
  stores: { yes: true, ...using('shopify-pos') },
  accounts: { yes: true },
  inactivity: { months: 36 },
  site: { ...using('pennylane'), keptCountry: 'FR' },
})

/** What they answered otherwise later. Each change was published as a version of its own. */
export const CHANGES = [
  // Advertisements: a new purpose, which everybody is asked about.
  { at: 0.31, by: OWNER, answers: answersSchema.parse({ ads: using('meta') }) },
  // Another carrier, and a shorter period, as customers had asked.
  {
    at: 0.84,
    by: ASSISTANT,
    answers: answersSchema.parse({
      delivery: using('colissimo', 'mondial-relay', 'chronopost'),
      inactivity: { months: 24 },
    }),
  },
] as const

/** Customers who used a right: they asked for their data, and then to be erased. */
export const ERASED = [
  { asked: 0.27, erased: 0.3 },
  { asked: 0.72, erased: 0.74 },
] as const

/** People told staff that they want no e-mails any more. Shopify does not take the last one. */
export const WITHDRAWALS = [0.38, 0.6, 0.83, 0.965] as const

/** When staff replaced the key that signs seals. */
export const KEY_REPLACED = 0.66

/** Of the last days, in days before now. */
export const LATELY = {
  firstCheckpoint: 7,
  checked: 20,
  dataRequests: [12, 3],
  recipientNamed: 4,
  failedErasure: 5,
  policyEdited: 2,
} as const

/** When the owner said who is told of requests by mail, in days before now, and the address. */
export const STAFF_NAMED = 66
export const PRIVACY_ADDRESS = 'vieprivee@maison-thea.example'

/** Requests that reached staff outside of Shopify, in days before now, and what staff did with each. */
export const REQUESTS = [
  {
    received: 64,
    asked: {
      kind: 'access',
      channel: 'email',
      email: 'jeanne.morel@example.com',
      text: 'Quelles données avez-vous sur moi ?',
    },
    acts: [
      {
        ago: 63,
        move: 'confirm_identity',
        facts: { method: 'attested' },
        note: 'Rappelée au numéro de sa dernière commande.',
      },
      { ago: 47, move: 'answer', facts: {}, note: 'Copie de la fiche client et des commandes envoyée par e-mail.' },
    ],
  },
  {
    // Its last day is over: nobody has looked after it.
    received: 36,
    asked: {
      kind: 'erasure',
      channel: 'post',
      email: 'p.lambert@example.com',
      text: 'Merci d’effacer mon compte et mes données.',
    },
    acts: [{ ago: 35, move: 'check_identity', facts: {}, note: 'La signature ne suffit pas : demandé par e-mail.' }],
  },
  {
    received: 6,
    asked: {
      kind: 'question',
      channel: 'email',
      audience: 'professional',
      email: 'contact@fleuriste-du-mail.example',
      text: 'À qui transmettez-vous nos factures ?',
    },
    acts: [
      {
        ago: 6,
        move: 'confirm_identity',
        facts: { method: 'attested' },
        note: 'Cliente du magasin depuis des années.',
      },
      { ago: 5, move: 'ask_person', facts: {}, note: 'De quelles factures s’agit-il : celles de 2025, ou toutes ?' },
    ],
  },
  {
    received: 2,
    asked: {
      kind: 'objection_to_prospecting',
      channel: 'phone',
      phone: '+33 6 12 34 56 78',
      text: 'Ne veut plus d’appels.',
    },
    acts: [],
  },
] as const

/** What the storefront's own check saw, by phase: an agency had added a pixel that the register lacks. */
export const SEEN = {
  before: { cookies: ['kp1', 'cart', 'localization'], storage: ['kp1'], hosts: [] },
  refused: { cookies: ['kp1', 'cart', 'localization'], storage: ['kp1'], hosts: [] },
  accepted: {
    cookies: ['kp1', 'cart', 'localization', '_pk_id.1.4a2b', '_pk_ses.1.4a2b', '_fbp', '_ttp'],
    storage: ['kp1'],
    hosts: ['connect.facebook.net', 'analytics.tiktok.com'],
  },
} as const

/** What somebody wrote into the policy in Shopify's own admin, past Kept. */
export const WRITTEN_PAST_KEPT =
  '<p>Pendant les fêtes, nous confions votre adresse à une entreprise d’emballage de cadeaux.</p>'

/** Who gets each day's checkpoint of the ledger. */
export const NOTARY = 'greffe@etude-marchand.example'
