import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import type { ShopDomain } from '../../platform/shop-domain.ts'
import { ShopifyRefusal } from '../../shopify/calls.ts'
import { CustomerGone } from '../../shopify/person-data/ask.ts'
import { isDenied } from '../../shopify/person-writes/asked.ts'
import type { ShopClient } from '../../shopify/shop-client.ts'
import type { HeldTable } from '../held/model.ts'
import { addStatement } from '../statements/store.ts'
import { addressText, givenOrNull, type HeldPlace, type HeldValues, judgeValue } from './model.ts'
import { NEW_ADDRESS } from './propose.ts'
import { readPlacesOf } from './read-held.ts'
import {
  type CorrectionLine,
  changeCorrection,
  lockRectification,
  type RectificationRow,
  readCorrections,
  sealingFor,
} from './store.ts'
import type { CorrectionCode, CorrectionPlace } from './words.ts'
import { writeValues } from './write.ts'

type ShopifyPlace = Exclude<CorrectionPlace, 'statement'>

/** A correction that staff accepted, with its values. */
type Accepted = CorrectionLine & { content: NonNullable<CorrectionLine['content']> }

interface Applying {
  shop: ShopDomain
  row: RectificationRow
  client: ShopClient
  /** Null where Shopify has no such customer (any more). */
  customerId: string | null
}

/**
 * Writes what was accepted, place by place. Each place is read, compared and written, and what became of it is noted; run again after
 * a kill, what is written already is found right.
 *
 * @throws ShopifyUnavailable: try again later
 */
export async function applyCorrections(applying: Applying): Promise<void> {
  const { shop, row } = applying
  for (;;) {
    // Read anew each time: the person may have been erased meanwhile.
    const group = await forShop(shop, (tx) => nextGroup(tx, row.requestId))
    const [first] = group
    if (!first) return
    if (first.place === 'statement') await forShop(shop, (tx) => keepStatement(tx, row.requestId, first))
    else await applyGroup(applying, first.place, group)
  }
}

/** The accepted corrections of one place. Whole addresses are each a group of their own. */
async function nextGroup(tx: ShopTransaction, requestId: string): Promise<Accepted[]> {
  const sealing = await sealingFor(tx, requestId)
  if (!sealing) return []
  const accepted = (await readCorrections(tx, requestId, sealing)).filter(
    (line): line is Accepted => line.state === 'accepted' && line.content !== null,
  )
  const [first] = accepted
  if (!first) return []
  if (first.field === 'address' || first.place === 'statement') return [first]
  return accepted.filter((line) => line.content.place.key === first.content.place.key && line.field !== 'address')
}

async function keepStatement(tx: ShopTransaction, requestId: string, line: Accepted): Promise<void> {
  const row = await lockRectification(tx, requestId)
  const sealing = await sealingFor(tx, requestId)
  const { new: text, about } = line.content
  if (row?.run !== 'applying' || !sealing || text === null) return
  const at = clock.now()
  const statement = { id: line.id, requestId, about: about ?? ('customer' satisfies HeldTable), addedAt: at, text }
  await addStatement(tx, sealing.subjectId, statement)
  await changeCorrection(tx, line, { state: 'applied', settledAt: at }, sealing)
}

type Outcome =
  | { state: 'applied' }
  | { state: 'conflict'; now: string | null }
  | { state: 'rejected'; code: CorrectionCode }

async function note({ shop, row: { requestId } }: Applying, lines: readonly Accepted[], outcome: Outcome) {
  const at = clock.now()
  await forShop(shop, async (tx) => {
    await lockRectification(tx, requestId)
    const sealing = await sealingFor(tx, requestId)
    if (!sealing) return
    for (const line of lines) {
      const { state } = outcome
      await changeCorrection(
        tx,
        line,
        {
          state,
          code: state === 'rejected' ? outcome.code : null,
          settledAt: state === 'applied' ? at : null,
          ...(state === 'conflict' && { content: { ...line.content, now: outcome.now } }),
        },
        sealing,
      )
    }
  })
}

async function applyGroup(applying: Applying, kind: ShopifyPlace, lines: readonly Accepted[]): Promise<void> {
  try {
    await compareAndWrite(applying, kind, lines)
  } catch (error) {
    if (error instanceof CustomerGone) return note(applying, lines, { state: 'rejected', code: 'gone' })
    if (!(error instanceof ShopifyRefusal)) throw error
    await note(applying, lines, { state: 'rejected', code: isDenied(error) ? 'access_denied' : 'refused' })
  }
}

async function compareAndWrite(applying: Applying, kind: ShopifyPlace, lines: readonly Accepted[]): Promise<void> {
  const { client, customerId } = applying
  if (customerId === null) return note(applying, lines, { state: 'rejected', code: 'gone' })
  // Whatever was accepted is declared: it was offered.
  const places = await readPlacesOf(kind, { client, customerId, isDeclared: () => true })
  const [whole] = lines
  if (whole?.field === 'address') return applyAddress({ ...applying, customerId }, { line: whole, places })
  const place = places.find(({ key }) => key === whole?.content.place.key)
  if (!place) return note(applying, lines, { state: 'rejected', code: 'gone' })
  const writable: Accepted[] = []
  for (const line of lines) {
    const now = givenOrNull(place.values[line.field])
    const verdict = judgeValue({ old: line.content.old, new: line.content.new, now })
    if (verdict === 'write') writable.push(line)
    else await note(applying, [line], verdict === 'already' ? { state: 'applied' } : { state: 'conflict', now })
  }
  await write({ ...applying, customerId }, place, writable)
}

type WithCustomer = Applying & { customerId: string }

/** What Shopify does not take is noted at its field, and the rest is written without it. */
async function write(applying: WithCustomer, place: HeldPlace, lines: readonly Accepted[]): Promise<void> {
  if (lines.length === 0) return
  const { client, customerId } = applying
  const values: HeldValues = Object.fromEntries(lines.map((line) => [line.field, line.content.new]))
  const problems = await writeValues(place.kind as ShopifyPlace, { client, customerId, place, values })
  const [first] = problems
  if (!first) return note(applying, lines, { state: 'applied' })
  const whyOf = (line: Accepted) => problems.find(({ field }) => field === line.field)?.why
  const named = lines.filter((line) => whyOf(line) !== undefined)
  if (named.length === 0) return note(applying, lines, { state: 'rejected', code: first.why })
  for (const line of named) await note(applying, [line], { state: 'rejected', code: whyOf(line) ?? first.why })
  const rest = lines.filter((line) => whyOf(line) === undefined)
  // An address is right only whole.
  if (place.kind === 'customer' || place.kind === 'contact') return write(applying, place, rest)
  if (rest.length > 0) await note(applying, rest, { state: 'rejected', code: first.why })
}

interface WholeAddress {
  line: Accepted
  places: readonly HeldPlace[]
}

/** Adds or removes an address. */
async function applyAddress(applying: WithCustomer, { line, places }: WholeAddress): Promise<void> {
  const { client, customerId } = applying
  const { content } = line
  const done = () => note(applying, [line], { state: 'applied' })
  const isNew = line.place === 'new_address'
  const addresses = places.filter(({ kind }) => kind === 'address')
  const place = isNew ? NEW_ADDRESS : addresses.find(({ key }) => key === content.place.key)
  const isThere = (text: string | null) => addresses.some(({ values }) => addressText(values) === text)
  if (isNew ? isThere(content.new) : !place) return done()
  if (!place) return
  if (!isNew && addressText(place.values) !== content.old)
    return note(applying, [line], { state: 'conflict', now: addressText(place.values) })
  const values = isNew ? (content.address ?? {}) : { address: null }
  const [problem] = await writeValues(isNew ? 'new_address' : 'address', { client, customerId, place, values })
  if (problem) await note(applying, [line], { state: 'rejected', code: problem.why })
  else await done()
}
