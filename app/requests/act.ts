import { z } from 'zod'
import { clock } from '../platform/clock.ts'
import type { ShopTransaction } from '../platform/db.ts'
import { givesStaleFile } from './answer/index.ts'
import { STAFF_ACTS } from './lifecycle/acts.ts'
import { type EventName, FACTS, type RequestEvent } from './lifecycle/events.ts'
import { type RecordResult, recordEvent } from './lifecycle/record-event.ts'
import { lockRow } from './lifecycle/store.ts'
import { MAX_NOTE } from './limits.ts'
import { readOnceKnown } from './rectification/index.ts'
import { forbidsMove } from './work-decides.ts'

const common = {
  /** How many events the page showed. */
  seen: z.int().min(1),
  note: z.string().trim().max(MAX_NOTE),
}

type Act = { seen: number; note: string; move: EventName; facts: unknown }

/** What staff send from a request's page. */
export const staffAct = z
  .strictObject({ ...common, move: z.enum([...STAFF_ACTS, 'assign']), facts: z.unknown() })
  .transform((act, context): Act => {
    const facts = FACTS[act.move].safeParse(act.facts)
    if (!facts.success) context.addIssue({ code: 'custom', path: ['facts'], message: 'unexpected' })
    // Whatever else proves who somebody is has rules of its own: app/requests/identity/.
    if (act.move === 'confirm_identity' && !isAttested(facts.data))
      context.addIssue({ code: 'custom', path: ['facts', 'method'], message: 'unexpected' })
    return { ...act, facts: facts.data }
  })

const isAttested = (facts: unknown) => z.object({ method: z.literal('attested') }).safeParse(facts).success

/**
 * `work_decides`: the request is answered by carrying it out, and not refused once that has begun. `file_not_current`: something
 * was collected, taken out or put back since the file was made, or it is being made.
 */
export type ActResult = RecordResult | { ok: false; reason: 'file_not_current' | 'work_decides' }

/** Does what staff chose, if the rules of the request allow it. */
export async function actOnRequest(
  tx: ShopTransaction,
  requestId: string,
  { seen, note, move, facts }: z.infer<typeof staffAct>,
  staffId: string,
  asked: Parameters<typeof givesStaleFile>[2] = {},
): Promise<ActResult> {
  if (move === 'confirm_identity' && note === '') return { ok: false, reason: 'reason_missing' }
  const request = await lockRow(tx, requestId)
  if (!request) return { ok: false, reason: 'not_found' }
  if (move === 'answer' && (await givesStaleFile(tx, requestId, asked)))
    return { ok: false, reason: 'file_not_current' }
  if (await forbidsMove(tx, requestId, request.kind, move)) return { ok: false, reason: 'work_decides' }
  const event = { at: clock.now(), actor: 'staff', actorId: staffId, note: note || null, move, facts } as RequestEvent
  const recorded = await recordEvent(tx, { requestId, seen, event })
  if (recorded.ok && move === 'confirm_identity') await readOnceKnown(tx, requestId)
  return recorded
}
