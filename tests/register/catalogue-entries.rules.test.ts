import { describe, expect, test } from 'vitest'
import { CATALOGUE_WORDINGS } from '../../app/register/catalogue/texts.ts'
import {
  catalogue,
  errorsOf,
  recipientOf,
  registerFindings,
  serviceSeenBy,
  storagePlacesOf,
  trackersOf,
  WRITTEN_LANGUAGES,
} from '../../app/register/index.ts'
import { aPolicy, parsedPage } from '../policy/a-policy.ts'
import { named, registerWith } from './a-catalogue.ts'
import { aRegister, theTemplate } from './a-register.ts'

const TODAY = '2026-11-28'

const services = catalogue()

describe('what a service becomes in a register', () => {
  test('has as its only errors what nobody but the merchant can say', () => {
    const ofTheMerchant = ['recipient_country_missing', 'tracker_without_purpose']
    expect(
      services.flatMap((service) =>
        errorsOf(registerFindings(registerWith([service]), TODAY)).flatMap(({ code, entry }) =>
          entry?.id?.startsWith(service.id) && !ofTheMerchant.includes(code) ? [`${service.id}: ${code}`] : [],
        ),
      ),
    ).toEqual([])
  })
})

test('a shop that picked all of them has a register that can be saved', () => {
  const taken = registerWith(services)
  expect(taken.recipients).toHaveLength(services.length)
  const codes = new Set(registerFindings(taken, TODAY).map(({ code }) => code))
  for (const code of ['country_outside_eea', 'transfer_without_mechanism', 'adequacy_not_decided'] as const)
    expect(codes, code).not.toContain(code)
})
describe('Shopify', () => {
  test.each(['_tracking_consent', '_landing_page', '_orig_referrer', '_shopify_y', '_shopify_s'])(
    'is not said to set %s, which it no longer does',
    (cookie) => {
      expect(serviceSeenBy(cookie)).toBeUndefined()
    },
  )

  test.each(WRITTEN_LANGUAGES)(
    'and its transfers to Canada and the United States are in the policy in %s',
    (language) => {
      const taken = registerWith([named('shopify')])
      const { statements } = parsedPage(aPolicy(language, taken))
      const countries = new Intl.DisplayNames([language], { type: 'region' })
      expect(statements.get('consumer.storage_transfer.shopify-ca')).toContain(countries.of('CA'))
      expect(statements.get('consumer.storage_transfer.shopify-us')).toContain(countries.of('US'))
      // "All of these places are in the European Union."
      expect([...statements.keys()]).not.toContain('consumer.stored_in')
    },
  )
})

test('clauses between Shopify and its own sub-processors are not the shop’s to date', () => {
  const codes = errorsOf(registerFindings(registerWith([named('shopify')]), TODAY)).filter(
    ({ entry }) => entry?.kind === 'storage_place',
  )
  expect(codes).toEqual([])
})

describe('who decides', () => {
  test('a carrier that decides for itself is not called a processor, and owes no processing agreement', () => {
    const taken = registerWith([named('dhl'), named('sendcloud')])
    const { statements } = parsedPage(aPolicy('en', taken))
    expect(statements.get('consumer.controllers')).toContain('decide themselves')
    expect(statements.get('consumer.processors')).toContain('on our instructions')
    const codes = registerFindings(taken, TODAY).filter(({ entry }) => entry?.id === 'dhl')
    expect(codes.map(({ code }) => code)).not.toContain('agreement_missing')
    expect(codes.map(({ code }) => code)).toContain('review_missing')
  })

  test('with a joint controller, the policy says where the arrangement can be read', () => {
    const { statements } = parsedPage(aPolicy('fr', registerWith([named('meta')])))
    expect(statements.get('consumer.recipient.meta')).toContain('https://www.facebook.com/legal/controller_addendum')
  })

  test('a promise that only a person can keep is left to them: no date of a signature or of a look at the list', () => {
    for (const service of services)
      for (const { transfer } of [recipientOf(service, ['en']), ...storagePlacesOf(service, ['en'], [])]) {
        expect(Object.keys(transfer ?? {}), service.id).toEqual(['mechanism'])
      }
  })
})

describe('the trackers of a service', () => {
  test('serve the purpose of the register that has their topic, and none when it has none', () => {
    const { purposes } = theTemplate()
    const [ga] = trackersOf(named('google-analytics'), ['en'], purposes)
    expect(ga).toMatchObject({
      pattern: '_ga',
      purpose: 'statistics',
      exemption: 'none',
      recipient: 'google-analytics',
    })
    expect(trackersOf(named('google-analytics'), ['en'], aRegister().purposes)[0]?.purpose).toBeNull()
  })

  test('that wait for consent are not put under a purpose that needs none', () => {
    const { purposes } = theTemplate()
    const [chat] = trackersOf(named('crisp'), ['en'], purposes)
    expect(purposes.some(({ topic, legalBasis }) => topic === 'customer_service' && legalBasis !== 'consent')).toBe(
      true,
    )
    expect(chat).toMatchObject({ exemption: 'none', purpose: null })
  })

  test('without consent, only those of the shop, its payment and the choice itself may be set', () => {
    const exempt = services.filter(({ trackers }) => trackers.some(({ exemption }) => exemption !== 'none'))
    expect(exempt.map(({ id }) => id).sort()).toEqual(['kept', 'shopify', 'stripe'])
  })
})

describe.each(WRITTEN_LANGUAGES)('the catalogue’s texts in %s', (language) => {
  const { uses, trackers, arrangement } = CATALOGUE_WORDINGS[language]
  const said = [...Object.values(uses), ...Object.values(trackers)]

  test('are whole short sentences, set with the signs of the language', () => {
    for (const text of said) {
      expect(text).toMatch(/^\p{Lu}.*[^.]\.$/u)
      expect(text).not.toMatch(/['"]| {2}/)
      expect(text.split(/\s+/).length, text).toBeLessThan(30)
    }
    expect(new Set(said).size).toBe(said.length)
  })

  test('name the partner and the address of the arrangement', () => {
    expect(arrangement).toContain('{name}')
    expect(arrangement).toMatch(/\{url\}$/)
  })

  test('are said in no other language in the same words', () => {
    const others = WRITTEN_LANGUAGES.filter((other) => other !== language).flatMap((other) => [
      ...Object.values(CATALOGUE_WORDINGS[other].uses),
      ...Object.values(CATALOGUE_WORDINGS[other].trackers),
    ])
    expect(said.filter((text) => others.includes(text))).toEqual([])
  })
})

test('a language that the catalogue is not written in gets names, and texts to translate', () => {
  const { name, description } = recipientOf(named('klaviyo'), ['pl', 'en'])
  expect(name).toEqual({ en: 'Klaviyo, Inc.', pl: 'Klaviyo, Inc.' })
  expect(Object.keys(description ?? {})).toEqual(['en'])
})
