/** The services that a question offers by name. */
import { catalogue, serviceSeenBy, servicesFor } from '../catalogue/catalogue.ts'
import { TOOL_QUESTIONS, type ToolQuestion, USES_OF } from './words.ts'

export interface OfferedService {
  id: string
  name: string
  /** What else staff may type to find it. */
  alsoKnownAs: string[]
  /** The storefront showed it. */
  isSeen: boolean
  /** The question is about what it does; others are found by search. */
  isListed: boolean
  /** Kept does not know in which country the company is. */
  needsCountry: boolean
}

const IN_EVERY_SHOP = new Set(['shopify', 'kept'])

/** The services of which a storefront shows a tracker or calls a host. Names of neither are ignored. */
export const servicesSeen = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => serviceSeenBy(name)?.id ?? []))

/** Those that the storefront showed first, then those that are listed for the question, then all others by name. */
export function servicesOffered(question: ToolQuestion, seen: ReadonlySet<string>): OfferedService[] {
  const listed = USES_OF[question].flatMap((use) => servicesFor(use))
  const others = catalogue().toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
  const offered = [...new Set([...listed, ...others])].filter(({ id }) => !IN_EVERY_SHOP.has(id))
  const here = new Set(listed.map(({ id }) => id))
  return offered
    .map(({ id, name, alsoKnownAs, entity }) => ({
      id,
      name,
      alsoKnownAs,
      // In the question that is about it: it would be ticked in each otherwise.
      isSeen: here.has(id) && seen.has(id) && isFirstAskedIn(question, id),
      isListed: here.has(id),
      needsCountry: entity === null,
    }))
    .toSorted((one, other) => Number(other.isSeen) - Number(one.isSeen))
}

function isFirstAskedIn(question: ToolQuestion, id: string): boolean {
  const service = catalogue().find((each) => each.id === id)
  const first = TOOL_QUESTIONS.find((each) => {
    const uses: readonly string[] = USES_OF[each]
    return service?.uses.some((use) => uses.includes(use))
  })
  return first === question
}
