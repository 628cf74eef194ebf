/** What a service of the catalogue becomes in a register. Staff confirm each fact before a policy prints it. */
import { isInEea } from '../countries.ts'
import { knownTrackers } from '../known/trackers.ts'
import { MAX_ID } from '../limits.ts'
import type { DataCategory, Lifetime, Purpose, RegisterInput } from '../model.ts'
import { AUDIENCES, type Language } from '../words.ts'
import type { CatalogueService, ListedTracker } from './schema.ts'
import { sameNameIn, writtenTextIn } from './texts.ts'
import { DATA_OF_USE, topicsServedBy } from './words.ts'

type Entry<Key extends 'recipients' | 'trackers' | 'storagePlaces'> = NonNullable<RegisterInput[Key]>[number]
type Place = CatalogueService['places'][number]

/**
 * Neither date is known here. When the list of participants was looked at, and when clauses were signed, is the
 * merchant's to say; until then the register's findings ask for it.
 */
const transferOf = ({ mechanism }: Pick<Place, 'mechanism'>) => ({ mechanism })

/** `Klaviyo, Inc.`; `Google Ads (Google Ireland Limited)`. */
function printedName({ name, entity }: CatalogueService): string {
  if (!entity) return name
  const tells = entity.name.toLowerCase().includes(name.toLowerCase())
  return tells ? entity.name : `${name} (${entity.name})`
}

function transferTo({ entity, places }: CatalogueService): Entry<'recipients'>['transfer'] {
  if (!entity) return { mechanism: 'none' }
  if (isInEea(entity.country)) return { mechanism: 'eea' }
  const there = places.find(({ country }) => country === entity.country)
  return there ? transferOf(there) : { mechanism: 'none' }
}

/** The recipient as a register has it. What the catalogue does not know is empty there, and a finding asks for it. */
export function recipientOf(service: CatalogueService, languages: readonly Language[]): Entry<'recipients'> {
  const { id, role, entity, arrangement, agreement, privacyPolicy } = service
  const name = printedName(service)
  return {
    id,
    audience: [...AUDIENCES],
    kind: role.kind,
    service: service.service,
    name: sameNameIn(languages, name),
    description: writtenTextIn(languages, ({ uses }) => service.uses.map((use) => uses[use]).join(' ')),
    country: entity?.country ?? null,
    transfer: transferTo(service),
    arrangement: arrangement
      ? writtenTextIn(languages, (wording) =>
          wording.arrangement.replace('{name}', entity?.name ?? service.name).replace('{url}', arrangement.source),
        )
      : {},
    agreement: agreement && { reference: agreement.name },
    privacyPolicyUrl: privacyPolicy?.source ?? null,
  }
}

/** Those of a register's purposes or data categories that have one of the topics. */
const withTopics = <Topic>(entries: readonly { id: string; topic: Topic }[], topics: readonly Topic[]): string[] =>
  entries.filter(({ topic }) => topics.includes(topic)).map(({ id }) => id)

/** What a shop works out from its own orders needs no service that counts visits. */
export const isFromOwnOrders = ({ topic, legalBasis }: Pick<Purpose, 'topic' | 'legalBasis'>) =>
  topic === 'statistics' && legalBasis !== 'consent'

/** The purposes of a register that a service usually serves. */
export const purposesServedBy = (
  service: CatalogueService,
  purposes: readonly ({ id: string } & Pick<Purpose, 'topic' | 'legalBasis'>)[],
) =>
  withTopics(
    purposes.filter((purpose) => !isFromOwnOrders(purpose)),
    topicsServedBy(service.uses),
  )

/** Where its data goes: a storage place for each country, with the data of the register that it usually receives. */
export const storagePlacesOf = (
  service: CatalogueService,
  languages: readonly Language[],
  dataCategories: readonly ({ id: string } & Pick<DataCategory, 'topic'>)[],
): Entry<'storagePlaces'>[] =>
  service.places.map((place) => ({
    id: `${service.id}-${place.country.toLowerCase()}`,
    audience: [...AUDIENCES],
    name: sameNameIn(languages, service.name),
    country: place.country,
    transfer: transferOf(place),
    recipient: service.id,
    dataCategories: withTopics(
      dataCategories,
      service.uses.flatMap((use) => DATA_OF_USE[use]),
    ),
  }))

/** As its documentation says, or as the cookie database has it. */
export function lifetimeOf({ pattern, documented }: ListedTracker): Lifetime | null {
  if (documented) return documented.lifetime
  const known = knownTrackers(pattern).find((each) => each.pattern.toLowerCase() === pattern.toLowerCase())
  return known?.lifetime ?? null
}

const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/**
 * Its trackers, each for the purpose of the register that has its topic. What waits for consent is put under no purpose
 * that rests on something else: then staff choose one.
 */
export function trackersOf(
  service: CatalogueService,
  languages: readonly Language[],
  purposes: readonly ({ id: string } & Pick<Purpose, 'topic' | 'legalBasis'>)[],
): Entry<'trackers'>[] {
  return service.trackers.flatMap((listed) => {
    const lifetime = lifetimeOf(listed)
    if (!lifetime) return []
    const { pattern, topic, party, storage, exemption } = listed
    const mayServe = ({ legalBasis }: Pick<Purpose, 'legalBasis'>) => exemption !== 'none' || legalBasis === 'consent'
    // One name in two stores is two trackers.
    const first = service.trackers.find((other) => other.pattern === pattern)
    const ending = `${pattern.includes('*') ? '-any' : ''}${first === listed ? '' : `-${slug(storage)}`}`
    return {
      id: `${service.id}-${slug(pattern)}`.slice(0, MAX_ID - ending.length).replace(/-$/, '') + ending,
      audience: [...AUDIENCES],
      pattern,
      provider: service.entity?.name ?? service.name,
      recipient: service.id,
      purpose: purposes.find((purpose) => purpose.topic === topic && mayServe(purpose))?.id ?? null,
      description: writtenTextIn(languages, ({ trackers }) => trackers[topic]),
      lifetime,
      party,
      storage,
      exemption,
    }
  })
}
