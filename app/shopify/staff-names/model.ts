/** What staff are called on pages. */

/** The most names of a shop. Those that were not seen for the longest go first. */
export const MOST_NAMES = 300

/** Longer than any name that Shopify takes. */
const MAX_NAME = 200

/** Signs that a page would not show, or that turn the text around them: a name comes from whoever bears it. */
const INVISIBLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu

interface NamedStaff {
  first_name?: string | null
  last_name?: string | null
}

/** The name of a user of Shopify's; null when there is none. */
export function nameOfUser({ first_name, last_name }: NamedStaff): string | null {
  const name = [first_name, last_name].filter(Boolean).join(' ').replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim()
  return name === '' ? null : name.slice(0, MAX_NAME)
}

/** Names by Shopify's id of the member of staff. */
export type StaffNames = Readonly<Record<string, string>>

/** Two members of staff with one name are told apart by their ids: a log must not mistake one for the other. */
export function distinctNames(staff: readonly { id: string; name: string }[]): StaffNames {
  const comparable = ({ name }: { name: string }) => name.normalize('NFKC').toLowerCase()
  const namesakes = Map.groupBy(staff, comparable)
  return Object.fromEntries(
    staff.map((one) => [one.id, namesakes.get(comparable(one))?.length === 1 ? one.name : `${one.name} (${one.id})`]),
  )
}
