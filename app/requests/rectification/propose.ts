import { v4 as uuidv4 } from 'uuid'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { HELD_TABLES } from '../held/model.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow } from '../lifecycle/store.ts'
import { isCorrectedNow } from './begin.ts'
import { MAX_CORRECTIONS, MAX_STATEMENT, MAX_STATEMENTS } from './limits.ts'
import {
  addressText,
  checkedValue,
  givenOrNull,
  type HeldPlace,
  type HeldValues,
  isSettledCorrection,
  placeKey,
} from './model.ts'
import {
  type CorrectionContent,
  type CorrectionLine,
  type CorrectionSealing,
  changeRectification,
  lockRectification,
  putCorrection,
  type RectificationRow,
  readCorrections,
  readHeld,
  sealingFor,
} from './store.ts'
import { CORRECTABLE, CORRECTED_FIELDS, type CorrectedField, type ValueProblem } from './words.ts'

const typedValue = z.string().max(2 * MAX_STATEMENT)

/** What somebody fills in about one place. What is not given stays as it is. */
export const proposedCorrections = z.strictObject({
  /** When what they saw was read. */
  at: z.iso.datetime(),
  place: placeKey,
  values: z.partialRecord(z.enum(CORRECTED_FIELDS), typedValue).default({}),
  /** The whole address is not theirs (any more). */
  remove: z.boolean().default(false),
})
export type ProposedCorrections = z.infer<typeof proposedCorrections>

/** What somebody adds to facts that cannot be replaced. */
export const proposedStatement = z.strictObject({
  about: z.enum(HELD_TABLES),
  text: z.string().trim().min(1).max(MAX_STATEMENT),
})
export type ProposedStatement = z.infer<typeof proposedStatement>

/** `person`, or Shopify's id of the member of staff. */
export type Proposer = { actor: 'person' } | { actor: 'staff'; staffId: string }

export interface WrongValue {
  field: CorrectedField
  problem: ValueProblem
}

export type ProposeResult =
  | { ok: true; count: number }
  | {
      ok: false
      reason: 'not_found' | 'not_now' | 'changed_since' | 'nothing_changed' | 'too_many' | 'wrong_value'
      wrong?: WrongValue[]
    }

const no = (reason: Exclude<ProposeResult, { ok: true }>['reason'], wrong?: WrongValue[]): ProposeResult => ({
  ok: false,
  reason,
  ...(wrong && { wrong }),
})

/** An address that is not there yet. */
export const NEW_ADDRESS: HeldPlace = {
  key: 'new_address',
  kind: 'new_address',
  id: null,
  name: '',
  type: null,
  values: Object.fromEntries(CORRECTABLE.new_address.fields.map((field) => [field, null])),
}

const STATEMENT = { key: 'statement', kind: 'statement', id: null, name: '', type: null } as const
const NEW: Omit<CorrectionContent, 'place' | 'old' | 'new'> = { address: null, about: null, now: null, note: null }

/** Proposes corrections of one place, as it was read: old and new values stand side by side until staff decide. */
export async function proposeCorrections(
  tx: ShopTransaction,
  requestId: string,
  proposed: ProposedCorrections,
  by: Proposer,
): Promise<ProposeResult> {
  const open = await openFor(tx, requestId)
  if (!open) return no('not_now')
  const { row, sealing } = open
  const held = await readHeld(tx, requestId, sealing)
  if (!held || row.readAt?.toISOString() !== new Date(proposed.at).toISOString()) return no('changed_since')
  const place = proposed.place === NEW_ADDRESS.key ? NEW_ADDRESS : held.places.find(({ key }) => key === proposed.place)
  if (!place) return no('not_found')
  const changes = changesIn(place, proposed)
  if (!changes.ok) return no('wrong_value', changes.wrong)
  if (changes.contents.length === 0) return no('nothing_changed')
  return put(tx, row, { by, sealing, contents: changes.contents })
}

/** Adds a statement to facts that cannot be replaced (GDPR Art. 16, last sentence). */
export async function proposeStatement(
  tx: ShopTransaction,
  requestId: string,
  { about, text }: ProposedStatement,
  by: Proposer,
): Promise<ProposeResult> {
  const open = await openFor(tx, requestId)
  if (!open) return no('not_now')
  const content: CorrectionContent = { ...NEW, place: STATEMENT, old: null, new: text, about }
  return put(tx, open.row, { by, sealing: open.sealing, contents: [{ field: 'text', content }] })
}

async function openFor(tx: ShopTransaction, requestId: string) {
  const request = await lockRow(tx, requestId)
  const row = await lockRectification(tx, requestId)
  if (!request || !row || !isCorrectedNow(request) || row.run === 'applying') return null
  const sealing = await sealingFor(tx, requestId)
  return sealing && { row, sealing }
}

interface Change {
  field: CorrectedField
  content: CorrectionContent
}

type Changes = { ok: true; contents: Change[] } | { ok: false; wrong: WrongValue[] }

function changesIn(place: HeldPlace, { values: typed, remove }: ProposedCorrections): Changes {
  const { values, ...named } = place
  const rule = CORRECTABLE[place.kind]
  if (remove) {
    if (!rule.canRemove) return { ok: false, wrong: [{ field: 'address', problem: 'required' }] }
    const content = { ...NEW, place: named, old: addressText(values), new: null, address: values }
    return { ok: true, contents: [{ field: 'address', content }] }
  }
  const [wrong, contents, whole]: [WrongValue[], Change[], HeldValues] = [[], [], {}]
  for (const field of rule.fields) {
    const text = typed[field] ?? (place.kind === 'new_address' ? '' : undefined)
    if (text === undefined || !(field in values)) continue
    const old = givenOrNull(values[field])
    // What is left as it was need not be what Kept would take.
    if (place.kind !== 'new_address' && givenOrNull(text) === old) continue
    const checked = checkedValue(place, field, text)
    if (!checked.ok) wrong.push({ field, problem: checked.problem })
    else if (place.kind === 'new_address') whole[field] = checked.value
    else if (checked.value !== old) contents.push({ field, content: { ...NEW, place: named, old, new: checked.value } })
  }
  if (wrong.length > 0) return { ok: false, wrong }
  if (place.kind !== 'new_address') return { ok: true, contents }
  const content = { ...NEW, place: named, old: null, new: addressText(whole), address: whole }
  return { ok: true, contents: [{ field: 'address', content }] }
}

interface Put {
  by: Proposer
  sealing: CorrectionSealing
  contents: readonly Change[]
}

/** A proposal takes the place of one for the same value that nothing became of yet. */
async function put(tx: ShopTransaction, row: RectificationRow, { by, sealing, contents }: Put): Promise<ProposeResult> {
  const { requestId } = row
  const known = await readCorrections(tx, requestId, sealing)
  const isStatement = contents.some(({ content }) => content.place.kind === 'statement')
  const statements = known.filter(({ place }) => place === 'statement').length
  if (known.length + contents.length > MAX_CORRECTIONS || (isStatement && statements >= MAX_STATEMENTS))
    return no('too_many')
  const at = clock.now()
  const proposedBy = by.actor === 'staff' ? by.staffId : 'person'
  for (const { field, content } of contents) {
    const before = known.find((line) => isReplaced(line, field, content))
    const id = before?.id ?? uuidv4()
    const line = { id, place: content.place.kind, field, proposedBy, proposedAt: at, content }
    await putCorrection(tx, requestId, line, sealing)
  }
  // A request that was opened again tells its recipients again.
  if (row.run === 'done') await changeRectification(tx, requestId, { run: 'open', occasionId: uuidv4() })
  const actorId = by.actor === 'staff' ? by.staffId : null
  const facts = { count: contents.length }
  const said = { at, actor: by.actor, actorId, note: null, move: 'propose_corrections', facts } as const
  const { ok } = await recordEvent(tx, { requestId, seen: null, event: said })
  if (!ok) throw new Error('A request that is open did not take its proposals')
  return { ok: true, count: contents.length }
}

/** New addresses and statements stand each for themselves. */
const isReplaced = (line: CorrectionLine, field: CorrectedField, { place }: CorrectionContent): boolean =>
  place.kind !== 'new_address' &&
  place.kind !== 'statement' &&
  line.field === field &&
  line.content?.place.key === place.key &&
  !isSettledCorrection(line.state)
