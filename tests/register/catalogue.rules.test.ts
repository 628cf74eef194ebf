import { describe, expect, test } from 'vitest'
import { lifetimeOf } from '../../app/register/catalogue/entries.ts'
import { factsOf, factsToCheck, missingFacts, namedLike } from '../../app/register/catalogue/model.ts'
import type { CatalogueService } from '../../app/register/catalogue/schema.ts'
import { USES } from '../../app/register/catalogue/words.ts'
import {
  adequacyOf,
  catalogue,
  findServices,
  isInEea,
  recipientOf,
  serviceOf,
  serviceSeenBy,
  servicesFor,
  storagePlacesOf,
  trackersOf,
} from '../../app/register/index.ts'
import { named } from './a-catalogue.ts'

/** For decisions on adequacy, some of which end. */
const TODAY = '2026-11-28'

const services = catalogue()

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
    const now = new Date().toISOString()
    const source = (id: string) => (id === 'kept' ? /^docs\/decisions\/\d{3}-[a-z-]+\.md$/ : /^https:\/\/[^\s@]+$/)
    expect(wrong((service) => (factsOf(service).some(({ name }) => name === 'role') ? [] : ['no role']))).toEqual([])
    expect(
      wrong((service) =>
        factsOf(service)
          .filter((fact) => !source(service.id).test(fact.source) || (fact.checkedOn ?? '') > now)
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
