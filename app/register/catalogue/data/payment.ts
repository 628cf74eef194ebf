/** Payment. Banks and payment institutions decide on their checks themselves: most are controllers of their own. */
import type { ServiceInput, TrackerInput } from '../schema.ts'
import { seen, toCheck } from '../source.ts'

const STRIPE_DPA = 'https://stripe.com/legal/dpa'
const STRIPE_TRANSFERS = 'https://stripe.com/legal/dta'
const PAYPAL = 'https://www.paypal.com/be/webapps/mpp/ua/privacy-full'
const KLARNA = 'https://www.klarna.com/international/privacy-policy/'
const ALMA = 'https://getalma.eu/privacy-policy'
const ADYEN = 'https://www.adyen.com/privacy-policy'
const ADYEN_TRANSACTION = 'https://adyen.com/en_SG/privacy-policy/transaction'
const MOLLIE = 'https://www.mollie.com/privacy'
const SCALAPAY = 'https://www.scalapay.com/en/privacy'
const ONEY = 'https://www.oney.com/'
const WORLDLINE = 'https://worldline.com/'
const SUMUP = 'https://sumup.com/en-mt/privacy'
const APPLE_PAY = 'https://www.apple.com/legal/privacy/data/en/apple-pay/'
const AMAZON_PAY = 'https://pay.amazon.eu/'

const payer = { uses: ['payment'], service: 'payment' } satisfies Partial<ServiceInput>
const needed = {
  topic: 'transactions',
  party: 'first',
  exemption: 'strictly_necessary',
} satisfies Partial<TrackerInput>

export const payment: readonly ServiceInput[] = [
  {
    id: 'stripe',
    name: 'Stripe',
    ...payer,
    // Both, its agreement says: processor for the payment, controller for what the law asks of it.
    role: { kind: 'processor', ...seen(STRIPE_DPA) },
    entity: { name: 'Stripe Payments Europe, Limited', country: 'IE', ...toCheck(STRIPE_DPA) },
    places: [
      { country: 'IE', mechanism: 'eea', ...toCheck(STRIPE_DPA) },
      { country: 'US', mechanism: 'adequacy', ...seen(STRIPE_TRANSFERS) },
    ],
    privacyPolicy: toCheck('https://stripe.com/privacy'),
    agreement: { name: 'Stripe Data Processing Agreement', ...seen(STRIPE_DPA) },
    trackers: [
      { ...needed, pattern: '__stripe_mid' },
      { ...needed, pattern: '__stripe_sid' },
    ],
    hosts: { names: ['stripe.com', 'stripe.network'], ...toCheck('https://stripe.com/cookie-settings') },
  },
  {
    id: 'paypal',
    name: 'PayPal',
    ...payer,
    role: { kind: 'controller', ...seen(PAYPAL) },
    entity: { name: 'PayPal (Europe) S.à r.l. et Cie, S.C.A.', country: 'LU', ...seen(PAYPAL) },
    privacyPolicy: seen(PAYPAL),
    hosts: { names: ['paypal.com', 'paypalobjects.com'], ...toCheck(PAYPAL) },
  },
  {
    id: 'klarna',
    name: 'Klarna',
    ...payer,
    role: { kind: 'controller', ...toCheck(KLARNA) },
    entity: { name: 'Klarna Bank AB (publ)', country: 'SE', ...toCheck(KLARNA) },
    privacyPolicy: toCheck(KLARNA),
    hosts: { names: ['klarna.com', 'klarnacdn.net', 'klarnaservices.com'], ...toCheck(KLARNA) },
  },
  {
    id: 'alma',
    name: 'Alma',
    ...payer,
    role: { kind: 'controller', ...toCheck(ALMA) },
    entity: { name: 'Alma SAS', country: 'FR', ...seen('https://getalma.eu/legal/terms/payment') },
    privacyPolicy: seen(ALMA),
    hosts: { names: ['getalma.eu', 'almapay.com'], ...toCheck(ALMA) },
  },
  {
    id: 'adyen',
    name: 'Adyen',
    ...payer,
    role: { kind: 'controller', ...seen(ADYEN_TRANSACTION) },
    entity: { name: 'Adyen N.V.', country: 'NL', ...seen(ADYEN) },
    privacyPolicy: seen(ADYEN),
    hosts: { names: ['adyen.com'], ...toCheck(ADYEN) },
  },
  {
    id: 'mollie',
    name: 'Mollie',
    ...payer,
    role: { kind: 'controller', ...toCheck(MOLLIE) },
    entity: { name: 'Mollie B.V.', country: 'NL', ...toCheck(MOLLIE) },
    privacyPolicy: seen(MOLLIE),
    hosts: { names: ['mollie.com'], ...toCheck(MOLLIE) },
  },
  {
    id: 'scalapay',
    name: 'Scalapay',
    ...payer,
    role: { kind: 'controller', ...toCheck(SCALAPAY) },
    entity: { name: 'Scalapay S.r.l.', country: 'IT', ...toCheck(SCALAPAY) },
    privacyPolicy: seen(SCALAPAY),
    hosts: { names: ['scalapay.com'], ...toCheck(SCALAPAY) },
  },
  {
    id: 'oney',
    name: 'Oney',
    ...payer,
    role: { kind: 'controller', ...toCheck(ONEY) },
    entity: { name: 'Oney Bank SA', country: 'FR', ...toCheck(ONEY) },
    privacyPolicy: null,
  },
  {
    id: 'worldline',
    name: 'Worldline',
    ...payer,
    role: { kind: 'controller', ...toCheck(WORLDLINE) },
    entity: null,
    privacyPolicy: null,
  },
  {
    id: 'sumup',
    name: 'SumUp',
    uses: ['payment', 'till'],
    service: 'payment',
    role: { kind: 'controller', ...seen(SUMUP) },
    // Which of its companies it is, it says when the shop signs up.
    entity: null,
    privacyPolicy: seen(SUMUP),
  },
  {
    id: 'apple-pay',
    name: 'Apple Pay',
    ...payer,
    role: { kind: 'controller', ...toCheck(APPLE_PAY) },
    entity: { name: 'Apple Distribution International Limited', country: 'IE', ...toCheck(APPLE_PAY) },
    privacyPolicy: toCheck(APPLE_PAY),
  },
  {
    id: 'google-pay',
    name: 'Google Pay',
    ...payer,
    role: { kind: 'controller', ...toCheck('https://policies.google.com/privacy') },
    entity: null,
    privacyPolicy: toCheck('https://policies.google.com/privacy'),
    hosts: { names: ['pay.google.com'], ...toCheck('https://developers.google.com/pay/api/web/overview') },
  },
  {
    id: 'amazon-pay',
    name: 'Amazon Pay',
    ...payer,
    role: { kind: 'controller', ...toCheck(AMAZON_PAY) },
    entity: { name: 'Amazon Payments Europe s.c.a.', country: 'LU', ...toCheck(AMAZON_PAY) },
    privacyPolicy: null,
    hosts: { names: ['payments-amazon.com', 'pay.amazon.eu'], ...toCheck(AMAZON_PAY) },
  },
]
