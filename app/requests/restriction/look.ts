import { addDays } from 'date-fns/addDays'
import { addHours } from 'date-fns/addHours'
import { addMinutes } from 'date-fns/addMinutes'
import { clock } from '../../platform/clock.ts'
import { forShop, type ShopTransaction } from '../../platform/db.ts'
import { log } from '../../platform/log.ts'
import { repeat } from '../../platform/repeat.ts'
import { installedSince } from '../../shopify/installation.ts'
import { changeRestriction, readRestriction } from '../../subjects/index.ts'
import { dayIn } from '../clock/model.ts'
import { recordEvent } from '../lifecycle/record-event.ts'
import { lockRow, readRow } from '../lifecycle/store.ts'
import { enqueueRestriction } from './enqueue.ts'
import { liftStanding } from './model.ts'
import { changeRun, dueRestrictions, liftingMail, lockRun, type RestrictionRun, requestOfRun } from './record/store.ts'

/** The most restrictions in one run. */
const LOOKS_AT_ONCE = 100

/** Looks at every restriction that is due for it, each in a transaction of its own. */
export async function lookAtDueRestrictions(): Promise<number> {
  const due = await dueRestrictions(clock.now(), LOOKS_AT_ONCE)
  for (const { shop, id } of due) {
    try {
      await forShop(shop, (tx) => look(tx, id))
    } catch (err) {
      log.error({ err, shop, restriction: id }, 'a restriction could not be looked at')
      await forShop(shop, (tx) => changeRun(tx, id, { lookAt: addHours(clock.now(), 1) }))
    }
  }
  return due.length
}

async function look(tx: ShopTransaction, id: string): Promise<void> {
  const requestId = await requestOfRun(tx, id)
  // Staff lock the request first, too.
  if (requestId !== null) await lockRow(tx, requestId)
  const run = await lockRun(tx, id)
  const now = clock.now()
  if (!run?.lookAt || run.lookAt > now) return
  const tomorrow = { lookAt: addDays(now, 1) }
  // A shop that has left is not spoken for, and nobody's restriction ends meanwhile.
  if ((await installedSince(tx)) === null) return changeRun(tx, id, tomorrow)
  const restarts = run.run === 'stopped' && run.stopped === 'shopify_away'
  if (run.run === 'running' || restarts) {
    await changeRun(tx, id, { ...tomorrow, run: 'running', stopped: null })
    return enqueueRestriction(tx, id)
  }
  const isEnding = run.run === 'done' && run.phase === 'set'
  return isEnding ? lookAtLifting(tx, run) : changeRun(tx, id, { lookAt: null })
}

/** When a mail is on its way, and when only staff or the day can change anything. */
const [SOON_MINUTES, LATER_HOURS] = [2, 1]

/** Ends the restriction on its day, once the person was told. */
async function lookAtLifting(tx: ShopTransaction, { id, requestId, toldAt }: RestrictionRun): Promise<void> {
  const request = await readRow(tx, requestId)
  const mark = await readRestriction(tx, id)
  if (!request || !mark?.liftingSince || mark.liftOn === null) return changeRun(tx, id, { lookAt: null })
  const now = clock.now()
  const standing = liftStanding({
    today: dayIn(request.timeZone, now),
    liftOn: mark.liftOn,
    isTold: toldAt !== null,
    mail: await liftingMail(tx, requestId, mark.liftingSince),
  })
  if (standing !== 'lift') {
    const lookAt = standing === 'mail_on_its_way' ? addMinutes(now, SOON_MINUTES) : addHours(now, LATER_HOURS)
    return changeRun(tx, id, { lookAt })
  }
  await changeRestriction(tx, id, { liftedAt: now })
  const event = { at: now, actor: 'kept', actorId: null, note: null, move: 'end_restriction', facts: {} } as const
  await recordEvent(tx, { requestId, seen: null, event })
  await changeRun(tx, id, { phase: 'lift', run: 'running', lookAt: addDays(now, 1) })
  await enqueueRestriction(tx, id)
}

const LOOK_EVERY_MS = 30_000

/** Runs in every worker. */
export const scheduleRestrictionLooks = (): void =>
  repeat(LOOK_EVERY_MS, lookAtDueRestrictions, 'it could not be found out which restrictions are due for a look')
