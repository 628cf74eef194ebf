/** What a page needs to show the catalogue: searching, and which facts are still to be checked. Pure. */
import type { CatalogueService } from './schema.ts'

const FACTS = ['role', 'entity', 'places', 'privacyPolicy', 'agreement', 'arrangement', 'trackers', 'hosts'] as const
export type FactName = (typeof FACTS)[number]

export interface Fact {
  name: FactName
  source: string
  /** Null: nobody has read it in its source. */
  checkedOn: string | null
}

export type Searchable = Pick<CatalogueService, 'name' | 'alsoKnownAs'>

/** Every fact that the catalogue has of a service, each with its source. A fact that it lacks is not among them. */
export function factsOf(service: CatalogueService): Fact[] {
  return FACTS.flatMap((name) => {
    const found = name === 'trackers' ? service.trackers.flatMap(({ documented }) => documented ?? []) : service[name]
    return [found ?? []].flat().map(({ source, checkedOn }) => ({ name, source, checkedOn }))
  })
}

/** What somebody has to look up before it may be relied on. */
export const factsToCheck = (service: CatalogueService): Fact[] =>
  factsOf(service).filter(({ checkedOn }) => checkedOn === null)

/** What a policy has to say and the catalogue does not know: staff fill it in. */
export function missingFacts(service: CatalogueService): FactName[] {
  const { partOf, entity, places, privacyPolicy, role, agreement, arrangement } = service
  return [
    ...(entity === null ? (['entity'] as const) : []),
    ...(places.length === 0 && partOf === null ? (['places'] as const) : []),
    ...(privacyPolicy === null ? (['privacyPolicy'] as const) : []),
    ...(role.kind === 'processor' && agreement === null ? (['agreement'] as const) : []),
    ...(role.kind === 'joint_controller' && arrangement === null ? (['arrangement'] as const) : []),
  ]
}

/** Without case, accents and signs, so that "avis verifies" finds "Avis Vérifiés". */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** How well a name answers what was typed: it begins so, a word of it does, it contains it; undefined: not at all. */
function rank(name: string, typed: string): number | undefined {
  const said = plain(name)
  if (said.startsWith(typed)) return 0
  if (said.includes(` ${typed}`)) return 1
  return said.replaceAll(' ', '').includes(typed.replaceAll(' ', '')) ? 2 : undefined
}

/** Those whose name, or another name of theirs, answers what was typed; the best first, then by name. */
export function namedLike<Named extends Searchable>(services: readonly Named[], query: string): Named[] {
  const typed = plain(query)
  if (typed === '') return []
  return services
    .flatMap((service) => {
      const ranks = [service.name, ...service.alsoKnownAs].flatMap((name) => rank(name, typed) ?? [])
      return ranks.length === 0 ? [] : [{ service, best: Math.min(...ranks) }]
    })
    .sort((one, other) => one.best - other.best || one.service.name.localeCompare(other.service.name, 'en'))
    .map(({ service }) => service)
}
