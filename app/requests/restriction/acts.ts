import { addDays } from 'date-fns/addDays'
import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { forgetTaskSecrets } from '../../recipients/index.ts'
import {
  changeRestriction,
  markRestricted,
  RESTRICTION_GROUNDS,
  readRestriction,
  restrictionsOf,
  type SubjectId,
} from '../../subjects/index.ts'
import { dayIn } from '../clock/model.ts'
import type { RequestEvent } from '../lifecycle/events.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow, type RequestRow } from '../lifecycle/store.ts'
import { MAX_NOTE } from '../limits.ts'
import { enqueueRestriction } from './enqueue.ts'
import { liftDays } from './model.ts'
import { readRestrictionActs } from './read.ts'
import { changeRun, insertRun, lockRun, noteDoneByHand, type RestrictionRun, runOfRequest } from './record/store.ts'

const reason = z.string().trim().min(1).max(MAX_NOTE)

/** What staff do about a restriction. */
export const restrictionAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('set'),
    ground: z.enum(RESTRICTION_GROUNDS),
    note: z.string().trim().max(MAX_NOTE),
  }),
  z.strictObject({ act: z.literal('go_on') }),
  z.strictObject({ act: z.literal('mark_done') }),
  /** `reason`: the person reads it. */
  z.strictObject({ act: z.literal('lift'), on: z.iso.date(), reason }),
  z.strictObject({ act: z.literal('keep'), reason }),
  z.strictObject({ act: z.literal('told') }),
])
export type RestrictionAct = z.infer<typeof restrictionAct>

export type RestrictionActResult = { ok: true } | { ok: false; reason: 'not_found' | 'not_now' | 'day_not_possible' }

const OK = { ok: true } as const
const no = (problem: 'not_found' | 'not_now' | 'day_not_possible') => ({ ok: false, reason: problem }) as const

interface Acting {
  request: RequestRow & { subjectId: SubjectId }
  run: RestrictionRun | null
  staffId: string
}

/** Does what staff chose, if it is the moment for it. A second click finds that it is not. */
export async function actOnRestriction(
  tx: ShopTransaction,
  requestId: string,
  act: RestrictionAct,
  staffId: string,
): Promise<RestrictionActResult> {
  const request = await lockRow(tx, requestId)
  if (request?.kind !== 'restriction' || request.subjectId === null) return no('not_found')
  const newest = await runOfRequest(tx, requestId)
  const run = newest && (await lockRun(tx, newest.id))
  if (!(await readRestrictionActs(tx, request, run)).includes(act.act)) return no('not_now')
  const acting = { request: { ...request, subjectId: request.subjectId }, run, staffId }
  if (act.act === 'set') return setRestriction(tx, acting, act)
  if (!run) return no('not_now')
  switch (act.act) {
    case 'go_on':
      return goOn(tx, run)
    case 'mark_done':
      return markDone(tx, run)
    case 'lift':
      return beginLifting(tx, { ...acting, run }, act)
    case 'keep':
      return keep(tx, { ...acting, run }, act.reason)
    case 'told':
      await changeRun(tx, run.id, { toldAt: clock.now(), toldBy: staffId, lookAt: clock.now() })
      return OK
  }
}

const noted = async (tx: ShopTransaction, requestId: string, event: RequestEvent): Promise<boolean> =>
  (await recordEvent(tx, { requestId, seen: null, event })).ok

/** From now on the person is marked; a job does what follows from it, and answers. */
async function setRestriction(
  tx: ShopTransaction,
  { request, staffId }: Acting,
  { ground, note }: Extract<RestrictionAct, { act: 'set' }>,
): Promise<RestrictionActResult> {
  const [id, at] = [uuidv7(), clock.now()]
  // Whoever still has to be told that an earlier restriction has ended would be told what is no longer true.
  for (const earlier of await restrictionsOf(tx, request.subjectId)) {
    if (!earlier.isInForce) await forgetTaskSecrets(tx, { occasionId: earlier.id })
  }
  const event = {
    at,
    actor: 'staff',
    actorId: staffId,
    note: note || null,
    move: 'restrict',
    facts: { ground },
  } as const
  if (!(await noted(tx, request.id, event))) return no('not_now')
  await insertRun(tx, { id, requestId: request.id, setBy: staffId, createdAt: at, lookAt: addDays(at, 1) })
  await markRestricted(tx, { id, subjectId: request.subjectId, ground, since: at })
  await enqueueRestriction(tx, id)
  return OK
}

/** What was refused is tried again; a request that was opened again is answered again. */
async function goOn(tx: ShopTransaction, { id }: RestrictionRun): Promise<RestrictionActResult> {
  await changeRun(tx, id, { run: 'running', stopped: null, lookAt: addDays(clock.now(), 1) })
  await enqueueRestriction(tx, id)
  return OK
}

async function markDone(tx: ShopTransaction, run: RestrictionRun): Promise<RestrictionActResult> {
  await noteDoneByHand(tx, run.id, clock.now())
  return goOn(tx, run)
}

type ActingOnRun = Acting & { run: RestrictionRun }

/** Tells the person first (Art. 18(3)); the restriction ends on that day, and not before they were told. */
async function beginLifting(
  tx: ShopTransaction,
  { request, run, staffId }: ActingOnRun,
  { on, reason: note }: Extract<RestrictionAct, { act: 'lift' }>,
): Promise<RestrictionActResult> {
  const at = clock.now()
  const { least, most } = liftDays(dayIn(request.timeZone, at))
  if (on < least || on > most) return no('day_not_possible')
  await changeRestriction(tx, run.id, { liftingSince: at, liftOn: on })
  const event = { at, actor: 'staff', actorId: staffId, note, move: 'lift_restriction', facts: { on } } as const
  if (!(await noted(tx, request.id, event))) return no('not_now')
  await changeRun(tx, run.id, { toldAt: null, toldBy: null, lookAt: at })
  return OK
}

/** It goes on after all, and the person is told that too. */
async function keep(
  tx: ShopTransaction,
  { request, run, staffId }: ActingOnRun,
  note: string,
): Promise<RestrictionActResult> {
  if (!(await readRestriction(tx, run.id))) return no('not_now')
  await changeRestriction(tx, run.id, { liftingSince: null, liftOn: null })
  await changeRun(tx, run.id, { toldAt: null, toldBy: null, lookAt: null })
  const event = {
    at: clock.now(),
    actor: 'staff',
    actorId: staffId,
    note,
    move: 'keep_restriction',
    facts: {},
  } as const
  return (await noted(tx, request.id, event)) ? OK : no('not_now')
}
