import { fr } from '@faker-js/faker'
import { gid } from '../shop/model.ts'
import { DAY_MS, drawing } from '../shop/people.ts'
import { TEAS } from '../shop/tea-products.ts'

/**
 * A shop of any size as the JSONL of a bulk operation: a line for each customer, and after it a line for each of their
 * orders with `__parentId`. Streamed: memory stays flat at a million. The same for the same seed and day.
 *
 *     for await (const lines of largeShop({ customers: 1_000_000 })) response.write(lines)
 */
export interface LargeShop {
  customers: number
  seed?: number
  today?: Date
}

/** Ids of generated customers: no seeded customer has one. */
const FIRST_ID = 5_000_000_000_000

/** Of so many at once; then other work has its turn. */
const CUSTOMERS_A_CHUNK = 500

const NAMES = 400
const MOST_ORDERS = 3

export async function* largeShop({ customers, seed = 1, today = new Date() }: LargeShop): AsyncGenerator<string> {
  const words = drawWords(seed)
  for (let from = 0; from < customers; from += CUSTOMERS_A_CHUNK) {
    let lines = ''
    for (let n = from; n < Math.min(customers, from + CUSTOMERS_A_CHUNK); n += 1) {
      for (const line of linesOf(n, { words, today, pick: picking(seed, n) })) lines += `${JSON.stringify(line)}\n`
    }
    yield lines
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A million draws of a faker take minutes: what it draws once is combined. */
function drawWords(seed: number) {
  const faker = drawing(fr, seed)
  const many = (draw: () => string) => Array.from({ length: NAMES }, draw)
  return {
    firstNames: many(() => faker.person.firstName()),
    lastNames: many(() => faker.person.lastName()),
    cities: many(() => faker.location.city()),
  }
}

type Pick = (below: number) => number

/** Numbers of a customer's own: the same wherever the reading begins (mulberry32). */
function picking(seed: number, n: number): Pick {
  let state = Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b)
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

interface Drawn {
  words: ReturnType<typeof drawWords>
  today: Date
  pick: Pick
}

function* linesOf(n: number, { words, today, pick }: Drawn): Generator<object> {
  const id = gid('Customer', FIRST_ID + n)
  const daysAgo = (days: number) => new Date(+today - days * DAY_MS).toISOString()
  const days = 1 + pick(1500)
  yield {
    id,
    firstName: words.firstNames[pick(NAMES)],
    lastName: words.lastNames[pick(NAMES)],
    defaultEmailAddress: { emailAddress: `customer-${n}@large.example` },
    locale: 'fr',
    createdAt: daysAgo(days),
    defaultAddress: { city: words.cities[pick(NAMES)], countryCodeV2: 'FR' },
  }
  for (let k = pick(MOST_ORDERS + 1); k > 0; k -= 1) {
    const product = TEAS[pick(TEAS.length)]
    yield {
      id: gid('Order', (FIRST_ID + n) * 10 + k),
      createdAt: daysAgo(Math.max(0, days - k * 20)),
      totalPriceSet: { shopMoney: { amount: (product?.price ?? 0).toFixed(2), currencyCode: 'EUR' } },
      __parentId: id,
    }
  }
}
