/** Faults of the policy that the template once published, each kept as the reader who was misled by it. */
import { describe, expect, test } from 'vitest'
import { lineOf } from '../../app/banner/configuration/purpose-texts.ts'
import { CHOICES_TEXTS } from '../../app/banner/privacy-choices/texts.ts'
import { POLICY_LANGUAGES } from '../../app/policy/languages.ts'
import {
  AUDIENCES,
  purposesAskedInBanner,
  type Register,
  register,
  suggestedParts,
  trackersOf,
  WRITTEN_LANGUAGES,
} from '../../app/register/index.ts'
import { asSuggestion } from '../../app/register/suggested.ts'
import { localeStrings } from '../extensions/storefront.ts'
import { named } from '../register/a-catalogue.ts'
import { aDataCategory, aPurpose, aRecipient, aRegister, aRetentionRule, theTemplate } from '../register/a-register.ts'
import { aCookiePage, aPolicy, parsedPage } from './a-policy.ts'

const template = theTemplate()
const policy = (given: Register = template, language: (typeof POLICY_LANGUAGES)[number] = 'en') =>
  parsedPage(aPolicy(language, given))
const said = (id: string, given: Register = template) => policy(given).statements.get(id) ?? ''

describe('a shopper who looks up a cookie', () => {
  const rows = (given: Register) =>
    [...parsedPage(aCookiePage('en', given)).statements.values()].filter((text) => text.startsWith('kp1 ('))

  test('reads that the choice counts as long as the banner says, in both places where it is kept', () => {
    expect(rows(template).map((text) => text.includes('6 months'))).toEqual([true, true])
    expect(rows(template).join()).not.toContain('Until you delete it')
    const longer = { ...template, cookies: { ...template.cookies, askAgainMonths: 12 } }
    expect(rows(longer).map((text) => text.includes('12 months'))).toEqual([true, true])
  })

  test('finds those that Shopify sets, and none that it no longer does', () => {
    const ofShopify = template.trackers.filter(({ recipient }) => recipient === 'shopify').map(({ pattern }) => pattern)
    const known = trackersOf(named('shopify'), WRITTEN_LANGUAGES, template.purposes).map(({ pattern }) => pattern)
    expect(ofShopify).toEqual(known)
    for (const gone of ['_tracking_consent', '_shopify_y', '_shopify_s']) expect(ofShopify).not.toContain(gone)
  })
})

describe('a customer who asks when their purchases are gone', () => {
  test('reads one end for each kind of data of the same people', () => {
    const subjects = new Set(['order', 'customer', 'company_contact', 'account'])
    for (const audience of AUDIENCES)
      for (const { id } of template.dataCategories) {
        const ends = template.retentionRules
          .filter((rule) => rule.audience.includes(audience) && subjects.has(rule.subject))
          .filter(({ dataCategories }) => dataCategories.some((one) => one === id))
          .map(({ trigger, months }) => `${trigger} ${months}`)
        expect(new Set(ends).size, `${audience} ${id}`).toBeLessThan(2)
      }
  })

  test('is never told that nobody can trace what is kept for the law', () => {
    const hold = { keeps: { en: 'Invoices' }, reason: { en: 'The law.' }, months: 120 }
    const of = (legalHolds: (typeof hold)[]) =>
      said('consumer.retention_rule.inactive', aRegister({ retentionRules: [aRetentionRule({ legalHolds })] }))
    expect(of([])).toContain('Your data is made anonymous.')
    expect(of([hold])).not.toContain('Your data is made anonymous')
    expect(of([hold])).toMatch(/Invoices, 10 years\. The law\..*Everything else is made anonymous/)
  })
})

describe('somebody who asks on which ground their data is used', () => {
  test('is not told that statistics on orders wait for their consent', () => {
    expect(said('consumer.purpose.order-statistics')).toContain('Our legitimate interest')
    expect(said('consumer.purpose.order-statistics')).not.toContain('agree')
    const measured = template.purposes.find(({ id }) => id === 'statistics')
    expect(measured).toMatchObject({ legalBasis: 'consent', dataCategories: ['navigation'] })
  })

  test('is not told that proof for a dispute is a legal duty', () => {
    expect(said('consumer.purpose.legal')).not.toMatch(/contract|Civil Code/)
    expect(said('consumer.purpose.claims')).toContain('Our legitimate interest')
    expect(said('consumer.retention_rule.orders')).toContain('Not a legal duty')
  })

  test('is not told that the law makes them give what only a sale needs', () => {
    expect(policy().text).not.toMatch(/the law requires it\..*conclude a sale/)
  })

  test('does not read that advertisements are how a purpose reaches them, but does for e-mail', () => {
    const reached = (channel: 'ads' | 'email') =>
      said('consumer.purpose.orders', aRegister({ purposes: [aPurpose({ channel })] }))
    expect(reached('ads')).not.toContain('We reach you')
    expect(reached('email')).toContain('We reach you by e-mail')
  })

  test.each(POLICY_LANGUAGES)(
    'reads in %s no claim that figures are for the shop alone beside who receives them',
    (language) => {
      expect(policy(template, language).text).not.toMatch(
        /for us alone|que pour nous|nur für uns|solo para nosotros|solo per noi|alleen voor ons/,
      )
    },
  )
})

describe('somebody whose employer ordered for them', () => {
  test('reads who gave their data, and not twice', () => {
    expect(said('professional.data_category.delivery-recipients')).toMatch(
      /From: Your company gives it to us when it orders for you\.$/,
    )
    const category = aDataCategory({ sources: ['third_party'] })
    expect(said('consumer.data_category.contact', aRegister({ dataCategories: [category] }))).toContain(
      'From: somebody else.',
    )
  })

  test('is not profiled by gender, age and region', () => {
    expect([...policy().statements.keys()]).not.toContain('professional.data_category.demographics')
    expect(said('professional.purpose.advertising')).not.toContain('Demographic')
  })
})

describe('somebody who asks where their data is', () => {
  const ireland = { country: 'IE', transfer: { mechanism: 'eea' } } as const
  const place = (
    country: string,
    transfer: { mechanism: 'eea' | 'standard_clauses' },
    audience = ['consumer' as const],
  ) => ({
    id: `p-${country.toLowerCase()}`,
    audience,
    name: { en: 'Place' },
    country,
    transfer,
    recipient: 'carrier',
  })

  test.each([
    [
      'its keeper has a place elsewhere',
      aRecipient(ireland),
      [place('IE', { mechanism: 'eea' }), place('US', { mechanism: 'standard_clauses' })],
    ],
    [
      'its keeper works under clauses',
      aRecipient({ country: 'IE', transfer: { mechanism: 'standard_clauses' } }),
      [place('IE', { mechanism: 'eea' })],
    ],
    [
      'its keeper sits elsewhere',
      aRecipient({ country: 'US', transfer: { mechanism: 'standard_clauses' } }),
      [place('IE', { mechanism: 'eea' })],
    ],
  ])('is not told that all is in the European Union when %s', (_why, recipient, storagePlaces) => {
    const given = register.parse({ ...aRegister(), recipients: [recipient], storagePlaces })
    expect(policy(given).text).not.toContain('European Union')
  })

  test('is told so when it is true', () => {
    const given = register.parse({
      ...aRegister(),
      recipients: [aRecipient(ireland)],
      storagePlaces: [place('IE', { mechanism: 'eea' })],
    })
    expect(said('consumer.stored_in', given)).toBe('All of these places are in the European Union.')
  })

  test.each(POLICY_LANGUAGES)(
    'reads in %s which clauses bind who receives data, though nobody noted their day',
    (language) => {
      const transfer = { mechanism: 'standard_clauses' as const, signedOn: null }
      const given = register.parse({ ...aRegister(), recipients: [aRecipient({ country: 'US', transfer })] })
      expect(policy(given, language).text).toContain('2021/914')
    },
  )

  test('reads the name of the host', () => {
    expect(said('consumer.storage_place.shopify-ie')).toContain('Shopify International Limited')
  })
})

describe('somebody who wants to use their rights', () => {
  test('is not sent to a data protection officer whom nobody appointed', () => {
    expect(policy().text).not.toContain('(DPO)')
    expect(said('general.channel.dpo_email')).toMatch(/^By e-mail: /)
    const appointed = { ...template, controller: { ...template.controller, dpoEmail: 'dpo@shop.example' } }
    expect(said('general.channel.dpo_email', appointed)).toContain('(DPO): dpo@shop.example')
  })

  test('is promised no call-back and no transfer that nobody makes', () => {
    expect(policy().text).not.toContain('call you back')
    const sends = 'If you ask us to, we send it to another company.'
    expect(said('general.right.portability')).not.toContain(sends)
    const sending = { ...template, rightsChannel: { ...template.rightsChannel, transfer: true } }
    expect(said('general.right.portability', sending)).toContain(sends)
  })

  test.each([
    'security-access',
    'security-accounts',
    'security-encryption',
    'security-backups',
    'unsubscribe-link',
    'territory',
  ])('reads %s only when staff confirmed it, and it can be left out alone', (id) => {
    expect(suggestedParts(asSuggestion(template))).toContainEqual({ kind: 'clause', id })
    const without = { ...template, clauses: template.clauses.filter((clause) => clause.id !== id) }
    const before = [...policy().statements.keys()]
    const after = new Set(policy(without).statements.keys())
    const gone = before.filter((each) => !after.has(each))
    expect(gone.every((each) => each.endsWith(`.clause.${id}`))).toBe(true)
    expect(gone.length).toBeGreaterThan(0)
  })

  test('reads nobody’s word that passwords are never seen', () => {
    expect(policy().text).not.toMatch(/never see your password|public register/)
  })
})

describe('a visitor from the United States', () => {
  const american = { ...template, cookies: { ...template.cookies, usVisitors: true } }

  test.each(POLICY_LANGUAGES)('reads in %s how to say no there, when the shop sells there', (language) => {
    const text = policy(american, language).text
    // The name that the law gives the link stands beside the translation.
    expect(text).toContain('Your Privacy Choices')
    expect(policy(american, language).statements.get('general.united_states.signal')).toContain(
      'Global Privacy Control',
    )
    expect([...policy(template, language).statements.keys()].filter((id) => id.includes('united_states'))).toEqual([])
  })

  test.each(POLICY_LANGUAGES)('follows in %s the link that the storefront really has', (language) => {
    const { opt_out } = localeStrings(language) as { opt_out: { link: string } }
    expect(policy(american, language).statements.get('general.united_states.choices')).toContain(opt_out.link)
    expect(CHOICES_TEXTS[language].title).toBe(opt_out.link)
  })

  test('reads nowhere “only if you agree” without what holds there', () => {
    const { statements } = policy(american)
    const claims = [...statements].filter(([, text]) => /only if you agree/i.test(text))
    expect(claims.map(([id]) => id)).toEqual(
      expect.arrayContaining([
        'general.summary.consent',
        'general.tracker_consent',
        'consumer.recipient.social-networks',
      ]),
    )
    const purposes = american.purposes.filter(({ signal }) => signal === 'none').map(({ id }) => id)
    // Asked at a sign-up form, or by the banner without a signal of Shopify's: there the agreement comes first, everywhere.
    const isAskedEverywhere = (id: string) => purposes.some((purpose) => id.endsWith(`.${purpose}`))
    for (const [id, text] of claims) if (!isAskedEverywhere(id)) expect(text, id).toContain('In the United States')
    for (const [id, text] of policy(template).statements)
      if (!id.includes('united_states')) expect(text, id).not.toMatch(/In the United States,/)
  })

  test('is promised it only once staff confirmed it', () => {
    const waiting = (given: Register) =>
      suggestedParts({ ...given, suggested: asSuggestion(template).suggested }).filter(({ id }) =>
        id?.startsWith('united-states'),
      )
    expect(waiting(template)).toEqual([])
    expect(waiting(american)).toHaveLength(3)
  })
})

describe('a professional customer', () => {
  test('reads in their part only what differs, and finds every entry there by name', () => {
    const { statements } = policy()
    expect(statements.get('professional.data_category.contact')).toBe('Contact details')
    expect(statements.get('professional.purpose.advertising')).toMatch(
      /^Personalised advertising Data Your purchases; Use of the site$/,
    )
    expect(statements.get('professional.purpose.b2b-orders')).toContain('Legal basis')
  })

  test('reads everything where there is no other part', () => {
    const alone = register.parse({
      ...aRegister(),
      ...Object.fromEntries(
        (['purposes', 'dataCategories', 'retentionRules'] as const).map((key) => [
          key,
          aRegister()[key].map((one) => ({ ...one, audience: ['professional'] })),
        ]),
      ),
    })
    expect(policy(alone).statements.get('professional.data_category.contact')).toContain('E-mail address')
  })
})

test('a reader on a telephone sees the essentials first, and each other section closed under its title', () => {
  const html = parsedPage(aPolicy('en'))
  const tags = html.elements.map(({ tagName }) => tagName)
  expect(tags.indexOf('details')).toBeGreaterThan(tags.indexOf('nav'))
  expect(html.elements.filter(({ tagName, attrs }) => tagName === 'details' && attrs.length > 0)).toEqual([])
  expect(tags.filter((tag) => tag === 'details').length).toBe(tags.filter((tag) => tag === 'summary').length)
})

test.each(POLICY_LANGUAGES)(
  'a visitor reads in %s one plain line to each purpose that the banner asks for',
  (language) => {
    for (const purpose of purposesAskedInBanner(template))
      expect(lineOf(purpose.description[language] ?? '', language), purpose.id).toMatch(/\p{L}\.$/u)
  },
)
