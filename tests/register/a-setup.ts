import fc from 'fast-check'
import { catalogue } from '../../app/register/catalogue/index.ts'
import type { RegisterShop } from '../../app/register/edit/start.ts'
import { type Answers, answersSchema, QUESTIONS, type Register, registerFromAnswers } from '../../app/register/index.ts'
import { TOOL_QUESTIONS } from '../../app/register/setup/words.ts'

export const NOW = new Date('2026-11-27T12:00:00Z')
export const TODAY = '2026-11-27'

export const theShop: RegisterShop = {
  name: 'Maison Lavande',
  email: 'bonjour@maison-lavande.example',
  url: 'https://maison-lavande.example/',
  address: '12 rue des Lilas\n69002 Lyon',
  country: 'FR',
  locales: ['fr', 'en'],
}

type Written = Parameters<typeof answersSchema.parse>[0]

/** Answers as a page sends them. */
export const answered = (written: Written): Answers => answersSchema.parse(written)

export const madeFrom = (written: Written, shop: RegisterShop = theShop): Register =>
  registerFromAnswers(answered(written), shop, NOW)

export const none = { services: [], others: [] }
export const using = (...ids: string[]) => ({
  services: ids.map((id) => ({ id, country: null, seen: false })),
  others: [],
})

/** A small shop that answers everything. */
export const aSmallShop = {
  company: {
    name: 'Maison Lavande',
    address: '12 rue des Lilas\n69002 Lyon',
    country: 'FR',
    email: 'bonjour@maison-lavande.example',
    contactPageUrl: 'https://maison-lavande.example/pages/contact',
    dpoEmail: null,
  },
  markets: { ships: 'country', usVisitors: false },
  email: using('brevo'),
  ads: none,
  statistics: none,
  reviews: none,
  support: none,
  delivery: using('colissimo'),
  payment: using('shopify-payments'),
  partners: { partners: [] },
  professionals: { yes: false },
  stores: { yes: false, ...none },
  accounts: { yes: true },
  inactivity: { months: 24 },
  site: { ...none, keptCountry: 'FR' },
} as const

const country = fc.constantFrom('FR', 'DE', 'US', 'CA', 'CN', 'GB', 'RE')
const name = fc.oneof(
  fc.constantFrom('Acme', 'acme ', 'Ácme', '株式会社', 'Klaviyo', '-'),
  fc.string({ maxLength: 130 }),
)
const address = fc.constantFrom('https://brand.example/privacy', 'http://x.example/')
const ids = catalogue().map(({ id }) => id)

const tools = {
  services: fc.uniqueArray(
    fc.record({ id: fc.constantFrom(...ids, 'gone'), country: fc.option(country), seen: fc.boolean() }),
    { maxLength: 30, selector: ({ id }) => id },
  ),
  others: fc.array(fc.record({ name, country, privacyPolicyUrl: fc.option(address) }), { maxLength: 4 }),
}
const usedTools = fc.record(tools)
const mail = fc.constantFrom('a@shop.example', 'dpo@shop.example')

/** Whatever a page may send, valid or not; the schema says which is. */
const anything = fc.record(
  {
    company: fc.record({
      name,
      address: fc.string({ maxLength: 60 }),
      country,
      email: mail,
      contactPageUrl: fc.option(address),
      dpoEmail: fc.option(mail),
    }),
    markets: fc.record({ ships: fc.constantFrom('country', 'eea', 'world'), usVisitors: fc.boolean() }),
    ...Object.fromEntries(TOOL_QUESTIONS.map((question) => [question, usedTools])),
    partners: fc.record({
      partners: fc.array(fc.record({ name, country, privacyPolicyUrl: address }), { maxLength: 3 }),
    }),
    professionals: fc.record({ yes: fc.boolean() }),
    stores: fc.record({ yes: fc.boolean(), ...tools }),
    accounts: fc.record({ yes: fc.boolean() }),
    inactivity: fc.record({ months: fc.integer({ min: 0, max: 1_201 }) }),
    site: fc.record({ ...tools, keptCountry: fc.option(country) }),
  },
  { requiredKeys: [] },
)

/** Valid answers of every kind: each question answered, skipped or not reached. */
export const someAnswers: fc.Arbitrary<Answers> = fc
  .tuple(anything, fc.subarray([...QUESTIONS]))
  .map(([given, skipped]) => {
    const all = { ...given, ...Object.fromEntries(skipped.map((question) => [question, null])) }
    // One that is not valid is one that was never saved.
    const valid = Object.entries(all).filter(
      ([question, answer]) => answersSchema.safeParse({ [question]: answer }).success,
    )
    return answered(Object.fromEntries(valid))
  })
