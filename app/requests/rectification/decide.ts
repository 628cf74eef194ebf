import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow } from '../lifecycle/store.ts'
import { MAX_NOTE } from '../limits.ts'
import { enqueueRectification, isCorrectedNow, startReadingHeld } from './begin.ts'
import { decisionsOn, isUndecided } from './model.ts'
import {
  type ProposeResult,
  proposeCorrections,
  proposedCorrections,
  proposedStatement,
  proposeStatement,
} from './propose.ts'
import {
  type CorrectionLine,
  type CorrectionSealing,
  changeCorrection,
  changeRectification,
  lockRectification,
  type RectificationRow,
  readCorrections,
  sealingFor,
} from './store.ts'
import { CORRECTION_STATES } from './words.ts'

/** What staff do about a rectification. */
export const rectificationAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('read') }),
  z.strictObject({ act: z.literal('propose'), proposal: proposedCorrections }),
  z.strictObject({ act: z.literal('state'), statement: proposedStatement }),
  z.strictObject({
    act: z.literal('decide'),
    id: z.uuid(),
    decision: z.enum(['accept', 'refuse', 'by_hand']),
    /** As the page showed it. */
    seen: z.enum(CORRECTION_STATES),
    note: z.string().trim().max(MAX_NOTE),
  }),
  z.strictObject({ act: z.literal('accept_all') }),
  /** Also goes on with a run that had stopped. */
  z.strictObject({ act: z.literal('apply') }),
])
export type RectificationAct = z.infer<typeof rectificationAct>
type Decision = Extract<RectificationAct, { act: 'decide' }>

type RectificationProblem =
  | Exclude<ProposeResult, { ok: true }>['reason']
  | 'reason_missing'
  | 'undecided'
  | 'nothing_proposed'

export type RectificationResult =
  | { ok: true }
  | { ok: false; reason: RectificationProblem; wrong?: Extract<ProposeResult, { ok: false }>['wrong'] }

const OK = { ok: true } as const
const no = (reason: RectificationProblem): RectificationResult => ({ ok: false, reason })

/** Does what staff chose on the page of a request for rectification. */
export async function actOnRectification(
  tx: ShopTransaction,
  requestId: string,
  act: RectificationAct,
  staffId: string,
): Promise<RectificationResult> {
  const by = { actor: 'staff', staffId } as const
  if (act.act === 'read') return (await startReadingHeld(tx, requestId)) ? OK : no('not_now')
  if (act.act === 'propose') return proposeCorrections(tx, requestId, act.proposal, by)
  if (act.act === 'state') return proposeStatement(tx, requestId, act.statement, by)
  const request = await lockRow(tx, requestId)
  const row = await lockRectification(tx, requestId)
  const sealing = await sealingFor(tx, requestId)
  if (!request || !row || !sealing) return no('not_found')
  if (!isCorrectedNow(request) || row.run === 'applying') return no('not_now')
  const lines = await readCorrections(tx, requestId, sealing)
  if (act.act === 'decide') return decide(tx, { lines, sealing, staffId }, act)
  if (act.act === 'accept_all') return acceptAll(tx, { lines, sealing, staffId })
  return apply(tx, row, { lines, staffId })
}

interface Deciding {
  lines: readonly CorrectionLine[]
  sealing: CorrectionSealing
  staffId: string
}

async function decide(
  tx: ShopTransaction,
  { lines, sealing, staffId }: Deciding,
  { id, decision, seen, note }: Decision,
): Promise<RectificationResult> {
  const line = lines.find((one) => one.id === id)
  if (!line?.content) return no('not_found')
  if (line.state !== seen) return no('changed_since')
  const isByHand = decision === 'by_hand'
  if (!decisionsOn(line.state, line.code).includes(decision) || (isByHand && line.place === 'statement'))
    return no('not_now')
  // GDPR Art. 12(4): the person is told why.
  if (decision === 'refuse' && note === '') return no('reason_missing')
  const at = clock.now()
  const state = isByHand ? 'done_by_hand' : decision === 'accept' ? 'accepted' : 'refused'
  await changeCorrection(
    tx,
    line,
    {
      ...{ state, decidedBy: staffId, decidedAt: at, settledAt: state === 'accepted' ? null : at },
      ...(state !== 'refused' && { code: null }),
      // What stands there now was seen, and is written over.
      content: {
        ...line.content,
        ...(state === 'accepted' && line.state === 'conflict' && { old: line.content.now, now: null }),
        note: note || null,
      },
    },
    sealing,
  )
  return OK
}

/** Everything that was proposed and is not decided. What Shopify did not take, or what changed meanwhile, is looked at by itself. */
async function acceptAll(tx: ShopTransaction, { lines, sealing, staffId }: Deciding): Promise<RectificationResult> {
  const at = clock.now()
  for (const line of lines) {
    if (line.state !== 'proposed') continue
    await changeCorrection(tx, line, { state: 'accepted', decidedBy: staffId, decidedAt: at }, sealing)
  }
  return OK
}

/** Has what was accepted written, and the person answered. */
async function apply(
  tx: ShopTransaction,
  row: RectificationRow,
  { lines, staffId }: Omit<Deciding, 'sealing'>,
): Promise<RectificationResult> {
  const { requestId } = row
  if (lines.length === 0) return no('nothing_proposed')
  if (lines.some(({ state }) => isUndecided(state))) return no('undecided')
  const facts = { count: lines.filter(({ state }) => state === 'accepted').length }
  const said = { at: clock.now(), actor: 'staff', actorId: staffId, note: null } as const
  const event = { ...said, move: 'apply_corrections', facts } as const
  if (!(await recordEvent(tx, { requestId, seen: null, event })).ok) return no('not_now')
  await changeRectification(tx, requestId, { run: 'applying', stopped: null, appliedBy: staffId })
  await enqueueRectification(tx, requestId, 'apply')
  return OK
}
