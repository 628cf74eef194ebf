import { CustomerGone } from '../../../shopify/person-data/ask.ts'
import { readGrantedScopes } from '../../../shopify/person-data/scopes.ts'
import { isDenied } from '../../../shopify/person-writes/asked.ts'
import type { ShopClient } from '../../../shopify/shop-client.ts'
import type { ErasureStepOutcome, PersonToErase } from '../model.ts'
import type { Leftover } from './model.ts'
import type { LeftReason } from './words.ts'

/** What stays although it is the person's. */
export interface Left {
  state: 'denied' | 'refused' | 'by_hand'
  reason: LeftReason
  count: number
}

/** Some of what is the person's, as one call finds it. */
export interface Found<Item> {
  items: Item[]
  left?: Left[]
}

interface Work<Item> extends Pick<Leftover, 'group' | 'mutation' | 'scopes' | 'cannot' | 'limit'> {
  /** Without these nothing can be erased; by default all of `scopes`. */
  needs?: readonly string[]
  find(client: ShopClient, person: PersonToErase): AsyncIterable<Found<Item>>
  /** Shopify's code for the first that it did not erase; null where it erased all. */
  erase(client: ShopClient, items: readonly Item[], person: PersonToErase): Promise<string | null>
}

const DENIED: ErasureStepOutcome = { state: 'denied', count: 0, code: 'ACCESS_DENIED' }
const NOTHING: ErasureStepOutcome = { state: 'nothing_there', count: 0, code: null }

/** A line of the table, from how its things are found and how a page of them is erased. */
export function leftover<Item>({ needs, find, erase, ...line }: Work<Item>): Leftover {
  const mayErase = async (client: ShopClient) => {
    const granted = await readGrantedScopes(client)
    return (needs ?? line.scopes).every((scope) => granted.covers(scope))
  }
  return {
    ...line,
    survey: (client, person) =>
      orWhenDenied('denied' as const, 0, async () => {
        if (!(await mayErase(client))) return 'denied'
        const { items, left } = await countAll(find(client, person))
        return stateOf(left) === 'denied' ? 'denied' : items + countOf(left, 'by_hand')
      }),
    run: (client, person) =>
      orWhenDenied(DENIED, NOTHING, async () => {
        if (!(await mayErase(client))) return DENIED
        const tally = { items: 0, left: new Map<string, Left>() }
        let refusal: string | null = null
        for await (const page of find(client, person)) {
          note(tally, page)
          if (page.items.length > 0) refusal = (await erase(client, page.items, person)) ?? refusal
        }
        // An answer may be lost although the thing was done: what is left is what is still found.
        const still = refusal === null ? 0 : (await countAll(find(client, person))).items
        if (still > 0) return { state: 'refused', count: still, code: refusal }
        return outcomeOf(tally.items, [...tally.left.values()])
      }),
  }
}

interface Tally {
  items: number
  left: Map<string, Left>
}

function note(tally: Tally, { items, left = [] }: Found<unknown>): void {
  tally.items += items.length
  for (const one of left) {
    const before = tally.left.get(one.reason)
    tally.left.set(one.reason, { ...one, count: one.count + (before?.count ?? 0) })
  }
}

async function countAll(pages: AsyncIterable<Found<unknown>>): Promise<{ items: number; left: Left[] }> {
  const tally: Tally = { items: 0, left: new Map() }
  for await (const page of pages) note(tally, page)
  return { items: tally.items, left: [...tally.left.values()] }
}

/** The worst first. */
const STATES = ['denied', 'refused', 'by_hand'] as const

const stateOf = (left: readonly Left[]) => STATES.find((state) => left.some((one) => one.state === state)) ?? null

const countOf = (left: readonly Left[], state: Left['state']) =>
  left.filter((one) => one.state === state).reduce((sum, { count }) => sum + count, 0)

function outcomeOf(erased: number, left: readonly Left[]): ErasureStepOutcome {
  const state = stateOf(left)
  const first = left.find((one) => one.state === state)
  if (state !== null && first) return { state, count: countOf(left, state), code: first.reason }
  return erased === 0 ? NOTHING : { state: 'done', count: erased, code: null }
}

async function orWhenDenied<Result>(denied: Result, gone: Result, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CustomerGone) return gone
    if (isDenied(error)) return denied
    throw error
  }
}

/** Pages of a list of Shopify's, one after the other. */
export async function* everyPage<Page extends { next: string | null }>(
  read: (after: string | null) => Promise<Page>,
): AsyncGenerator<Page> {
  let after: string | null = null
  do {
    const page: Page = await read(after)
    yield page
    after = page.next
  } while (after !== null)
}

/** Erases things one call each, and goes on behind one that Shopify refuses. */
export const oneByOne =
  <Item>(eraseOne: (client: ShopClient, item: Item) => Promise<string | null>) =>
  async (client: ShopClient, items: readonly Item[]): Promise<string | null> => {
    let refusal: string | null = null
    for (const item of items) refusal = (await eraseOne(client, item)) ?? refusal
    return refusal
  }
