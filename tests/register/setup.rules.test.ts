import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../app/register/catalogue/index.ts'
import { USES } from '../../app/register/catalogue/words.ts'
import {
  entryOf,
  errorsOf,
  isInEea,
  keyOfPart,
  type Register,
  referencesOf,
  registerFindings,
  registerFromAnswers,
  register as registerSchema,
  suggestedParts,
} from '../../app/register/index.ts'
import { APPLIES } from '../../app/register/setup/applies.ts'
import { MOST_SERVICES } from '../../app/register/setup/limits.ts'
import { servicesOffered, servicesSeen } from '../../app/register/setup/offered.ts'
import { TOOL_QUESTIONS, type ToolQuestion, USES_OF } from '../../app/register/setup/words.ts'
import { frenchRetailer } from '../../app/register/template/index.ts'
import { answered, aSmallShop, madeFrom, NOW, none, someAnswers, TODAY, theShop, using } from './a-setup.ts'

const idsIn = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id)
const isConfirmed = (register: Register, key: string) => !register.suggested.includes(key)
const purposesOf = (register: Register, recipient: string) =>
  register.purposes
    .filter(({ recipients }) => idsIn(recipients.map((id) => ({ id }))).includes(recipient))
    .map(({ id }) => id)

/** What only staff know: the set-up asks for none of it, and a finding waits until they say it. */
const NEEDS_STAFF = [
  // Staff say that they stand for it.
  'unconfirmed',
  // The catalogue does not know the company, and whoever answered did not either.
  'recipient_country_missing',
  // Which safeguard stands in the contract.
  'transfer_without_mechanism',
  // Neither Shopify nor an answer says it.
  'address_missing',
  // A company outside the EEA names somebody in it.
  'representative_missing',
]

describe('the register that answers make', () => {
  test('whatever they are, it is a register, and only facts that staff alone know keep it from being published', () => {
    fc.assert(
      fc.property(someAnswers, fc.boolean(), (answers, isKnown) => {
        const shop = isKnown ? theShop : { ...theShop, address: '', country: null }
        const made = registerFromAnswers(answers, shop, NOW)
        expect(registerSchema.safeParse(made).success).toBe(true)
        const codes = errorsOf(registerFindings(made, TODAY)).map(({ code }) => code)
        expect(codes.filter((code) => !NEEDS_STAFF.includes(code))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('it claims nothing that no answer said: what is confirmed was answered', () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const made = registerFromAnswers(answers, theShop, NOW)
        const waiting = new Set(made.suggested)
        expect(made.purposes.filter(({ id }) => !waiting.has(`purpose/${id}`))).toEqual([])
        expect(made.storagePlaces.filter(({ id }) => !waiting.has(`storage_place/${id}`))).toEqual([])
        expect(made.trackers.filter(({ id }) => !waiting.has(`tracker/${id}`))).toEqual([])
        expect(waiting.has('rights_channel') && waiting.has('cookies')).toBe(true)
        expect(waiting.has('controller')).toBe(!answers.company)
      }),
      { numRuns: 30 },
    )
  })

  test('it names no country that nobody said', () => {
    const made = madeFrom({ delivery: using('dpd'), stores: { yes: true, ...none } })
    expect(entryOf(made, 'recipient', 'dpd')?.country).toBeNull()
    expect(entryOf(made, 'recipient', 'kept')?.country).toBeNull()
    expect(entryOf(made, 'recipient', 'store-advisers')?.country).toBeNull()
    const nowhere = madeFrom({}, { ...theShop, country: null })
    expect(nowhere.controller).toMatchObject({ country: null, supervisoryAuthority: null })
  })

  test('with nothing answered, no company is named but Shopify and Kept', () => {
    const named = madeFrom({}).recipients.filter(({ kind }) => kind !== 'internal' && kind !== 'authority')
    expect(idsIn(named)).toEqual(['shopify', 'kept'])
  })

  test('Shopify’s data goes on to other countries, and the register says where', () => {
    const places = madeFrom({}).storagePlaces.filter(({ recipient }) => recipient === 'shopify')
    expect(places.map(({ country }) => country)).toEqual(expect.arrayContaining(['IE', 'CA', 'US']))
    expect(places.some(({ country }) => !isInEea(country))).toBe(true)
  })

  test('every part of the template that a rule names is in the template', () => {
    const template = frenchRetailer({
      shopName: 'A',
      address: 'B',
      email: 'a@b.example',
      url: 'https://b.example',
      contactPage: 'https://b.example/c',
      today: TODAY,
    })
    const all = new Set(
      (['purposes', 'dataCategories', 'recipients', 'retentionRules', 'clauses'] as const).flatMap((collection) =>
        idsIn(template[collection]),
      ),
    )
    expect(Object.keys(APPLIES).filter((key) => !all.has(key.split('/')[1] ?? ''))).toEqual([])
  })
})

describe('what each answer does to the register', () => {
  test.each<[string, Parameters<typeof madeFrom>[0], (made: Register) => unknown, unknown]>([
    [
      'the company is as answered',
      { company: { ...aSmallShop.company, name: 'Tea', country: 'BE' } },
      ({ controller }) => [controller.name, controller.country, controller.supervisoryAuthority],
      ['Tea', 'BE', null],
    ],
    [
      'without an officer, none is claimed',
      { company: aSmallShop.company },
      ({ controller, rightsChannel }) => [controller.dpoEmail, rightsChannel.dpoEmail],
      [null, false],
    ],
    [
      'an officer has an address of their own',
      { company: { ...aSmallShop.company, dpoEmail: 'dpo@x.example' } },
      ({ controller, rightsChannel }) => [controller.dpoEmail, rightsChannel.dpoEmail],
      ['dpo@x.example', true],
    ],
    [
      'skipped, the shop’s address is still no officer’s',
      { company: null },
      ({ controller }) => controller.dpoEmail,
      null,
    ],
    [
      'without a contact page, people write by post',
      { company: { ...aSmallShop.company, contactPageUrl: null } },
      ({ rightsChannel }) => [rightsChannel.contactPage, rightsChannel.post],
      [false, true],
    ],
    [
      'who ships to the world says that data goes along',
      { markets: { ships: 'world', usVisitors: false } },
      ({ clauses, cookies }) => [idsIn(clauses).includes('delivery-abroad'), cookies.usVisitors],
      [true, false],
    ],
    [
      'who does not, does not',
      { markets: { ships: 'eea', usVisitors: true } },
      ({ clauses, cookies }) => [idsIn(clauses).includes('delivery-abroad'), cookies.usVisitors],
      [false, true],
    ],
    [
      'no messages, no purpose for them',
      { email: none },
      ({ purposes }) => purposes.filter(({ topic }) => topic === 'email_marketing'),
      [],
    ],
    [
      'an e-mail tool serves e-mails',
      { email: using('brevo') },
      (made) => purposesOf(made, 'brevo'),
      ['email-offers', 'b2b-email'],
    ],
    [
      'picked for e-mail, it does nothing else that it could do',
      { email: using('nosto') },
      (made) => purposesOf(made, 'nosto'),
      ['email-offers', 'b2b-email'],
    ],
    [
      'no advertisements, nobody is asked about them',
      { ads: none },
      ({ purposes }) => idsIn(purposes).filter((id) => ['advertising', 'profiling'].includes(id)),
      [],
    ],
    ['skipped, neither', { ads: null }, ({ purposes }) => idsIn(purposes).includes('advertising'), false],
    ['an advertiser by name', { ads: using('meta') }, (made) => purposesOf(made, 'meta'), ['advertising']],
    [
      'statistics by name',
      { statistics: using('matomo-cloud') },
      (made) => purposesOf(made, 'matomo-cloud'),
      ['statistics'],
    ],
    [
      'reviews by name',
      { reviews: using('skeepers') },
      (made) => purposesOf(made, 'skeepers'),
      ['customer-service', 'b2b-customer-service'],
    ],
    [
      'a chat’s tracker waits for consent',
      { support: using('crisp') },
      ({ trackers }) => [
        ...new Set(trackers.filter(({ recipient }) => recipient === 'crisp').map(({ purpose }) => purpose)),
      ],
      ['extra-functions'],
    ],
    [
      'a carrier by name',
      { delivery: using('colissimo') },
      (made) => purposesOf(made, 'colissimo'),
      ['orders', 'b2b-orders'],
    ],
    [
      'a payment service checks payments',
      { payment: using('stripe') },
      ({ purposes }) => purposes.find(({ id }) => id === 'orders')?.automatedDecision === null,
      false,
    ],
    [
      'without one, no check is claimed',
      { payment: none },
      ({ purposes }) => purposes.find(({ id }) => id === 'orders')?.automatedDecision,
      null,
    ],
    [
      'no partner, no purpose',
      { partners: { partners: [] } },
      ({ purposes }) => purposes.filter(({ topic }) => topic === 'joint_use'),
      [],
    ],
    [
      'a partner by name',
      { partners: { partners: [{ name: 'Tea', country: 'FR', privacyPolicyUrl: 'https://tea.example/p' }] } },
      ({ purposes, recipients }) => [
        purposes.find(({ topic }) => topic === 'joint_use')?.askedAt,
        recipients.find(({ service }) => service === 'partner_brand')?.privacyPolicyUrl,
      ],
      [['sign_up_form', 'account'], 'https://tea.example/p'],
    ],
    [
      'no professionals, nothing for them',
      { professionals: { yes: false } },
      (made) => JSON.stringify(made).includes('"professional"'),
      false,
    ],
    ['professionals', { professionals: { yes: true } }, ({ purposes }) => idsIn(purposes).includes('b2b-orders'), true],
    [
      'no stores, no advisers and no position',
      { stores: { yes: false, ...none } },
      ({ recipients, dataCategories }) =>
        [...idsIn(recipients), ...idsIn(dataCategories)].filter((id) => ['store-advisers', 'location'].includes(id)),
      [],
    ],
    [
      'stores, and the till',
      { stores: { yes: true, ...using('shopify-pos') } },
      (made) => [purposesOf(made, 'shopify-pos'), purposesOf(made, 'store-advisers').length > 0],
      [['orders', 'b2b-orders'], true],
    ],
    [
      'no accounts, no right that needs one',
      { accounts: { yes: false } },
      ({ rightsChannel, dataCategories, purposes }) => [
        rightsChannel.account,
        rightsChannel.identityMethods.includes('account_login'),
        idsIn(dataCategories).includes('account'),
        purposes.some(({ askedAt }) => askedAt.includes('account')),
      ],
      [false, false, false, false],
    ],
    [
      'nobody calls back unless somebody says so',
      { accounts: { yes: true } },
      ({ rightsChannel }) => rightsChannel.identityMethods.includes('call_back'),
      false,
    ],
    [
      'inactive after as many months as answered',
      { inactivity: { months: 18 } },
      ({ retentionRules }) => [
        ...new Set(retentionRules.filter(({ trigger }) => trigger === 'last_activity').map(({ months }) => months)),
      ],
      [18],
    ],
    [
      'who runs the site besides Shopify',
      {
        site: {
          services: [],
          others: [{ name: 'Web & Co', country: 'FR', privacyPolicyUrl: null }],
          keptCountry: 'DE',
        },
      },
      ({ recipients }) =>
        recipients
          .filter(({ service, kind }) => service === 'it' && kind === 'processor')
          .map(({ name, country }) => [name.fr, country]),
      [
        ['Shopify International Limited', 'IE'],
        ['Kept', 'DE'],
        ['Web & Co', 'FR'],
      ],
    ],
    [
      'Kept keeps the proof of choices where it runs',
      { site: { ...none, keptCountry: 'DE' } },
      ({ storagePlaces }) => storagePlaces.find(({ recipient }) => recipient === 'kept'),
      expect.objectContaining({ country: 'DE', dataCategories: expect.arrayContaining(['privacy-records']) }),
    ],
  ])('%s', (_, answers, told, expected) => {
    expect(told(madeFrom(answers))).toEqual(expected)
  })
})

describe('what is confirmed and what is only suggested', () => {
  test('a service that staff named, all of whose facts were read at their source, is confirmed', () => {
    const made = madeFrom({ email: using('omnisend', 'brevo') })
    expect(isConfirmed(made, 'recipient/omnisend')).toBe(true)
    // Nobody has read where Brevo's privacy policy and servers are.
    expect(isConfirmed(made, 'recipient/brevo')).toBe(false)
  })

  test('one that was only ticked because the storefront showed it is not', () => {
    const seen = { services: [{ id: 'omnisend', country: null, seen: true }], others: [] }
    expect(isConfirmed(madeFrom({ email: seen }), 'recipient/omnisend')).toBe(false)
  })

  test('what kind of company staff named, and a partner’s arrangement, wait for them', () => {
    const others = [{ name: 'Acme', country: 'FR', privacyPolicyUrl: null }]
    const partners = [{ name: 'Tea', country: 'FR', privacyPolicyUrl: 'https://tea.example/p' }]
    const made = madeFrom({ email: { services: [], others }, partners: { partners } })
    const named = made.recipients.filter(({ id }) => id.startsWith('named-') || id.startsWith('partner-'))
    expect(named).toHaveLength(2)
    expect(named.map(({ id }) => isConfirmed(made, `recipient/${id}`))).toEqual([false, false])
  })

  test('two companies whose names differ in an accent are two', () => {
    const others = ['Acme', 'Ácme'].map((name) => ({ name, country: 'FR', privacyPolicyUrl: null }))
    const named = madeFrom({ email: { services: [], others } }).recipients.filter(({ id }) => id.startsWith('named-'))
    expect(named.map(({ name }) => name.fr)).toEqual(['Acme', 'Ácme'])
  })

  test('a period that says no more than was answered is confirmed', () => {
    const made = madeFrom({ inactivity: { months: 12 } })
    expect(isConfirmed(made, 'retention_rule/prospects')).toBe(true)
    expect(isConfirmed(made, 'retention_rule/inactive-customers')).toBe(false)
    expect(isConfirmed(madeFrom({}), 'retention_rule/prospects')).toBe(false)
  })

  test('a small shop that answers all has nothing left but to confirm', () => {
    const made = madeFrom(aSmallShop)
    const errors = errorsOf(registerFindings(made, TODAY)).filter(({ code }) => code !== 'unconfirmed')
    expect(errors).toEqual([])
    expect(suggestedParts(made).map(keyOfPart)).not.toContain('controller')
    expect(referencesOf(made).length).toBeGreaterThan(20)
  })
})

describe('what a question offers', () => {
  const ids = (question: ToolQuestion, names: string[], is: 'isSeen' | 'isListed') =>
    servicesOffered(question, servicesSeen(names)).flatMap((each) => (each[is] ? [each.id] : []))

  test('a tracker or a host of the storefront proposes its service, in one question only', () => {
    const names = ['_fbp', 'static.klaviyo.com', '_shopify_y', 'nobody.example', '']
    const proposed = TOOL_QUESTIONS.flatMap((question) => ids(question, names, 'isSeen').map((id) => [question, id]))
    expect(proposed).toEqual([
      ['email', 'klaviyo'],
      ['ads', 'meta'],
    ])
  })

  test('every service of the catalogue can be found in every question, except those that every shop has', () => {
    for (const question of TOOL_QUESTIONS) {
      expect(servicesOffered(question, new Set())).toHaveLength(catalogue().length - 2)
      expect(ids(question, [], 'isListed').length).toBeLessThanOrEqual(MOST_SERVICES)
    }
  })

  test('every use of a service that a shop chooses is asked for', () => {
    const asked = new Set<string>(TOOL_QUESTIONS.flatMap((question) => USES_OF[question]))
    expect(USES.filter((use) => !asked.has(use))).toEqual(['platform', 'privacy'])
  })
})

describe('an answer that is none', () => {
  test.each<[string, unknown]>([
    [
      'the shop’s ordinary address as the officer’s',
      { company: { ...aSmallShop.company, dpoEmail: 'Bonjour@maison-lavande.example' } },
    ],
    [
      'a partner without the address of its privacy policy',
      { partners: { partners: [{ name: 'Tea', country: 'FR', privacyPolicyUrl: '' }] } },
    ],
    ['the same service twice', { email: using('brevo', 'brevo') }],
    ['a question that is not asked', { pets: { yes: true } }],
    ['a country that is none', { site: { ...none, keptCountry: 'EUX' } }],
  ])('%s is refused', (_, written) => {
    expect(() => answered(written as never)).toThrow()
  })
})
