/**
 * A copy of whom Kept erased, as keyed hashes, among the app's own data at Shopify. A database that was restored from a
 * backup has forgotten its newest erasures; the copy has not. Pure.
 */
import { subDays } from 'date-fns/subDays'
import { z } from 'zod'
import type { RememberedErasure } from '../../../subjects/index.ts'

/** Nobody restores an older backup: its data is past every use. */
const COPIED_DAYS = 400
/** About 75 KB of JSON; Shopify takes 128 KB. */
const ERASURES_A_VALUE = 1_000

/** The last moment that a date can be. */
const MOST_MS = 8.64e15

export const COPIES_PREFIX = 'erased_'

export const copiedSince = (now: Date): Date => subDays(now, COPIED_DAYS)

/** Hash in base64url; when it was erased, and when Shopify triggered it (0: unknown), in milliseconds; whether a customer was named. */
const entry = z.tuple([
  z.string().regex(/^[\w-]{43}$/),
  z.int().min(0).max(MOST_MS),
  z.int().min(0).max(MOST_MS),
  z.boolean(),
])
const copy = z.object({ v: z.literal(1), erased: z.array(z.unknown()).max(10 * ERASURES_A_VALUE) })

/** What the values say; whatever else somebody wrote there says nothing. */
export function readCopies(values: Iterable<string>): RememberedErasure[] {
  return [...values].flatMap((value) => {
    const read = copy.safeParse(jsonIn(value))
    return (read.data?.erased ?? []).flatMap((one) => {
      const { data } = entry.safeParse(one)
      if (!data) return []
      const [hash, erasedAt, triggeredAt, withCustomer] = data
      return {
        lookup: Buffer.from(hash, 'base64url').toString('hex'),
        erasedAt: new Date(erasedAt),
        triggeredAt: triggeredAt === 0 ? null : new Date(triggeredAt),
        withCustomer,
      }
    })
  })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The values that hold these erasures, by key: a month each, or several where a month has many. */
export function copiesOf(erasures: readonly RememberedErasure[]): Map<string, string> {
  const inOrder = erasures.toSorted((a, b) => +a.erasedAt - +b.erasedAt || (a.lookup < b.lookup ? -1 : 1))
  const byMonth = Map.groupBy(inOrder, ({ erasedAt }) => erasedAt.toISOString().slice(0, 7).replace('-', '_'))
  const values = new Map<string, string>()
  for (const [month, all] of byMonth) {
    for (let from = 0; from < all.length; from += ERASURES_A_VALUE) {
      const erased = all.slice(from, from + ERASURES_A_VALUE).map(entryOf)
      values.set(`${COPIES_PREFIX}${month}_${from / ERASURES_A_VALUE + 1}`, JSON.stringify({ v: 1, erased }))
    }
  }
  return values
}

const entryOf = ({ lookup, erasedAt, triggeredAt, withCustomer }: RememberedErasure): z.infer<typeof entry> => [
  Buffer.from(lookup, 'hex').toString('base64url'),
  +erasedAt,
  triggeredAt ? +triggeredAt : 0,
  withCustomer,
]

/** The erasures that the copy has and the database does not. */
export function forgottenErasures(
  known: readonly RememberedErasure[],
  copied: readonly RememberedErasure[],
): RememberedErasure[] {
  const hashes = new Set(known.map(({ lookup }) => lookup))
  return copied.filter(({ lookup }) => !hashes.has(lookup))
}
