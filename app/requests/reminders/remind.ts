import { tellFlow } from '../../flow/index.ts'
import { clock } from '../../platform/clock.ts'
import type { ShopTransaction } from '../../platform/db.ts'
import { controllerCountry, daysAfter, type IsoDate } from '../../register/index.ts'
import { answerBy, type ClockFacts, dayIn, deadlineOf, momentOn } from '../clock/model.ts'
import { workingDaysOf } from '../clock/working-days.ts'
import { announceMove } from '../lifecycle/announce-move.ts'
import { type EventName, lifeOf, type RequestEvent } from '../lifecycle/events.ts'
import { isRequestOpen } from '../lifecycle/model.ts'
import { clockFactsOf } from '../lifecycle/read-life.ts'
import { lockRow, readRequestEvents } from '../lifecycle/store.ts'
import { tellStaff } from '../notices/tell-staff.ts'
import { readRequestSettings } from '../settings/store.ts'
import { nextStageOn, type ReminderStage, stageAt, timeUsedOf } from './model.ts'
import { insertReminder, isStillDue, setReminder } from './store.ts'

/** After one of these there is another last day, of which staff are reminded again. */
const SETS_DEADLINE: ReadonlySet<EventName> = new Set([
  'extend',
  'choose_regime',
  'separate',
  'reopen',
  'reopen_unidentified',
])

const roundOf = (events: readonly RequestEvent[]): number => events.filter(({ move }) => SETS_DEADLINE.has(move)).length

const TEMPLATES = { first: 'staff_due', second: 'staff_due', overdue: 'staff_overdue' } as const satisfies Record<
  ReminderStage,
  string
>

const FLOW_TRIGGERS = {
  first: 'privacy-request-due-soon',
  second: 'privacy-request-due-soon',
  overdue: 'privacy-request-overdue',
} as const satisfies Record<ReminderStage, string>

/**
 * Reminds staff of a request whose time is running out, once in each stage, and notes when to look again. All in the
 * caller's transaction: killed anywhere, it is done again from the beginning. Returns the stage that was told.
 */
export async function remindOf(tx: ShopTransaction, id: string): Promise<ReminderStage | null> {
  const now = clock.now()
  const row = await lockRow(tx, id)
  if (!row || !(await isStillDue(tx, id, now))) return null
  const { timeZone } = row
  // The dates decide; no note is opened.
  const events = await readRequestEvents(tx, row, null)
  const life = lifeOf(timeZone, events)
  if (!isRequestOpen(life.state)) {
    await setReminder(tx, id, null)
    return null
  }
  const settings = await readRequestSettings(tx)
  const today = dayIn(timeZone, now)
  const progress = timeUsedOf(await timesOf(tx, clockFactsOf(row, life), today))
  const next = nextStageOn(progress, settings.remindAtPercent, today)
  await setReminder(tx, id, next === null ? null : momentOn(next, timeZone))
  const stage = stageAt(progress, settings.remindAtPercent)
  if (stage === null) return null
  const round = roundOf(events)
  if (!(await insertReminder(tx, { requestId: id, round, stage, at: now }))) return null
  const { daysLeft } = progress
  const move = stage === 'overdue' ? 'overdue' : 'due_soon'
  await announceMove(tx, { move, request: row, state: life.state, dueOn: daysAfter(today, daysLeft) })
  await tellStaff(tx, settings, {
    key: `${id}/reminder/${round}/${stage}`,
    request: { id, kind: row.kind, answerBy: daysAfter(today, daysLeft) },
    template: TEMPLATES[stage],
    daysLeft: Math.max(0, daysLeft),
  })
  if (row.subjectId !== null) {
    const trigger = FLOW_TRIGGERS[stage]
    const facts = { kind: row.kind, dueOn: daysAfter(today, daysLeft) }
    await tellFlow(tx, { key: `${trigger}/${id}/${round}`, trigger, subjectId: row.subjectId, facts })
  }
  return stage
}

async function timesOf(tx: ShopTransaction, facts: ClockFacts, today: IsoDate) {
  const isWorkingDay = await workingDaysOf((await controllerCountry(tx)) ?? '')
  const deadline = deadlineOf(facts, today, isWorkingDay)
  const pauses = facts.pauses.filter(({ reason }) => reason !== 'clarification')
  return {
    countedFrom: deadline.countedFrom,
    dueOn: answerBy(deadline),
    dueWithoutPauses: answerBy(deadlineOf({ ...facts, pauses }, today, isWorkingDay)),
    today,
  }
}
