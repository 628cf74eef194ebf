import { describe, expect, test } from 'vitest'
import { lifetimeOf } from '../../app/register/catalogue/entries.ts'
import { factsOf, factsToCheck, missingFacts, namedLike } from '../../app/register/catalogue/model.ts'
import type { CatalogueService } from '../../app/register/catalogue/schema.ts'
import { CATALOGUE_WORDINGS } from '../../app/register/catalogue/texts.ts'
import { USES } from '../../app/register/catalogue/words.ts'
import {
  adequacyOf,
  catalogue,
  errorsOf,
  findServices,
  isInEea,
  purposesServedBy,
  type Register,
  recipientOf,
  register,
  registerFindings,
  serviceOf,
  serviceSeenBy,
  servicesFor,
  storagePlacesOf,
  trackersOf,
  WRITTEN_LANGUAGES,
} from '../../app/register/index.ts'
import { aPolicy, parsedPage } from '../policy/a-policy.ts'
import { aRegister, theTemplate } from './a-register.ts'

/** After the last day on which a fact was looked up. */
const TODAY = '2026-11-28'

const services = catalogue()
const named = (id: string): CatalogueService => {
  const service = serviceOf(id)
  if (!service) throw new Error(`no such service: ${id}`)
  return service
}

/** What names more than one of the services; empty when each is named once. */
function namedTwice(namesOf: (service: CatalogueService) => readonly string[]): string[] {
  const by = new Map<string, Set<string>>()
  for (const service of services)
    for (const name of namesOf(service)) {
      const key = name.toLowerCase()
      by.set(key, (by.get(key) ?? new Set()).add(service.id))
    }
  return [...by].filter(([, ids]) => ids.size > 1).map(([name]) => name)
}

/** A register of a shop that picked these services, in every language that the catalogue is written in. */
function registerWith(picked: readonly CatalogueService[]): Register {
  const { purposes, dataCategories } = theTemplate()
  const languages = [...WRITTEN_LANGUAGES]
  return register.parse({
    ...theTemplate(),
    languages: { default: 'en', offered: languages },
    purposes: purposes.map((purpose) => ({
      ...purpose,
      recipients: picked
        .filter((service) => purposesServedBy(service, purposes).includes(purpose.id))
        .map(({ id }) => id),
    })),
    recipients: picked.map((service) => recipientOf(service, languages)),
    storagePlaces: picked.flatMap((service) => storagePlacesOf(service, languages, dataCategories)),
    trackers: picked.flatMap((service) => trackersOf(service, languages, purposes)),
  })
}

describe('nobody is listed in two places', () => {
  test('an id, a name, a tracker and a host belong to one service', () => {
    expect(new Set(services.map(({ id }) => id)).size).toBe(services.length)
    expect(namedTwice(({ name, alsoKnownAs }) => [name, ...alsoKnownAs])).toEqual([])
    expect(namedTwice(({ trackers }) => trackers.map(({ pattern }) => pattern))).toEqual([])
    expect(namedTwice(({ hosts }) => hosts?.names ?? [])).toEqual([])
  })

  test('what is part of another service leaves it to that one to say where data goes', () => {
    const parts = services.filter(({ partOf }) => partOf !== null)
    expect(parts.filter(({ partOf }) => !serviceOf(partOf ?? '')?.places.length)).toEqual([])
    expect(parts.flatMap(({ places }) => places)).toEqual([])
    expect(parts.map(({ id }) => id)).toContain('shopify-email')
  })

  test('a service says a country once', () => {
    expect(services.filter(({ places }) => new Set(places.map(({ country }) => country)).size < places.length)).toEqual(
      [],
    )
  })

  test('every question of the set-up has an answer, and the first ones are for it above all', () => {
    for (const use of USES) expect(servicesFor(use)[0]?.uses[0], use).toBe(use)
    for (const use of ['email', 'ads', 'statistics', 'reviews', 'support', 'delivery', 'payment'] as const)
      expect(servicesFor(use).length, use).toBeGreaterThanOrEqual(5)
  })
})

/** What is wrong, as `service: what`. */
const wrong = (what: (service: CatalogueService) => readonly string[]): string[] =>
  services.flatMap((service) => what(service).map((each) => `${service.id}: ${each}`))

describe('the facts', () => {
  test('have a public source, and a day only when somebody had read it by then', () => {
    const source = (id: string) => (id === 'kept' ? /^docs\/decisions\/\d{3}-[a-z-]+\.md$/ : /^https:\/\/[^\s@]+$/)
    expect(wrong((service) => (factsOf(service).some(({ name }) => name === 'role') ? [] : ['no role']))).toEqual([])
    expect(
      wrong((service) =>
        factsOf(service)
          .filter((fact) => !source(service.id).test(fact.source) || (fact.checkedOn ?? '') > TODAY)
          .map(({ name }) => name),
      ),
    ).toEqual([])
  })

  test('that nobody has read are told apart from those that somebody has', () => {
    const klaviyo = named('klaviyo')
    expect(factsToCheck(klaviyo).map(({ name }) => name)).toEqual(['places'])
    expect(factsOf(klaviyo).length).toBeGreaterThan(factsToCheck(klaviyo).length)
    expect(wrong((service) => factsToCheck(service).flatMap(({ checkedOn }) => checkedOn ?? []))).toEqual([])
  })

  test('that are lacking are said to be missing, and left empty in the register', () => {
    const isMissing = (service: CatalogueService) => {
      const { country, privacyPolicyUrl, agreement, kind } = recipientOf(service, ['en'])
      return {
        entity: country === null,
        privacyPolicy: privacyPolicyUrl === null,
        agreement: kind === 'processor' && agreement === null,
        places: service.partOf === null && storagePlacesOf(service, ['en'], []).length === 0,
      }
    }
    expect(
      wrong((service) =>
        Object.entries(isMissing(service))
          .filter(([name, missing]) => missing !== missingFacts(service).some((each) => each === name))
          .map(([name]) => name),
      ),
    ).toEqual([])
    expect(missingFacts(named('dpd'))).toEqual(['entity', 'places'])
  })

  test('call a country in the EEA only if it is', () => {
    expect(
      wrong(({ places }) =>
        places
          .filter(({ country, mechanism }) => (mechanism === 'eea') !== isInEea(country))
          .map(({ country }) => country),
      ),
    ).toEqual([])
  })

  test('let nothing leave the EEA without a right: a service in the United States says by which', () => {
    expect(
      wrong(({ entity, places }) =>
        entity && !isInEea(entity.country) && !places.some(({ country }) => country === entity.country)
          ? [entity.country]
          : [],
      ),
    ).toEqual([])
    expect(
      wrong(({ places }) =>
        places
          .filter(({ country, mechanism }) => mechanism === 'adequacy' && adequacyOf(country, TODAY) === undefined)
          .map(({ country }) => country),
      ),
    ).toEqual([])
  })

  test('say of each tracker how long it stays', () => {
    const lost = (service: CatalogueService) => service.trackers.filter((listed) => lifetimeOf(listed) === null)
    expect(wrong((service) => lost(service).map(({ pattern }) => pattern))).toEqual([])
    expect(services.flatMap((service) => trackersOf(service, ['en'], []))).toHaveLength(
      services.flatMap(({ trackers }) => trackers).length,
    )
  })

  test('make entries whose only errors are what nobody but the merchant can say', () => {
    const ofTheMerchant = ['recipient_country_missing', 'clauses_undated', 'tracker_without_purpose']
    expect(
      wrong((service) =>
        errorsOf(registerFindings(registerWith([service]), TODAY)).flatMap(({ code, entry }) =>
          entry?.id?.startsWith(service.id) && !ofTheMerchant.includes(code) ? [code] : [],
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

describe('what staff type', () => {
  test.each([
    ['klav', 'klaviyo'],
    ['KLAVIYO', 'klaviyo'],
    ['sendinblue', 'brevo'],
    ['avis verifies', 'skeepers'],
    ['la poste', 'colissimo'],
    ['facebook', 'meta'],
    ['instagram', 'meta'],
    ['bing', 'microsoft-advertising'],
    ['re amaze', 'reamaze'],
    ['judgeme', 'judge-me'],
    ['analytics 4', 'google-analytics'],
  ])('%j finds %s first', (typed, id) => {
    expect(findServices(typed)[0]?.id).toBe(id)
  })

  test.each(['', '   ', '…', 'no such tool', '.*'])('%j finds nothing', (typed) => {
    expect(findServices(typed)).toEqual([])
  })

  test('finds a name that begins so before one that only contains it', () => {
    const names = ['Repay', 'Google Pay', 'Payplug'].map((name) => ({ name, alsoKnownAs: [] }))
    expect(namedLike(names, 'pay').map(({ name }) => name)).toEqual(['Payplug', 'Google Pay', 'Repay'])
  })
})

describe('what the storefront check saw', () => {
  test.each([
    ['static.klaviyo.com', 'klaviyo'],
    ['STATIC.klaviyo.com', 'klaviyo'],
    ['__kla_id', 'klaviyo'],
    ['_ga', 'google-analytics'],
    ['_ga_ABC123', 'google-analytics'],
    ['connect.facebook.net', 'meta'],
    ['fonts.gstatic.com', 'google-fonts'],
    ['pay.google.com', 'google-pay'],
    ['_shopify_essential', 'shopify'],
    ['kp1', 'kept'],
  ])('%s shows %s', (seen, id) => {
    expect(serviceSeenBy(seen)?.id).toBe(id)
  })

  test.each([
    ['a domain that only ends like one', 'notklaviyo.com'],
    ['a domain that only begins like one', 'klaviyo.com.example'],
    ['the domain above one', 'com'],
    ['nothing', ' '],
    ['an unknown cookie', 'basket_of_the_theme'],
  ])('%s shows nobody', (_what, seen) => {
    expect(serviceSeenBy(seen)).toBeUndefined()
  })

  test('is known by every host and tracker that it is listed with', () => {
    const missed = services.flatMap(({ id, hosts, trackers }) => {
      const domains = hosts?.names ?? []
      const seen = [
        ...domains,
        ...domains.map((host) => `cdn.${host}`),
        ...trackers.map(({ pattern }) => pattern.replace('*', 'x1')),
      ]
      return seen.filter((name) => serviceSeenBy(name)?.id !== id)
    })
    expect(missed).toEqual([])
  })
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
