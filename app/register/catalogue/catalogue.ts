/** The catalogue: facts on services that shops use. Its data stays on the server; a page gets what a loader gives it. */
import { z } from 'zod'
import { patternCovers } from '../known/trackers.ts'
import { ads } from './data/ads.ts'
import { delivery } from './data/delivery.ts'
import { messages } from './data/messages.ts'
import { office } from './data/office.ts'
import { payment } from './data/payment.ts'
import { platform } from './data/platform.ts'
import { reviews } from './data/reviews.ts'
import { shop } from './data/shop.ts'
import { statistics } from './data/statistics.ts'
import { support } from './data/support.ts'
import { namedLike } from './model.ts'
import { type CatalogueService, service } from './schema.ts'
import type { Use } from './words.ts'

let parsed: readonly CatalogueService[] | undefined

/** All services. Parsed when they are first asked for: most processes never ask. */
export function catalogue(): readonly CatalogueService[] {
  parsed ??= z
    .array(service)
    .parse([platform, messages, ads, statistics, reviews, support, delivery, payment, shop, office].flat())
  return parsed
}

export const serviceOf = (id: string): CatalogueService | undefined => catalogue().find((each) => each.id === id)

/** Services whose name answers what staff typed, the best first. */
export const findServices = (query: string): CatalogueService[] => namedLike(catalogue(), query)

/** Services for one question of the set-up: those that are listed for it first, then the others, by name. */
export const servicesFor = (use: Use): CatalogueService[] =>
  catalogue()
    .filter(({ uses }) => uses.includes(use))
    .sort((one, other) => one.uses.indexOf(use) - other.uses.indexOf(use) || one.name.localeCompare(other.name, 'en'))

const isUnder = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`)

/**
 * The service that a storefront shows by a host that it calls or a tracker that it sets. A host is matched by domain, the
 * longest first; a tracker by its exact name before a pattern that also fits. Undefined when nothing says so.
 */
export function serviceSeenBy(seen: string): CatalogueService | undefined {
  const name = seen.trim().toLowerCase()
  if (name === '') return undefined
  const hits = catalogue().flatMap((each) => {
    const domains = each.hosts?.names.filter((domain) => isUnder(name, domain)) ?? []
    const patterns = each.trackers.map(({ pattern }) => pattern).filter((pattern) => patternCovers(pattern, name))
    return [...domains, ...patterns].map((by) => ({ each, exact: by.toLowerCase() === name, length: by.length }))
  })
  hits.sort((one, other) => Number(other.exact) - Number(one.exact) || other.length - one.length)
  return hits[0]?.each
}
