/** Which of the stand-in's customers the history is about. Pure. */
import type { Customer, Shop } from '../../tests/stand-in/shop/model.ts'
import { ERASED, LATELY, WITHDRAWALS } from './story.ts'

export interface Cast {
  /** Asked for their data and then to be erased, in the order of `ERASED`. */
  erased: Customer[]
  /** Asked for their data lately. */
  asking: Customer[]
  /** Was to be erased while Kept could not. */
  failing: Customer
  /** Chose, subscribed, and is erased now. */
  leaving: Customer
  /** Told staff that they want no e-mails, in the order of `WITHDRAWALS`, as far as there are such customers. */
  withdrawing: (Customer | undefined)[]
  /** Sign in on the storefront. */
  signingIn: Customer[]
}

/** Staff are told some days after somebody subscribed. */
const SUBSCRIBED_FOR_MS = 5 * 24 * 3600_000

/** @param at the moment of a share of the history */
export function castOf({ customers, companies }: Shop, from: Date, at: (share: number) => Date): Cast {
  const contacts = new Set(companies.flatMap((company) => company.contacts.map(({ customerId }) => customerId)))
  const people = customers.filter(({ id, email }) => !contacts.has(id) && email !== null)
  const quiet = people.filter(
    ({ createdAt, marketingState, smsState }) =>
      createdAt < from.toISOString() && marketingState === 'NOT_SUBSCRIBED' && smsState === 'NOT_SUBSCRIBED',
  )
  const take = (many: number) => quiet.splice(0, many)
  const erased = take(ERASED.length)
  const asking = take(LATELY.dataRequests.length)
  const [failing, leaving] = take(2)
  if (!failing || !leaving) throw new Error('The stand-in has too few customers for the history')
  const taken = new Set([...erased, ...asking, failing, leaving])
  return {
    erased,
    asking,
    failing,
    leaving,
    withdrawing: subscribers(people, from, WITHDRAWALS.map(at)),
    signingIn: people.filter((customer) => !taken.has(customer)),
  }
}

/** For each moment a customer who subscribed in Kept's time and before it, none twice. */
function subscribers(people: readonly Customer[], from: Date, moments: readonly Date[]): (Customer | undefined)[] {
  const left = people.filter(
    ({ marketingState, marketingUpdatedAt }) =>
      marketingState === 'SUBSCRIBED' && marketingUpdatedAt !== null && new Date(marketingUpdatedAt) > from,
  )
  // The last one first: it is the one that Shopify does not take.
  const chosen = moments.toReversed().map((moment) => {
    const index = left.findIndex((one) => +new Date(one.marketingUpdatedAt ?? '') < +moment - SUBSCRIBED_FOR_MS)
    return index === -1 ? undefined : left.splice(index, 1)[0]
  })
  return chosen.toReversed()
}
