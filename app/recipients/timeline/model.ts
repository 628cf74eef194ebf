/** When a recipient is told, reminded and overdue, and what follows from each answer. Pure. */
import { z } from 'zod'
import { nextTryAt } from '../../platform/endpoint.ts'
import { MAX_SCHEDULE_DAYS, REMINDERS, TASK_SECRET_DAYS } from '../limits.ts'
import { hasEnded } from '../model.ts'
import { isConnectedTool, type RecipientTaskCode, type RecipientTaskState, type RecipientWayName } from '../words.ts'

const days = z.int().min(1).max(MAX_SCHEDULE_DAYS)

export const recipientSchedule = z
  .strictObject({
    remindAfterDays: z.array(days).length(REMINDERS).default([7, 14]),
    overdueAfterDays: days.default(30),
  })
  .refine(({ remindAfterDays: [first = 0, second = 0], overdueAfterDays: last }) => first < second && second < last)
export type RecipientSchedule = z.infer<typeof recipientSchedule>

export const DEFAULT_SCHEDULE: RecipientSchedule = recipientSchedule.parse({})

export interface TaskTimes {
  state: RecipientTaskState
  way: RecipientWayName
  createdAt: Date
  sentAt: Date | null
  reminders: number
  isDelivering: boolean
}

/** What to do with a task that is due. */
export type DueStep = 'deliver' | 'remind' | 'overdue' | 'look' | 'forget'

const DAY_MS = 24 * 3600 * 1_000

const after = (start: Date, days: number) => new Date(+start + days * DAY_MS)

export const forgottenAt = ({ createdAt }: Pick<TaskTimes, 'createdAt'>): Date => after(createdAt, TASK_SECRET_DAYS)

/** From when the recipient's time counts: it has the notice, or staff know that they have to give it. */
const countedFrom = ({ sentAt, createdAt }: TaskTimes) => sentAt ?? createdAt

export const overdueAt = (task: TaskTimes, { overdueAfterDays }: RecipientSchedule): Date =>
  after(countedFrom(task), overdueAfterDays)

/** A tool is asked itself, and is not reminded. */
const isReminded = ({ way, state }: TaskTimes) => state === 'sent' && !isConnectedTool(way)

const nextReminderAt = (task: TaskTimes, { remindAfterDays }: RecipientSchedule): Date | null => {
  const wait = isReminded(task) ? remindAfterDays[task.reminders] : undefined
  return wait === undefined ? null : after(countedFrom(task), wait)
}

const canBeOverdue = ({ state }: TaskTimes) => state === 'sent' || state === 'by_hand'

/** Nothing is sent after the time in which it is known whom it is about. */
export function dueStep(task: TaskTimes, schedule: RecipientSchedule, now: Date): DueStep {
  if (now >= forgottenAt(task)) return 'forget'
  if (hasEnded(task.state)) return 'look'
  if (task.isDelivering) return 'deliver'
  if (canBeOverdue(task) && now >= overdueAt(task, schedule)) return 'overdue'
  const reminder = nextReminderAt(task, schedule)
  return reminder && now >= reminder ? 'remind' : 'look'
}

/** When a task that nothing is sent of is looked at next. */
export function nextLookAt(task: TaskTimes, schedule: RecipientSchedule, now: Date): Date {
  const moments = [
    forgottenAt(task),
    ...(canBeOverdue(task) ? [overdueAt(task, schedule)] : []),
    ...[nextReminderAt(task, schedule) ?? []].flat(),
    // A mail may come back, and a tool may have finished.
    ...(task.state === 'sent' && (task.way === 'email' || isConnectedTool(task.way)) ? [after(now, 1)] : []),
  ]
  const ahead = moments.map(Number).filter((moment) => moment > +now)
  return new Date(ahead.length === 0 ? +now : Math.min(...ahead))
}

/** Minutes until the next try; together two days and a half, so that a receiver may be away over a day. */
const BACK_OFF_MINUTES = [1, 5, 15, 60, 180, 360, 720, 720, 1_440] as const
export const MOST_TRIES = BACK_OFF_MINUTES.length + 1

/** Null when it was the last try. `askedSeconds`: what the receiver asked for. */
export const retryAt = (tries: number, askedSeconds: number | null, now: Date): Date | null =>
  nextTryAt(BACK_OFF_MINUTES, { tries, askedSeconds }, now)

/** What came of one delivery. */
export type DeliveryOutcome =
  | { result: 'sent' }
  | { result: 'confirmed'; code: RecipientTaskCode | null }
  | { result: 'refused'; reason: string }
  | { result: 'try_later'; code: RecipientTaskCode; httpStatus: number | null; askedSeconds: number | null }
  | { result: 'failed'; code: RecipientTaskCode; httpStatus: number | null }
  | { result: 'by_hand'; code: RecipientTaskCode }
