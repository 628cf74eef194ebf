import { z } from 'zod'
import { countryCode, date, recipientId, unique, webAddress } from '../fields.ts'
import { lifetime, tracker } from '../model.ts'
import { requiredLine } from '../text.ts'
import { SERVICES } from '../words.ts'
import { PLACE_MECHANISMS, ROLES, TRACKER_TOPICS, USES } from './words.ts'

/**
 * Where a fact can be read: a public page, or, for Kept itself, a page of this repository. `checkedOn` is the day on
 * which somebody read it there; null where nobody has, and then it must be shown as to be checked.
 */
const fact = {
  source: z.union([webAddress.startsWith('https://'), z.string().regex(/^docs\/[\w/-]+\.md$/)]),
  checkedOn: date.nullable(),
}

/** A domain by which a storefront shows that it uses the service, with all that is under it. */
const host = z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/)

const listedTracker = z.strictObject({
  pattern: tracker.shape.pattern,
  /** The purpose that staff are offered. */
  topic: z.enum(TRACKER_TOPICS),
  party: tracker.shape.party,
  storage: tracker.shape.storage,
  exemption: tracker.shape.exemption,
  /** Null: as the Open Cookie Database has it (`data/known-trackers.json`), which is its source then. */
  documented: z
    .strictObject({ lifetime, ...fact })
    .nullable()
    .default(null),
})

export const service = z.strictObject({
  id: recipientId,
  name: requiredLine(),
  /** What else staff may type to find it. */
  alsoKnownAs: z.array(requiredLine()).default([]),
  /** The service whose data it shares, and which every shop that uses it has. */
  partOf: recipientId.nullable().default(null),
  /** The first is what it is listed for first. */
  uses: unique(z.enum(USES), USES.length).min(1),
  service: z.enum(SERVICES),
  role: z.strictObject({ kind: z.enum(ROLES), ...fact }),
  /** Who a customer in the EU contracts with. Null where that depends on the customer's country, or nobody knows. */
  entity: z.strictObject({ name: requiredLine(), country: countryCode, ...fact }).nullable(),
  /** Where the data goes; empty where nobody knows, and where the service that it is part of says so. */
  places: z.array(z.strictObject({ country: countryCode, mechanism: z.enum(PLACE_MECHANISMS), ...fact })).default([]),
  privacyPolicy: z.strictObject(fact).nullable(),
  /** GDPR Art. 28(3): the agreement that the service's own terms bring or offer. */
  agreement: z
    .strictObject({ name: requiredLine(), ...fact })
    .nullable()
    .default(null),
  /** Art. 26(2): where the arrangement with joint controllers can be read. */
  arrangement: z.strictObject(fact).nullable().default(null),
  trackers: z.array(listedTracker).default([]),
  hosts: z
    .strictObject({ names: z.array(host).min(1), ...fact })
    .nullable()
    .default(null),
})

/** As the data files have it. */
export type ServiceInput = z.input<typeof service>
export type CatalogueService = z.output<typeof service>
export type ListedTracker = z.output<typeof listedTracker>
export type TrackerInput = z.input<typeof listedTracker>
